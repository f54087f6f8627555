#pragma once

#include <cstddef>
#include <string_view>

// Phrases that were found in a text: whether they are words there, or parts of longer ones. Pure.
namespace ibid::resolve {

// Whether the phrase that stands at `at` is the beginning of a word: "404" is not in "40404".
// Scripts that put no space between words (Chinese, Japanese, Thai, ...) have none to begin.
bool BeginsWord(std::string_view text, std::size_t at, std::string_view phrase);

// The same, and it ends with a word's end.
bool StandsWhole(std::string_view text, std::size_t at, std::string_view phrase);

// Letters, digits and the like, without the punctuation between and around them.
int CountWordChars(std::string_view words);

}  // namespace ibid::resolve
