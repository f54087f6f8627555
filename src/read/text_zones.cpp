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

struct MarkdownLine {
  ZoneKind kind = ZoneKind::kParagraph;
  bool begins = false;  // A zone of its own begins here, blank line or not.
  bool fence = false;
};

MarkdownLine Classify(std::string_view line) {
  if (line.starts_with("```") || line.starts_with("~~~")) {
    return {ZoneKind::kCode, true, true};
  }
  const std::size_t hashes = std::min(line.find_first_not_of('#'), line.size());
  if (hashes >= 1 && hashes <= 6 && line.substr(hashes).starts_with(' ')) {
    return {ZoneKind::kHeading, true, false};
  }
  if (line.starts_with('>')) {
    return {ZoneKind::kQuote, false, false};
  }
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const bool numbered = digits > 0 && digits <= 3 && line.substr(digits).starts_with(". ");
  if (numbered || line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")) {
    return {ZoneKind::kListItem, true, false};
  }
  return {};
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

std::vector<Zone> MarkdownZones(const TextLines& lines, std::string_view text) {
  std::vector<Zone> zones;
  bool in_fence = false;
  for (const TextLine& line : lines.lines) {
    const MarkdownLine kind = Classify(Slice(text, line.at));
    if (in_fence) {
      zones.back().at.end = line.at.end;
      in_fence = !kind.fence;
      continue;
    }
    const bool after_own = !zones.empty() && (zones.back().kind == ZoneKind::kHeading ||
                                              zones.back().kind == ZoneKind::kCode);
    const bool quote_turns =
        !zones.empty() && kind.kind == ZoneKind::kQuote && zones.back().kind != ZoneKind::kQuote;
    if (zones.empty() || line.after_blank || kind.begins || after_own || quote_turns) {
      zones.push_back({kind.kind, line.at, false, ""});
      in_fence = kind.fence;
    } else {
      zones.back().at.end = line.at.end;
    }
  }
  return zones;
}

}  // namespace ibid::read
