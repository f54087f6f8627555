#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ibid::resolve {

// A part of a quote that is matched by itself.
struct QuoteItem {
  enum class Kind : std::uint8_t {
    kWord,    // This word.
    kPrefix,  // A word that begins so: "want[ed]".
    kGap,     // Words left out: an ellipsis.
    kInsert,  // Words of the quoter's own, in place of some or none.
  };
  Kind kind = Kind::kWord;
  std::string folded;   // Of kWord and kPrefix, as of QuoteWords.
  std::string written;  // As the quote has it.
};

// A quote in parts, at most `most`; no gap at its ends. Pure, linear.
std::vector<QuoteItem> QuoteItems(std::string_view quote, std::size_t most);

}  // namespace ibid::resolve
