#include "detect/links/link_rows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "text/utf8.h"
#include "url/url.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kRowMin = 3;
constexpr std::uint64_t kLinkPercentMin = 70;  // Of a block's letters.
constexpr std::size_t kSitePercentMin = 70;    // Of a block's links: a site links to its sisters.
constexpr std::size_t kTitleWordsMin = 4;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

class RowFinder {
 public:
  RowFinder(const Document& document, std::vector<Mention>& links)
      : document_(document), links_(links) {
    const Metadata& metadata = document.metadata;
    for (const Fact* fact : {&metadata.url, &metadata.canonical_url}) {
      if (auto page = page_ ? std::nullopt : url::Url::Parse(fact->value)) {
        page_ = std::move(page);
      }
    }
  }

  void Run() {
    if (page_) {
      ReadGroups();
      MarkRows();
    }
    MarkPictures();
  }

 private:
  // The links of one block.
  struct Group {
    std::size_t zone = 0;
    std::size_t begin = 0;  // Of links_.
    std::size_t end = 0;
    std::size_t on_site = 0;  // Of its links.
    std::uint64_t letters = 0;
    bool row = false;  // Its words are links, and they stay on the site.

    std::size_t size() const { return end - begin; }
  };

  void ReadGroups() {
    for (std::size_t i = 0; i < links_.size(); ++i) {
      const std::size_t zone = ZoneOf(links_[i].at.begin);
      if (zone == kNone || links_[i].at.empty()) {
        continue;
      }
      if (groups_.empty() || groups_.back().zone != zone) {
        Judge();
        groups_.push_back({zone, i, i, 0, 0, false});
      }
      Group& group = groups_.back();
      group.end = i + 1;
      group.letters += Letters(links_[i].at);
      group.on_site += IsOnSite(links_[i]) ? 1U : 0U;
    }
    Judge();
  }

  std::size_t ZoneOf(std::uint32_t at) const {
    const Zone* zone = document_.ZoneAt(at);
    return zone == nullptr ? kNone : static_cast<std::size_t>(zone - document_.zones.data());
  }

  // The newest group, when all of it is there.
  void Judge() {
    if (groups_.empty()) {
      return;
    }
    Group& group = groups_.back();
    const Zone& zone = document_.zones[group.zone];
    const bool kind = zone.kind == ZoneKind::kParagraph || zone.kind == ZoneKind::kListItem ||
                      zone.kind == ZoneKind::kOther || zone.kind == ZoneKind::kHeading;
    const bool on_site = group.size() < kRowMin
                             ? group.on_site == group.size()
                             : group.on_site * 100 >= group.size() * kSitePercentMin;
    group.row = kind && on_site && group.letters * 100 >= Letters(zone.at) * kLinkPercentMin;
  }

  // What separates links (bars, commas, numbers of comments) says nothing.
  std::uint64_t Letters(TextSpan at) const {
    std::uint64_t letters = 0;
    for (const char c : document_.Text(at)) {
      letters += !text::IsAscii(c) || text::IsLetter(static_cast<unsigned char>(c)) ? 1U : 0U;
    }
    return letters;
  }

  bool IsOnSite(const Mention& mention) const {
    const auto* link = std::get_if<LinkParts>(&mention.parts);
    const auto url = link == nullptr ? std::nullopt : url::Url::Parse(link->url);
    return url && url::SameSite(url->host(), page_->host());
  }

  // The title of another story, alone in its block. As a heading it may be what the section is
  // about.
  bool IsTitle(const Group& group) const {
    const std::string_view words = text::Trim(document_.Text(links_[group.begin].at));
    const bool sentence = words.ends_with('.') || words.ends_with(':');
    if (!group.row || group.size() != 1 || sentence || words.empty() ||
        document_.zones[group.zone].kind == ZoneKind::kHeading) {
      return false;
    }
    const char32_t first = text::DecodeAt(words, 0).code;
    return (text::IsUpper(first) || text::IsDigit(first)) &&
           static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + 1 >=
               kTitleWordsMin;
  }

  void MarkRows() {
    for (std::size_t begin = 0; begin < groups_.size();) {
      std::size_t end = begin;
      while (end < groups_.size() && groups_[end].row &&
             (end == begin || groups_[end].zone == groups_[end - 1].zone + 1)) {
        ++end;
      }
      for (std::size_t i = begin; i < end; ++i) {
        if (end - begin >= kRowMin || groups_[i].size() >= kRowMin || IsTitle(groups_[i])) {
          for (std::size_t k = groups_[i].begin; k < groups_[i].end; ++k) {
            links_[k].chrome = true;
          }
        }
      }
      begin = end > begin ? end : begin + 1;
    }
  }

  bool IsChrome(std::size_t link) const {
    const Zone* zone = document_.ZoneAt(links_[link].at.begin);
    return links_[link].chrome || (zone != nullptr && zone->chrome);
  }

  void MarkPictures() {
    const auto goes_with = [this](std::size_t picture, std::size_t other) {
      const auto* one = std::get_if<LinkParts>(&links_[picture].parts);
      const auto* two = std::get_if<LinkParts>(&links_[other].parts);
      return one != nullptr && two != nullptr && one->url == two->url && IsChrome(other);
    };
    for (std::size_t i = 0; i < links_.size(); ++i) {
      if (links_[i].at.empty() && !links_[i].chrome) {
        links_[i].chrome =
            (i > 0 && goes_with(i, i - 1)) || (i + 1 < links_.size() && goes_with(i, i + 1));
      }
    }
  }

  const Document& document_;
  std::vector<Mention>& links_;
  std::optional<url::Url> page_;
  std::vector<Group> groups_;
};

}  // namespace

void MarkLinkRows(const Document& document, std::vector<Mention>& links) {
  RowFinder(document, links).Run();
}

}  // namespace ibid::detect
