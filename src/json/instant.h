#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ibid/instant.h"

// Instants as "ibid/1" has them: RFC 3339 in UTC, with milliseconds where there are any
// ("2015-09-28T14:03:11Z", "2015-09-28T14:03:11.250Z"), for the years 0000 to 9999.
namespace ibid::json {

std::optional<std::string> WriteInstant(Instant at);
// Exactly what WriteInstant writes, and nothing else.
std::optional<Instant> ReadInstant(std::string_view text);

}  // namespace ibid::json
