#include "read/html_margins.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::uint32_t kProseBytesMin = 80;   // A shorter block is a label more often than prose.
constexpr std::uint64_t kBodyPercentMin = 60;  // Of the page's prose, in the element of its body.
constexpr std::uint32_t kLabelBytesMax = 60;   // "Read also:"
constexpr std::size_t kNoticeBytes = 300;      // Where a notice is looked for in a block.

// Words of notices, which are the article's own wherever they stand (detect reads them).
constexpr auto kNoticeWords = std::to_array<std::string_view>(
    {"©", "copyright", "originally", "original source", "first published", "first appeared",
     "correction", "corrected", "editor's note", "editor’s note", "reporting by", "contributed",
     "(reuters)", "(ap)", "doi.org", "source:", "sources:", "via "});

bool IsNotice(std::string_view words) {
  const std::string lower = text::Lower(words.substr(0, text::BoundaryBefore(words, kNoticeBytes)));
  return std::any_of(kNoticeWords.begin(), kNoticeWords.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

bool EndsSentence(std::string_view words) {
  for (const std::string_view end : {".", "!", "?", "\"", "”", "»", ")", "。"}) {
    if (words.ends_with(end)) {
      return true;
    }
  }
  return false;
}

bool IsLinks(const Block& block) {
  return block.link_bytes * 2 > block.at.size();
}

bool IsProse(const Zone& zone, const Block& block) {
  const bool kind = zone.kind == ZoneKind::kParagraph || zone.kind == ZoneKind::kQuote ||
                    zone.kind == ZoneKind::kListItem || zone.kind == ZoneKind::kEmbed ||
                    zone.kind == ZoneKind::kCode;
  const bool long_enough = block.at.size() >= kProseBytesMin || zone.kind == ZoneKind::kEmbed;
  return kind && !zone.chrome && long_enough && !IsLinks(block);
}

bool IsLabel(const Zone& zone, const Block& block) {
  if (zone.chrome || zone.kind == ZoneKind::kHeadline || zone.kind == ZoneKind::kEmbed) {
    return false;
  }
  return block.at.size() < kProseBytesMin || IsLinks(block);
}

// The element of the page's own making that holds the article's prose: an <article> or what is
// marked as the body. kNone where none holds most of it, as on pages of teasers.
Markup::Index BodyElement(const std::vector<Zone>& zones, const std::vector<Block>& blocks) {
  std::unordered_map<Markup::Index, std::uint64_t> prose;
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    if (IsProse(zones[i], blocks[i])) {
      prose[blocks[i].context.body] += blocks[i].at.size();
      all += blocks[i].at.size();
    }
  }
  for (const auto& [element, bytes] : prose) {
    if (element != Markup::kNone && bytes * 100 >= all * kBodyPercentMin) {
      return element;
    }
  }
  return Markup::kNone;
}

bool IsRelatedLabel(const Zone& zone) {
  return zone.chrome && zone.at.size() <= kLabelBytesMax &&
         (zone.rule == "text.related" || zone.rule == "html.related");
}

void MarkChrome(Zone& zone, std::string_view rule) {
  zone.chrome = true;
  zone.rule = rule;
}

// What follows the body and is no part of it: the author's life, other stories, comments.
void MarkAfterBody(const std::vector<Block>& blocks, Document& document) {
  std::vector<Zone>& zones = document.zones;
  const Markup::Index body = BodyElement(zones, blocks);
  if (body == Markup::kNone) {
    return;
  }
  const auto inside = [&](const Block& block) {
    return block.context.element != Markup::kNone && block.context.element >= body &&
           block.context.element < document.markup.End(body);
  };
  std::size_t end = zones.size();
  while (end > 0 && !inside(blocks[end - 1])) {
    --end;
  }
  for (std::size_t i = end; i < zones.size(); ++i) {
    if (!zones[i].chrome && zones[i].kind != ZoneKind::kHeadline &&
        zones[i].kind != ZoneKind::kEmbed && !IsNotice(document.Text(zones[i].at))) {
      MarkChrome(zones[i], "html.after");
    }
  }
}

// "Jane Roe is a reporter in", of the author Jane Roe.
bool TellsOf(std::string_view author, std::string_view words) {
  static constexpr auto kVerbs = std::to_array<std::string_view>(
      {" is ",       " was ",   " has ",    " writes ", " covers ",  " reports ",
       " lives ",    " works ", " teaches", " joined",  " ist ",     " schreibt ",
       " arbeitet ", " est ",   " écrit ",  " es ",     " escribe ", " é ",
       " escreve ",  " è ",     " scrive ", " is een ", " adalah "});
  if (author.find(' ') == std::string_view::npos || !words.starts_with(author)) {
    return false;
  }
  words.remove_prefix(author.size());
  return std::any_of(kVerbs.begin(), kVerbs.end(),
                     [words](std::string_view verb) { return words.starts_with(verb); });
}

}  // namespace

