#include "write/single_source.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "url/url.h"
#include "write/lines.h"

namespace ibid::write {
namespace {

bool IsSaid(MentionKind kind) {
  return kind == MentionKind::kAttribution || kind == MentionKind::kQuote;
}

bool IsProse(const Zone& zone) {
  return !zone.chrome && (zone.kind == ZoneKind::kParagraph || zone.kind == ZoneKind::kListItem);
}

bool IsOnSiteOf(const Outlet& outlet, const Reference& page) {
  const std::optional<url::Url> url = url::Url::Parse(page.url);
  return url && std::any_of(outlet.domains.begin(), outlet.domains.end(),
                            [&](const std::string& d) { return url::SameSite(url->host(), d); });
}

// What one paragraph leans on.
class Paragraph {
 public:
  explicit Paragraph(const Findings& findings) : findings_(findings) {}

  void Add(const Mention& mention, std::size_t source) {
    (IsSaid(mention.kind) ? said_ : shown_).push_back(source);
  }
  // A reference that nothing is known of may be anybody's.
  void AddUnknown() { unknown_ = true; }

  std::optional<std::size_t> OnlySource() const {
    const auto other = [&](std::size_t source) { return source != said_.front(); };
    if (said_.empty() || unknown_ || std::any_of(said_.begin(), said_.end(), other)) {
      return std::nullopt;
    }
    const Outlet& outlet = findings_.sources[said_.front()].reference->outlet;
    const bool alone = std::all_of(shown_.begin(), shown_.end(), [&](std::size_t source) {
      return !other(source) || IsOnSiteOf(outlet, *findings_.sources[source].reference);
    });
    return alone ? std::optional(said_.front()) : std::nullopt;
  }

 private:
  const Findings& findings_;
  std::vector<std::size_t> said_;
  std::vector<std::size_t> shown_;
  bool unknown_ = false;
};

// Whether a mention in a paragraph is something that the paragraph leans on.
bool Counts(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::kAttribution:
    case MentionKind::kQuote:
    case MentionKind::kLink:
    case MentionKind::kShortLink:
    case MentionKind::kMediaLink:
    case MentionKind::kEmbed:
    case MentionKind::kIdentifier:
      return !mention.chrome;
    default:
      return false;
  }
}

}  // namespace

std::vector<SingleSource> FindSingleSources(const Article& article, const Findings& findings) {
  std::map<std::size_t, Paragraph> paragraphs;  // By where their zone begins.
  for (const Mention& mention : article.mentions) {
    const Zone* zone = Counts(mention) ? article.document.ZoneAt(mention.at.begin) : nullptr;
    if (zone == nullptr || !IsProse(*zone)) {
      continue;
    }
    Paragraph& paragraph = paragraphs.try_emplace(zone->at.begin, findings).first->second;
    const auto source = findings.source_of.find(mention.refers.reference);
    if (source != findings.source_of.end()) {
      paragraph.Add(mention, source->second);
    } else if (mention.kind == MentionKind::kAttribution) {
      paragraph.AddUnknown();
    }
  }
  const Lines lines(article.document.text);
  std::map<std::size_t, std::vector<std::size_t>> by_source;
  for (const auto& [begin, paragraph] : paragraphs) {
    if (const std::optional<std::size_t> source = paragraph.OnlySource()) {
      by_source[*source].push_back(lines.Of(begin));
    }
  }
  std::vector<SingleSource> singles;
  for (auto& [source, where] : by_source) {
    singles.push_back({source, std::move(where)});
  }
  return singles;
}

}  // namespace ibid::write
