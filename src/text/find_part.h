#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

namespace ibid::text {

// Like text.find(part, from), and several times faster in long texts: the scripts of a page hold
// the first letter of any word every few bytes, at which std::string_view stops.
inline std::size_t FindPart(std::string_view text, std::string_view part, std::size_t from = 0) {
  if (from > text.size()) {
    return std::string_view::npos;
  }
  const void* found = memmem(text.data() + from, text.size() - from, part.data(), part.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace ibid::text
