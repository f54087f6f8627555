#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "pdf/contents.h"

namespace ibid::read {

// What stands between a line that ends in `before` and one that begins with `after`.
struct LineJoint {
  std::uint32_t dropped = 0;       // Bytes of `before`: its hyphen.
  std::string_view between = " ";  // " ", "" or "\n".
};

// The words that a PDF writes undivided, against which its divided ones are held.
class Hyphens {
 public:
  explicit Hyphens(const pdf::Contents& contents);
  LineJoint Join(std::string_view before, std::string_view after) const;

 private:
  bool Knows(std::string_view word) const;
  std::unordered_set<std::string> words_;  // Lower case, without what stands around them.
};

}  // namespace ibid::read
