#pragma once

#include <vector>

#include "ibid/text_span.h"

namespace ibid::detect {

// A set of offsets, made of spans: what others have found already. Empty spans count for nothing.
class Cover {
 public:
  Cover() = default;
  explicit Cover(std::vector<TextSpan> spans);

  bool Overlaps(TextSpan at) const;                              // O(log n)
  bool Contains(TextSpan at) const;                              // O(log n)
  const std::vector<TextSpan>& spans() const { return spans_; }  // Sorted, apart from one another.

 private:
  const TextSpan* LastBefore(std::uint32_t end) const;

  std::vector<TextSpan> spans_;
};

}  // namespace ibid::detect