void MarkBios(Document& document) {
  constexpr std::uint32_t kBioBytesMax = 1500;
  std::vector<Zone>& zones = document.zones;
  for (std::size_t i = zones.size() - zones.size() / 3; i < zones.size(); ++i) {
    Zone& zone = zones[i];
    const bool kind = zone.kind == ZoneKind::kParagraph || zone.kind == ZoneKind::kOther;
    if (!kind || zone.chrome || zone.at.size() > kBioBytesMax) {
      continue;
    }
    const std::string_view words = document.Text(zone.at);
    for (const Fact& author : document.metadata.authors) {
      if (TellsOf(author.value, words)) {
        MarkChrome(zone, "html.bio");
        break;
      }
    }
  }
}

void MarkRelatedLinks(const std::vector<Block>& blocks, Document& document) {
  std::vector<Zone>& zones = document.zones;
  for (std::size_t i = 1; i < zones.size(); ++i) {
    const bool after_label = IsRelatedLabel(zones[i - 1]) ||
                             (zones[i - 1].chrome && zones[i - 1].rule == "text.related_links");
    if (after_label && !zones[i].chrome && zones[i].kind != ZoneKind::kHeadline &&
        blocks[i].link_bytes * 4 >= blocks[i].at.size() * 3) {  // Spaces do not count.
      MarkChrome(zones[i], "text.related_links");
    }
  }
}

void MarkMargins(const std::vector<Block>& blocks, Document& document) {
  std::vector<Zone>& zones = document.zones;
  const auto headline = static_cast<std::size_t>(
      std::find_if(zones.begin(), zones.end(),
                   [](const Zone& zone) { return zone.kind == ZoneKind::kHeadline; }) -
      zones.begin());
  std::size_t last = zones.size();
  while (last > 0 && !IsProse(zones[last - 1], blocks[last - 1])) {
    --last;
  }
  MarkAfterBody(blocks, document);
  if (headline == zones.size() || last <= headline) {
    return;  // No headline, or no prose after it: a page of lists has no margins.
  }
  for (std::size_t i = 0; i < headline; ++i) {
    if (IsLabel(zones[i], blocks[i]) && zones[i].kind != ZoneKind::kByline) {
      MarkChrome(zones[i], "html.before");
    }
  }
  // A short last sentence is the article's end.
  while (last < zones.size() && zones[last].kind == ZoneKind::kParagraph && !zones[last].chrome &&
         !IsLinks(blocks[last]) && EndsSentence(document.Text(zones[last].at))) {
    ++last;
  }
  for (std::size_t i = last; i < zones.size(); ++i) {
    if (zones[i].kind == ZoneKind::kByline && !zones[i].chrome) {
      MarkChrome(zones[i], "html.bio");
    } else if (IsLabel(zones[i], blocks[i]) && zones[i].kind != ZoneKind::kCaption &&
               !IsNotice(document.Text(zones[i].at))) {
      MarkChrome(zones[i], "html.after");
    }
  }
}

}  // namespace ibid::read
