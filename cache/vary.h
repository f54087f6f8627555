#pragma once

#include <string>
#include <string_view>

#include "ibid/exchange.h"

// Which requests an answer answers (RFC 9111, 4.1).
namespace ibid::cache {

// Whether the answer may never be matched again: "Vary: *".
bool VariesOnEverything(const Headers& response);

// The request headers that the answer's Vary names, as 'name: value' lines, names in lower case,
// sorted; empty without Vary. An absent header is a line with an empty value.
std::string VaryKey(const Headers& response, const Headers& request);

// Whether the request has the values that stand in the key.
bool MatchesVary(std::string_view key, const Headers& request);

// Whether both have the same fields in the same order, case aside.
bool SameHeaders(const Headers& a, const Headers& b);

// 'Name: value' lines and back. Line breaks in a value, which HTTP does not have, become spaces.
std::string FormatHeaders(const Headers& headers);
Headers ParseHeaders(std::string_view lines);

}  // namespace ibid::cache
