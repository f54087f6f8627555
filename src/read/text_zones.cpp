#include "read/text_zones.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "read/text_furniture.h"

namespace ibid::read {
namespace {

constexpr std::uint32_t kWrapBytesMax = 200;  // A longer line is a paragraph, not a wrapped one.

// The zones of lines [begin, end), which no blank line parts.
void AddParagraph(const std::vector<TextLine>& lines, std::size_t begin, std::size_t end,
                  std::vector<Zone>& zones) {
  if (begin == end) {
    return;
  }
  const bool wrapped =
      std::all_of(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                  lines.begin() + static_cast<std::ptrdiff_t>(end),
                  [](const TextLine& line) { return line.at.size() <= kWrapBytesMax; });
  if (wrapped) {
    zones.push_back(
        {ZoneKind::kParagraph, {lines[begin].at.begin, lines[end - 1].at.end}, false, ""});
    return;
  }
  for (std::size_t i = begin; i < end; ++i) {
    zones.push_back({ZoneKind::kParagraph, lines[i].at, false, ""});
  }
}

}  // namespace

std::vector<Zone> PlainZones(const TextLines& lines, std::string_view text) {
  const std::vector<Furniture> furniture = FindFurniture(lines.lines, text);
  std::vector<Zone> zones;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < lines.lines.size(); ++i) {
    const bool aside = furniture[i] != Furniture::kNone;
    if (lines.lines[i].after_blank || aside) {
      AddParagraph(lines.lines, begin, i, zones);
      begin = i;
    }
    if (aside) {
      const bool number = furniture[i] == Furniture::kPageNumber;
      const std::string_view rule = number ? "text.page_number" : "text.running_title";
      // One by one, lines of a kind would take thirty times their size.
      if (!zones.empty() && zones.back().chrome && zones.back().rule == rule) {
        zones.back().at.end = lines.lines[i].at.end;
      } else {
        zones.push_back({ZoneKind::kOther, lines.lines[i].at, true, std::string(rule)});
      }
      begin = i + 1;
    }
  }
  AddParagraph(lines.lines, begin, lines.lines.size(), zones);
  return zones;
}

}  // namespace ibid::read
