#pragma once

#include <cstdint>
#include <vector>

#include "detect/sentences.h"
#include "detect/tokens.h"

namespace ibid::detect {

enum class QuoteUse : std::uint8_t {
  kSpeech,  // Somebody's words.
  kScare,   // A few words held at arm's length: 'flying tanks'.
  kTitle,   // The name of a work, every word of weight capitalised.
};

// A stretch between quotation marks. `at` counts tokens and includes the marks.
struct Quote {
  TokenRange at;
  QuoteUse use = QuoteUse::kSpeech;
  bool closed = true;      // false: the paragraph ended first; the next may go on.
  bool continues = false;  // Goes on with the unclosed quote of the paragraph before.
  bool single = false;     // Between single marks.

  // Without the marks.
  TokenRange inner() const { return {at.begin + 1, closed ? at.end - 1 : at.end}; }
};

// Appends the outermost quotes of `paragraph`, which do not overlap. Directional marks say which
// way they face; straight ones open where nothing is open and close otherwise, unless the white
// space around them says that the closing mark before was lost. Single marks count where they
// cannot be apostrophes. A quote that nothing closes ends with the paragraph; where the paragraph
// does not begin with it, at its sentence. Linear.
void MatchQuotes(const std::vector<Token>& tokens, TokenRange paragraph, std::vector<Quote>& out);

}  // namespace ibid::detect
