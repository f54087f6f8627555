#pragma once

#include <chrono>
#include <string>

#include "ibid/api.h"

namespace ibid {

// A moment of UTC, to the millisecond. The only type in which ibid keeps times.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// "2015-09-28T14:03:11Z" (RFC 3339, whole seconds). Defined in src/text/instant.cpp.
IBID_API std::string FormatInstant(Instant at);

// A calendar date without a zone, as articles print them: "2015-09-28", "2015-09" or "2015",
// or empty where unknown. ISO 8601; kept as text because its precision is part of what it says.
using IsoDate = std::string;

}  // namespace ibid
