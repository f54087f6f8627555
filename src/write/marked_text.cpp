#include "write/marked_text.h"

#include <algorithm>
#include <cstdint>

#include "text/utf8.h"
#include "text/width.h"
#include "write/phrases.h"

namespace ibid::write {
namespace {

constexpr std::size_t kBeforeMax = 60;  // Bytes of the line before the span, and after it.
constexpr std::size_t kAfterMax = 60;
constexpr std::uint32_t kSpanMax = 400;  // Of a longer one this many bytes of each end are shown.

struct Cell {
  std::string shown;
  std::size_t width = 0;
  char sign = ' ';
};

// From the beginning of the line, or of a word at most kBeforeMax before it.
std::uint32_t ContextBegin(std::string_view text, std::uint32_t at) {
  const std::size_t from = text::BoundaryAfter(text, at > kBeforeMax ? at - kBeforeMax : 0);
  const std::string_view before = text.substr(from, at - from);
  if (const std::size_t line = before.rfind('\n'); line != std::string_view::npos) {
    return static_cast<std::uint32_t>(from + line + 1);
  }
  const std::size_t word = from == 0 ? std::string_view::npos : before.find(' ');
  return static_cast<std::uint32_t>(word == std::string_view::npos ? from : from + word + 1);
}

std::uint32_t ContextEnd(std::string_view text, std::uint32_t at) {
  const std::size_t to = text::BoundaryBefore(text, std::min(text.size(), at + kAfterMax));
  const std::string_view after = text.substr(at, to - at);
  if (const std::size_t line = after.find('\n'); line != std::string_view::npos) {
    return static_cast<std::uint32_t>(at + line);
  }
  const std::size_t word = to == text.size() ? std::string_view::npos : after.rfind(' ');
  return static_cast<std::uint32_t>(word == std::string_view::npos ? to : at + word);
}

void AddCells(std::string_view text, TextSpan at, const std::vector<Mark>& marks,
              std::vector<Cell>& cells) {
  for (std::uint32_t i = at.begin; i < at.end;) {
    const text::Decoded character = text::DecodeAt(text, i);
    Cell cell;
    cell.shown = text::IsSpace(character.code) ? " " : Plain(text.substr(i, character.size));
    cell.width = text::DisplayWidth(cell.shown);
    for (const Mark& mark : marks) {
      cell.sign = mark.at.begin <= i && i < mark.at.end ? mark.sign : cell.sign;
    }
    cells.push_back(std::move(cell));
    i += character.size;
  }
}

// The end of the line that begins at `first`: after its last space that fits, else where it is
// full.
std::size_t LineEnd(const std::vector<Cell>& cells, std::size_t first, std::size_t columns) {
  std::size_t used = 0;
  std::size_t after_space = 0;
  for (std::size_t i = first; i < cells.size(); ++i) {
    used += cells[i].width;
    if (used > columns) {
      return after_space > first ? after_space : std::max(i, first + 1);
    }
    after_space = cells[i].shown == " " ? i + 1 : after_space;
  }
  return cells.size();
}

std::string TrimmedEnd(std::string line) {
  line.resize(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string MarkedText(std::string_view text, TextSpan at, const std::vector<Mark>& marks,
                       std::size_t columns, std::string_view indent) {
  std::vector<Cell> cells;
  const TextSpan shown{ContextBegin(text, at.begin), ContextEnd(text, at.end)};
  if (at.size() > 2 * kSpanMax) {
    const auto head = static_cast<std::uint32_t>(text::BoundaryBefore(text, at.begin + kSpanMax));
    const auto tail = static_cast<std::uint32_t>(text::BoundaryAfter(text, at.end - kSpanMax));
    AddCells(text, {shown.begin, head}, marks, cells);
    cells.push_back({" ", 1, ' '});
    cells.push_back({"[…]", 3, ' '});
    cells.push_back({" ", 1, ' '});
    AddCells(text, {tail, shown.end}, marks, cells);
  } else {
    AddCells(text, shown, marks, cells);
  }
  std::string out;
  for (std::size_t first = 0; first < cells.size();) {
    const std::size_t end = LineEnd(cells, first, columns);
    std::string words;
    std::string signs;
    for (; first < end; ++first) {
      words += cells[first].shown;
      signs.append(cells[first].width, cells[first].sign);
    }
    words = TrimmedEnd(words);
    signs = TrimmedEnd(signs);
    out.append(indent).append(words).append("\n");
    if (!signs.empty()) {
      out.append(indent).append(signs).append("\n");
    }
  }
  return out;
}

}  // namespace ibid::write
