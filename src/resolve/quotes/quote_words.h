#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Words as they are compared where texts are held against each other word by word. Pure, linear.
namespace ibid::resolve {

struct QuoteWord {
  std::string folded;  // Lower case; without apostrophes, soft hyphens, commas and dots inside.
  std::uint32_t begin = 0;  // Where it stands, in bytes.
  std::uint32_t end = 0;
};

// The first `most` words. Hyphens and dashes part words; "don’t", "1,000" and "U.S." are one each;
// a character of a script that is written without spaces is a word; "%" is "percent".
std::vector<QuoteWord> QuoteWords(std::string_view text, std::size_t most);

}  // namespace ibid::resolve
