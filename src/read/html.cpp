#include "read/html.h"

#include <utility>
#include <vector>

#include "read/html_head.h"
#include "read/html_margins.h"
#include "read/html_metadata.h"
#include "read/html_tree.h"
#include "read/text_chrome.h"

namespace ibid::read {
namespace {

constexpr std::uint32_t kBylineBytesMax = 300;  // A longer block is prose, whatever its class says.
constexpr std::uint32_t kCellBytesMax = 200;    // A longer table cell lays out prose.

Zone ZoneOf(const Block& block, const ChromeRegions& regions) {
  Zone zone;
  zone.kind = block.context.kind;
  zone.at = block.at;
  zone.rule = block.context.rule;
  const bool long_byline = zone.kind == ZoneKind::kByline && block.at.size() > kBylineBytesMax;
  const bool long_cell = zone.kind == ZoneKind::kTable && block.at.size() > kCellBytesMax;
  if (long_byline || long_cell) {
    zone.kind = ZoneKind::kParagraph;
    zone.rule.clear();
  }
  const std::string_view chrome = regions.RuleOf(block.context.region);
  if (!chrome.empty()) {
    zone.chrome = true;
    zone.rule = chrome;
  }
  return zone;
}

}  // namespace

void ReadHtml(std::string_view page, Document& document) {
  HtmlTree tree(page, document);
  const std::vector<Block> blocks = tree.Build();
  document.zones.reserve(blocks.size() + 1);  // One more for a dateline.
  for (const Block& block : blocks) {
    document.zones.push_back(ZoneOf(block, tree.regions()));
  }
  FindHtmlMetadata(document);
  MarkHtmlHead(document);
  MarkMargins(blocks, document);
  MarkTextChrome(document);
  MarkRelatedLinks(blocks, document);
  MarkBios(document);
  SplitDatelines(document);
}

}  // namespace ibid::read
