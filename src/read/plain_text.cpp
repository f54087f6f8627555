#include "read/plain_text.h"

#include <algorithm>
#include <utility>

#include "read/text_chrome.h"
#include "read/text_head.h"
#include "read/text_lines.h"

namespace ibid::read {
namespace {

constexpr std::uint32_t kWrapBytesMax = 200;  // A longer line is a paragraph, not a wrapped one.

// Paragraphs: between blank lines; where lines are too long to be wrapped ones, each line.
std::vector<Zone> Paragraphs(const std::vector<TextLine>& lines) {
  std::vector<Zone> zones;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1;
    std::uint32_t longest = lines[i].at.size();
    while (end < lines.size() && !lines[end].after_blank) {
      longest = std::max(longest, lines[end].at.size());
      ++end;
    }
    if (longest > kWrapBytesMax) {
      for (; i < end; ++i) {
        zones.push_back({ZoneKind::kParagraph, lines[i].at, false, ""});
      }
    } else {
      const TextSpan at = {lines[i].at.begin, lines[end - 1].at.end};
      zones.push_back({ZoneKind::kParagraph, at, false, ""});
    }
    i = end;
  }
  return zones;
}

}  // namespace

void ReadPlainText(std::string_view input, Document& document) {
  const TextLines lines = WriteLines(input, document);
  document.zones = Paragraphs(lines.lines);
  ReadTextHead(lines, document);
  MarkTextChrome(document);
  SplitDatelines(document);
}

}  // namespace ibid::read
