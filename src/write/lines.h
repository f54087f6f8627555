#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace ibid::write {

// Line numbers of a text, counted from 1, for offsets that come in any order.
class Lines {
 public:
  explicit Lines(std::string_view text) {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1)) {
      ends_.push_back(at);
    }
  }
  std::size_t Of(std::size_t offset) const {
    const auto end = std::lower_bound(ends_.begin(), ends_.end(), offset);
    return static_cast<std::size_t>(end - ends_.begin()) + 1;
  }

 private:
  std::vector<std::size_t> ends_;
};

}  // namespace ibid::write
