#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "ibid/mention.h"
#include "ibid/rejection.h"

namespace ibid::detect {

inline constexpr std::size_t kRejectionsMax = 10'000;  // Of one document; the first are kept.

// Notes that the candidate at `at` is no mention. `all` is null where nobody asks, which is the
// rule: it is then worth no more than this comparison, where a candidate fails.
inline void Reject(std::vector<Rejection>* all, TextSpan at, std::string_view rule) {
  if (all != nullptr && all->size() < kRejectionsMax) {
    all->push_back({at, rule});
  }
}
inline void Reject(std::vector<Rejection>* all, std::size_t begin, std::size_t end,
                   std::string_view rule) {
  Reject(all, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, rule);
}

// In order of position, each once, without those that one detector refused and another found: a
// handle without a date where the head of a post has it, a part of a link that is one as a whole.
// `mentions` in order of position.
void SettleRejections(const std::vector<Mention>& mentions, std::vector<Rejection>& rejections);

}  // namespace ibid::detect
