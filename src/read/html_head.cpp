#include "read/html_head.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "read/author_names.h"
#include "read/page_dates.h"
#include "read/title_text.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::uint32_t kHeadlineBytesMax = 400;
constexpr std::uint32_t kBylineBytesMax = 200;
constexpr std::size_t kZonesAround = 8;  // The byline stands so many blocks from the headline.
constexpr std::size_t kPrefixMin = 12;   // Letters of a title that are enough to know it by.

constexpr int kNoMatch = 0;

// How surely the zone is the headline: the same words before a longer or shorter form of them, a
// heading before other blocks, outside chrome before inside.
int Score(const Document& document, const Zone& zone, const std::string& title) {
  if (zone.at.size() > kHeadlineBytesMax || title.empty() || zone.kind == ZoneKind::kEmbed) {
    return kNoMatch;
  }
  const std::string key = TitleKey(document.Text(zone.at));
  const bool heading = zone.kind == ZoneKind::kHeading;
  const bool same = key == title;
  const bool alike = (key.size() >= kPrefixMin && title.starts_with(key)) ||
                     (title.size() >= kPrefixMin && key.starts_with(title));
  if (!same && !(alike && heading)) {
    return kNoMatch;
  }
  return 1 + (same ? 4 : 0) + (heading ? 2 : 0) + (zone.chrome ? 0 : 1);
}

class HeadMarker {
 public:
  explicit HeadMarker(Document& document) : document_(document), meta_(document.metadata) {}

  void Mark() {
    if (MarkHeadline()) {
      MarkBylines();
    }
  }

 private:
  bool MarkHeadline() {
    const std::string title = TitleKey(meta_.title.value);
    int best = kNoMatch;
    for (std::size_t i = 0; i < document_.zones.size(); ++i) {
      const int score = Score(document_, document_.zones[i], title);
      if (score > best) {
        best = score;
        headline_ = i;
      }
    }
    if (best == kNoMatch) {
      return false;
    }
    Zone& zone = document_.zones[headline_];
    zone.kind = ZoneKind::kHeadline;
    zone.chrome = false;
    zone.rule = "html.headline";
    meta_.title.at = zone.at;
    return true;
  }

  bool NamesAnAuthor(std::string_view words) const {
    return std::any_of(meta_.authors.begin(), meta_.authors.end(), [&](const Fact& author) {
      return words.find(author.value) != std::string_view::npos;
    });
  }

  // Names and dates, and no sentence.
  bool IsByline(const Zone& zone) const {
    const std::string_view words = document_.Text(zone.at);
    if (zone.at.size() > kBylineBytesMax || zone.kind == ZoneKind::kEmbed ||
        zone.kind == ZoneKind::kHeading || zone.kind == ZoneKind::kHeadline) {
      return false;
    }
    if (const std::size_t prefix = BylinePrefix(words); prefix > 0) {
      constexpr std::size_t kNamesMax = 80;
      const bool sentence = words.ends_with('.') && words.size() > kNamesMax;
      return NamesAnAuthor(words) || (!sentence && !AuthorNames(words.substr(prefix)).empty());
    }
    constexpr std::size_t kAroundDateMax = 40;
    if (const auto date = text::FindDate(words)) {
      return words.size() - date->at.size() <= kAroundDateMax && !words.ends_with('.');
    }
    return NamesAnAuthor(words) && words.size() <= 80 && !words.ends_with('.');
  }

  void MarkBylines() {
    const std::size_t begin = headline_ - std::min(headline_, kZonesAround / 2);
    const std::size_t end = std::min(document_.zones.size(), headline_ + kZonesAround + 1);
    for (std::size_t i = begin; i < end; ++i) {
      Zone& zone = document_.zones[i];
      if (!IsByline(zone)) {
        continue;
      }
      if (i > headline_ && !zone.chrome && zone.kind != ZoneKind::kByline) {
        zone.kind = ZoneKind::kByline;
        zone.rule = "html.byline_words";
      } else if (i > headline_ && NamesAnAuthor(document_.Text(zone.at))) {
        zone.kind = ZoneKind::kByline;
        zone.chrome = false;
        zone.rule = "html.byline_words";
      }
      if (i > headline_ || !zone.chrome) {
        Learn(zone);
      }
    }
    FindAuthorsInText(end);
  }

  void Learn(const Zone& zone) {
    const std::string_view words = document_.Text(zone.at);
    const std::size_t prefix = BylinePrefix(words);
    if (meta_.authors.empty() && prefix > 0) {
      for (std::string& name : AuthorNames(words.substr(prefix))) {
        meta_.authors.push_back({std::move(name), "byline text", std::nullopt});
      }
    }
    if (!meta_.published.known()) {
      if (const auto date = text::FindDate(words)) {
        meta_.published = {date->iso, "byline text",
                           TextSpan{zone.at.begin + date->at.begin, zone.at.begin + date->at.end}};
      }
    }
  }

  // Where the text names the authors, near the headline.
  void FindAuthorsInText(std::size_t end) {
    if (end == 0) {
      return;
    }
    const std::uint32_t from = document_.zones[headline_].at.begin;
    const std::string_view head =
        std::string_view(document_.text).substr(from, document_.zones[end - 1].at.end - from);
    for (Fact& author : meta_.authors) {
      const std::size_t at = head.find(author.value);
      if (at != std::string_view::npos && !author.at) {
        const auto begin = from + static_cast<std::uint32_t>(at);
        author.at = TextSpan{begin, begin + static_cast<std::uint32_t>(author.value.size())};
      }
    }
  }

  Document& document_;
  Metadata& meta_;
  std::size_t headline_ = 0;
};

}  // namespace

void MarkHtmlHead(Document& document) {
  HeadMarker(document).Mark();
}

}  // namespace ibid::read
