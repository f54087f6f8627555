#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/text_span.h"

// Names of people and outlets, where the words around say that one must stand there.
namespace ibid::detect {

// The name that begins at `at` (after white space, quotes, a colon), at most to `end`: capitalised
// words with their particles, up to a stop word ("Copyright", "on", a date), punctuation or a line
// break. Empty where none begins.
TextSpan NameAt(std::string_view text, std::size_t at, std::size_t end);

// The single names of a list: "A. Writer, B. Writer and C. Writer".
std::vector<TextSpan> NamesIn(std::string_view text, TextSpan list);

// The agency's full name for what a dateline or credit calls it, or empty (data/agencies.tsv).
std::string_view AgencyNamed(std::string_view written);
// Whether it sells pictures and no reports: "Getty Images". A source line with its name is a
// picture's.
bool IsPictureAgency(std::string_view written);

}  // namespace ibid::detect
