#include "read/markdown.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/front_matter.h"
#include "read/html_tree.h"
#include "read/markdown_html.h"
#include "read/plain_text.h"
#include "read/text_chrome.h"
#include "read/text_head.h"
#include "read/text_lines.h"

namespace ibid::read {
namespace {

// What marks the head of plain text marks that of Markdown, too.
TextLines LinesOf(const Document& document) {
  TextLines out;
  const std::string_view text = document.text;
  bool blank = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) {
      out.lines.push_back(
          {{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, blank, false});
    }
    blank = end == at;
    at = end + 1;
  }
  const Markup& markup = document.markup;
  for (Markup::Index i = 0; i < markup.size() && out.marked.size() < TextLines::kMarkedMax; ++i) {
    if (markup.Name(i) == "b") {
      out.marked.push_back(markup.At(i));
    }
  }
  return out;
}

// The first heading, where it stands before the text or is of the first level.
Zone* FindTitle(std::vector<Zone>& zones) {
  const auto heading = std::find_if(
      zones.begin(), zones.end(), [](const Zone& zone) { return zone.kind == ZoneKind::kHeading; });
  constexpr std::ptrdiff_t kBeforeMax = 3;  // A picture's caption, a byline.
  return heading == zones.end() || heading - zones.begin() > kBeforeMax ? nullptr : &*heading;
}

void ReadHead(Document& document) {
  Fact given = std::exchange(document.metadata.title, {});
  Zone* const title = FindTitle(document.zones);
  if (title != nullptr) {
    title->kind = ZoneKind::kHeadline;
    title->rule = "markdown.heading";
  }
  if (title != nullptr || !given.known()) {
    ReadTextHead(LinesOf(document), document);
  }
  if (given.known()) {
    document.metadata.title = std::move(given);
  }
}

}  // namespace

void ReadMarkdown(std::string_view input, Document& document) {
  const std::size_t skipped = ReadFrontMatter(input, document.metadata);
  const std::optional<MarkdownPage> page = MarkdownToHtml(input.substr(skipped));
  if (!page) {
    document.notes.emplace_back(
        "read as plain text: as Markdown it is nested, or full of brackets, beyond measure");
    ReadPlainText(input, document);
    return;
  }
  HtmlTree tree(page->html, document);
  for (const Block& block : tree.Build()) {
    document.zones.push_back(
        {block.context.kind, block.at, false, std::string(block.context.rule)});
  }
  document.offsets = document.offsets.Through(page->offsets, static_cast<std::uint32_t>(skipped));
  ReadHead(document);
  MarkTextChrome(document);
  SplitDatelines(document);
}

}  // namespace ibid::read
