#include "detect/cover.h"

#include <algorithm>

namespace ibid::detect {

Cover::Cover(std::vector<TextSpan> spans) {
  std::sort(spans.begin(), spans.end());
  for (const TextSpan span : spans) {
    if (span.empty()) {
      continue;
    }
    if (!spans_.empty() && span.begin <= spans_.back().end) {
      spans_.back().end = std::max(spans_.back().end, span.end);
    } else {
      spans_.push_back(span);
    }
  }
}

// The last span that begins before `end`.
const TextSpan* Cover::LastBefore(std::uint32_t end) const {
  const auto after =
      std::lower_bound(spans_.begin(), spans_.end(), end,
                       [](const TextSpan& span, std::uint32_t at) { return span.begin < at; });
  return after == spans_.begin() ? nullptr : &*(after - 1);
}

bool Cover::Overlaps(TextSpan at) const {
  const TextSpan* last = LastBefore(at.end);
  return last != nullptr && last->end > at.begin;
}

bool Cover::Contains(TextSpan at) const {
  const TextSpan* last = LastBefore(at.begin + 1);
  return last != nullptr && last->Contains(at);
}

}  // namespace ibid::detect
