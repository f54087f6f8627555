#pragma once

#include <string>
#include <string_view>

#include "cli/options.h"

namespace ibid::cli {

// The flags of `ibid audit`, checked. After the web's: it needs the path of the cache.
Result<void> SetAudit(const Typed& typed, Options& options);

std::string AuditFormatNames();  // "text, json, ..."

// Whether --fail-on of an audit takes the name, beside verdicts and states: standings and changes.
bool IsAuditFinding(std::string_view name);

}  // namespace ibid::cli
