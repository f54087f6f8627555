#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ibid::json {

// The same JSON with three things put right that parsers refuse: bytes that are no UTF-8, escapes
// of lone surrogates ("\ud83d" without its half), and integers beyond 64 bits, which become strings
// of their digits. None where there is nothing to do. Linear; knows strings from the rest, no more.
std::optional<std::string> Repaired(std::string_view json);

}  // namespace ibid::json
