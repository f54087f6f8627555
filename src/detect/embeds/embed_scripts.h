#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ibid::detect {

// The strings of a script (JSON, page state, JavaScript with JSON in it) that hold the markup of an
// embed, unescaped, in order: at most kScriptStringsMax. Found by the words that such markup cannot
// do without, so that a script which is out of step with its quotation marks does no harm. JSON
// inside such a string is read again, once. Linear.
inline constexpr std::size_t kScriptStringsMax = 500;
std::vector<std::string> MarkupInScript(std::string_view script);

// The values (strings, or whole numbers as digits) of the members "a|b" of the JSON in a script, of
// the first kScriptStringsMax of each name; "a>b": of the first member b behind each a. Linear.
std::vector<std::string> MembersInScript(std::string_view script, std::string_view names);

}  // namespace ibid::detect
