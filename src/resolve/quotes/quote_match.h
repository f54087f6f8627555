#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/comparison.h"
#include "resolve/quotes/quote_words.h"

// Quoted words looked for in a text, word by word. Pure; time is bounded by the words of the quote
// times those of the text, each of which is cut at a limit.
namespace ibid::resolve {

struct QuoteMatch {
  QuoteFit fit = QuoteFit::kAbsent;
  double likeness = 0;               // 0..1: how much of the weight of its words is there.
  std::vector<DiffStep> difference;  // For kChanged.
};

// Whether so few words can be looked for: fewer than three stand by chance in any text.
bool IsLongEnough(std::string_view quote);

class QuotedText {
 public:
  explicit QuotedText(std::string text);

  // Case, punctuation and kinds of marks are passed over. What the quote marks as its own is
  // honoured: an ellipsis stands for up to some two hundred words, words in brackets for a few
  // others or none ("[the president]"), letters in brackets for other letters ("[T]he",
  // "want[ed]"),
  // "[sic]" for nothing.
  QuoteMatch Find(std::string_view quote) const;

 private:
  friend class QuoteAlignment;
  double WeightOf(std::int32_t word) const;

  std::string text_;
  std::vector<QuoteWord> words_;
  std::vector<std::int32_t> ids_;  // Of words_, in their order.
  std::map<std::string, std::int32_t, std::less<>> known_;
  std::vector<std::uint32_t> counts_;  // By id.
};

}  // namespace ibid::resolve
