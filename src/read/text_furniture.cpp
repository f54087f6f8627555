#include "read/text_furniture.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::uint32_t kTitleBytesMax = 90;  // A longer line is no running title.
constexpr std::uint32_t kNumberBytesMax = 24;
constexpr std::size_t kDigitsMax = 4;

std::string_view SkipDigits(std::string_view text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  return digits > 0 && digits <= kDigitsMax ? text.substr(digits) : std::string_view("x");
}

// The line without its digits, so that "Daily 12" and "Daily 13" are one.
std::string TitleOf(std::string_view line) {
  std::string title;
  for (const char c : line) {
    if (c < '0' || c > '9') {
      title += c;
    }
  }
  return title;
}

}  // namespace

bool IsPageNumber(std::string_view line) {
  if (line.size() > kNumberBytesMax) {
    return false;
  }
  if (text::StartsWithNoCase(line, "page ")) {
    line.remove_prefix(5);
  } else if (line.starts_with("- ") && line.ends_with(" -")) {
    line = line.substr(2, line.size() - 4);
  }
  line = SkipDigits(line);
  if (line.starts_with(" of ")) {
    line = SkipDigits(line.substr(4));
  } else if (line.starts_with('/')) {
    line = SkipDigits(line.substr(1));
  }
  return line.empty();
}

std::vector<Furniture> FindFurniture(const std::vector<TextLine>& lines, std::string_view text) {
  std::vector<Furniture> out(lines.size(), Furniture::kNone);
  std::vector<bool> at_edge(lines.size(), false);  // Beside a page number or a page break.
  const auto mark_edge = [&](std::size_t line) {
    if (line < lines.size() && lines[line].at.size() <= kTitleBytesMax) {
      at_edge[line] = true;
    }
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool number = IsPageNumber(Slice(text, lines[i].at));
    if (number) {
      out[i] = Furniture::kPageNumber;
    }
    if (number || lines[i].after_page) {
      mark_edge(i);
      mark_edge(i + 1);
      mark_edge(i - 1);  // Wraps around before the first line and is then out of range.
    }
  }
  std::unordered_map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < lines.size() && seen.size() < kRunningTitlesMax; ++i) {
    if (at_edge[i] && out[i] == Furniture::kNone) {
      ++seen[TitleOf(Slice(text, lines[i].at))];
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (at_edge[i] && out[i] == Furniture::kNone) {
      const auto found = seen.find(TitleOf(Slice(text, lines[i].at)));
      if (found != seen.end() && found->second >= kRepeatsMin) {
        out[i] = Furniture::kRunningTitle;
      }
    }
  }
  return out;
}

}  // namespace ibid::read
