#pragma once

#include <string>
#include <string_view>

namespace ibid::write {

// For element content and for attribute values in double quotes. Control characters that HTML does
// not allow become U+FFFD; bidirectional controls are dropped (the report sets dir="auto").
std::string Escaped(std::string_view words);

// The character reference that stands for one of & < > " ' in HTML and XML; null for all others.
const char* CharacterReference(char32_t code);

// A link where the URL is http or https, else the words alone. The page's policy on referrers sees
// to it that nobody learns where it was clicked.
std::string Linked(std::string_view url, std::string_view words);
// The same with the URL itself as the words, cut off where it is very long.
std::string LinkedUrl(std::string_view url);
// The same, written once: style sheet and script put the words there.
std::string BareUrl(std::string_view url);

}  // namespace ibid::write
