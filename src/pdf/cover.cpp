#include "pdf/cover.h"

#include <algorithm>
#include <cstddef>

#include "text/utf8.h"

namespace ibid::pdf {

std::vector<Cover> WordsUnder(const Box& area, const std::vector<Word>& words,
                              const std::vector<std::vector<std::int32_t>>& edges) {
  std::vector<Cover> covers;
  for (std::size_t w = 0; w < words.size(); ++w) {
    const Box& at = words[w].at;
    const std::int32_t middle = at.top + at.height() / 2;
    if (middle < area.top || middle >= area.bottom || at.right <= area.left ||
        at.left >= area.right) {
      continue;
    }
    Cover cover{static_cast<std::uint32_t>(w), 0, 0};
    std::int32_t left = at.left;
    std::size_t byte = 0;
    for (const std::int32_t edge : edges[w]) {
      if (byte >= words[w].text.size()) {
        break;
      }
      const std::size_t next = byte + text::DecodeAt(words[w].text, byte).size;
      const std::int32_t center = left + (edge - left) / 2;
      if (center >= area.left && center < area.right) {
        cover.begin = cover.end == 0 ? static_cast<std::uint32_t>(byte) : cover.begin;
        cover.end = static_cast<std::uint32_t>(next);
      }
      left = edge;
      byte = next;
    }
    if (cover.begin < cover.end) {
      covers.push_back(cover);
    }
  }
  return covers;
}

}  // namespace ibid::pdf
