#pragma once

#include "cli/options.h"

namespace ibid::cli {

// The flags and arguments of `ibid cache`, checked. After the web's flags: it needs the path.
Result<void> SetCache(const Typed& typed, Options& options);

}  // namespace ibid::cli
