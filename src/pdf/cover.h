#pragma once

#include <cstdint>
#include <vector>

#include "pdf/contents.h"

namespace ibid::pdf {

// Which characters lie under an area: those whose middle does. `edges[w][i]` is the right edge of
// the i-th character of words[w].
std::vector<Cover> WordsUnder(const Box& area, const std::vector<Word>& words,
                              const std::vector<std::vector<std::int32_t>>& edges);

}  // namespace ibid::pdf
