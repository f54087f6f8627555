#include "read/plain_text.h"

#include <algorithm>
#include <utility>

#include "read/text_lines.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::uint32_t kWrapBytesMax = 200;  // A longer line is a paragraph, not a wrapped one.
constexpr std::uint32_t kHeadlineBytesMax = 240;  // A longer first paragraph is prose.

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

bool EndsLikeSentence(std::string_view text) {
  return text.ends_with('.') || text.ends_with(':') || text.ends_with(';') || text.ends_with(',');
}

void FindHeadline(Document& document) {
  if (document.zones.size() < 2) {
    return;
  }
  Zone& first = document.zones.front();
  const std::string_view words = document.Text(first.at);
  if (first.at.size() <= kHeadlineBytesMax && !EndsLikeSentence(words)) {
    first.kind = ZoneKind::kHeadline;
    first.rule = "text.first_line";
    document.metadata.title = {text::FoldSpace(words), "first line", first.at};
  }
}

}  // namespace

void ReadPlainText(std::string_view input, Document& document) {
  const TextLines lines = WriteLines(input, document);
  document.zones = Paragraphs(lines.lines);
  FindHeadline(document);
}

}  // namespace ibid::read
