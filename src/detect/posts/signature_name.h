#pragma once

#include <cstddef>
#include <string_view>

#include "detect/posts/signature.h"

namespace ibid::detect {

// Walks left from a handle, or its parenthesis, at `open` for the name before it and the dash
// before that; no further than `floor`. Fills name, dash, own_line, guessed and the begin of `at`;
// false where no name can be. The work is bounded: names are short.
bool FindName(std::string_view text, std::size_t floor, std::size_t open, Signature& out);

// The same without a dash: the name is the line before `open`, or the capitalised end of it.
bool FindUndashedName(std::string_view text, std::size_t floor, std::size_t open, Signature& out);

// White space, direction marks and variation selectors.
bool IsBlank(char32_t code);
std::size_t SkipBlank(std::string_view text, std::size_t at, std::size_t end);
std::size_t SkipBlankBack(std::string_view text, std::size_t at, std::size_t floor);

}  // namespace ibid::detect
