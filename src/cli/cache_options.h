#pragma once

#include <optional>

#include "cache/audit_prune.h"
#include "cli/options.h"

namespace ibid::cli {

// The flags and arguments of `ibid cache`, checked. After the web's flags: it needs the path.
Result<void> SetCache(const Typed& typed, Options& options);

// --keep-audits, of `ibid cache prune` and `ibid audit`; none where it was not given.
Result<void> SetKeptAudits(const Typed& typed, std::optional<cache::KeptAudits>& out);

}  // namespace ibid::cli
