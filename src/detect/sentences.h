#pragma once

#include <cstdint>
#include <vector>

#include "detect/tokens.h"

namespace ibid::detect {

// A half-open range of token indices.
struct TokenRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool empty() const { return begin == end; }
  std::uint32_t size() const { return end - begin; }
};

// Appends the sentences of `paragraph`. A full stop ends one unless what follows (behind closing
// quotation marks and brackets) goes on in lower case; an abbreviation's does where a word follows
// that only begins sentences. Linear.
void SplitSentences(const std::vector<Token>& tokens, TokenRange paragraph,
                    std::vector<TokenRange>& out);

}  // namespace ibid::detect
