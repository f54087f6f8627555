#include "detect/links/link_chrome.h"

#include <algorithm>
#include <optional>

#include "detect/data_table.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr int kIconsMin = 3;                    // As many at one place are a row of icons.
constexpr std::size_t kFurnitureBytesMax = 40;  // What a button says.
constexpr std::size_t kAuthorBytesMax = 80;
constexpr std::size_t kLabelBytesMax = 100;
constexpr std::size_t kRelBytesMax = 256;

struct Table {
  std::unordered_map<std::string_view, std::vector<std::string_view>> share;  // Host, paths.
  std::unordered_set<std::string_view> words;
  std::unordered_set<std::string_view> rels;
  std::unordered_set<std::string_view> segments;
};

const Table& TheTable() {
  static const Table table = [] {
    Table out;
    const DataTable rows("link_chrome.tsv", 4);
    for (const DataTable::Row& row : rows.rows()) {
      if (row[0] == "share") {
        out.share[row[1]].push_back(row[2]);
      } else {
        (row[0] == "rel"       ? out.rels
         : row[0] == "segment" ? out.segments
                               : out.words)
            .insert(row[1]);
      }
    }
    return out;
  }();
  return table;
}

std::string_view PlainHost(std::string_view host) {
  for (const std::string_view label : {"www.", "m.", "mobile."}) {
    if (host.starts_with(label)) {
      return host.substr(label.size());
    }
  }
  return host;
}

// "/", "/name", "/@name"
bool IsProfile(const url::Url& url) {
  const std::string_view path = url.path();
  return path.find('/', 1) == std::string_view::npos || path.find('/', 1) + 1 == path.size();
}

// The site's front page, a section's ("/life"; stories have longer names), or what stands behind a
// segment that says author, section or tag.
bool IsListing(const url::Url& url) {
  constexpr std::size_t kSectionBytesMax = 20;
  std::string_view path = url.path();
  path.remove_prefix(path.empty() ? 0 : 1);
  path.remove_suffix(path.ends_with('/') ? 1 : 0);
  if (path.size() <= kSectionBytesMax && path.find_first_of("/.?") == std::string_view::npos &&
      path.find('-') == path.rfind('-') && url.query().empty()) {
    return true;
  }
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (TheTable().segments.count(path.substr(0, end)) > 0) {
      return true;
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

// A picture that links to itself in a larger size.
bool IsPicture(const url::Url& url) {
  const std::string path = text::Lower(url.path());
  for (const std::string_view ending : {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"}) {
    if (path.ends_with(ending)) {
      return true;
    }
  }
  return false;
}

bool IsShareUrl(const url::Url& url) {
  const auto host = TheTable().share.find(PlainHost(url.host()));
  if (host == TheTable().share.end()) {
    return false;
  }
  const std::string target =
      std::string(url.path()) + (url.query().empty() ? "" : "?" + std::string(url.query()));
  return std::any_of(host->second.begin(), host->second.end(),
                     [&](std::string_view path) { return target.starts_with(path); });
}

}  // namespace

LinkChrome::LinkChrome(const Document& document) : document_(document) {
  for (const Fact* fact : {&document.metadata.url, &document.metadata.canonical_url}) {
    if (auto page = url::Url::Parse(fact->value)) {
      page_.push_back(std::move(*page));
    }
  }
  for (const Fact& author : document.metadata.authors) {
    authors_.insert(text::Lower(text::FoldSpace(author.value)));
  }
  const Markup& markup = document.markup;
  for (Markup::Index element = 0; element < markup.size(); ++element) {
    if (markup.Name(element) == "a" && text::Trim(document.Text(markup.At(element))).empty()) {
      ++wordless_[markup.At(element).begin];
    }
  }
}

// A captured page's share buttons lead into the archive.
bool LinkChrome::IsShare(const url::Url& url) const {
  if (IsShareUrl(url)) {
    return true;
  }
  const std::size_t inside = url.text().find("/http", 8);
  const auto target =
      inside == std::string::npos ? std::nullopt : url::Url::Parse(url.text().substr(inside + 1));
  return target && IsShareUrl(*target);
}

bool LinkChrome::IsThisPage(const url::Url& url) const {
  return std::any_of(page_.begin(), page_.end(), [&url](const url::Url& page) {
    return page.path().size() > 1 && url.path() == page.path() && url.query() == page.query() &&
           PlainHost(url.host()) == PlainHost(page.host());
  });
}

bool LinkChrome::IsSameSite(const url::Url& url) const {
  return page_.empty() || url::SameSite(url.host(), page_.front().host());
}

// An anchor without words inside a paragraph is a picture of it; one between blocks belongs to
// what is around the article if one of its neighbours does, or if it is one of a row.
bool LinkChrome::IsIcon(std::uint32_t at) const {
  const auto row = wordless_.find(at);
  if (row != wordless_.end() && row->second >= kIconsMin) {
    return true;
  }
  const std::vector<Zone>& zones = document_.zones;
  const auto next = std::partition_point(zones.begin(), zones.end(),
                                         [at](const Zone& zone) { return zone.at.end <= at; });
  if (next != zones.end() && next->at.begin < at) {
    return next->chrome;
  }
  const auto is_margin = [](const Zone& zone) {
    return zone.chrome || zone.kind == ZoneKind::kByline;
  };
  return next == zones.end() || next == zones.begin() || is_margin(*next) ||
         next->kind == ZoneKind::kHeadline || is_margin(*(next - 1));
}

// A card: picture, title and date of another story, all one link. On another site it is what an
// aggregator is about.
bool LinkChrome::IsTeaser(TextSpan at) const {
  return document_.Text(at).find("\n\n") != std::string_view::npos;
}

bool LinkChrome::SaysWhatFurnitureSays(std::string_view words) const {
  while (words.ends_with('.') || words.ends_with(',')) {
    words.remove_suffix(1);
  }
  return words.size() <= kFurnitureBytesMax &&
         TheTable().words.count(text::Lower(text::FoldSpace(words))) > 0;
}

// "By Ann Poe, 12 May", "Filed under: Bridges": what is no sentence and leads to a list of the
// site's own.
bool LinkChrome::IsInLabel(const Zone* zone, TextSpan at, const url::Url& url) const {
  if (zone == nullptr || page_.empty() || !IsSameSite(url) || !IsListing(url)) {
    return false;
  }
  const std::string_view words = document_.Text(zone->at);
  const bool sentence = words.ends_with('.') || words.ends_with('!') || words.ends_with('?');
  return (words.size() <= kLabelBytesMax && !sentence) || at.size() * 2 > words.size();
}

bool LinkChrome::HasFurnitureRel(Markup::Index element) const {
  std::string_view rel = document_.markup.Get(element, "rel").value_or("").substr(0, kRelBytesMax);
  while (!rel.empty()) {
    const std::size_t end = std::min(rel.find(' '), rel.size());
    if (TheTable().rels.count(rel.substr(0, end)) > 0) {
      return true;
    }
    rel.remove_prefix(std::min(end + 1, rel.size()));
  }
  return false;
}

bool LinkChrome::IsChrome(Markup::Index element, TextSpan at, const url::Url& url) const {
  const std::string_view words = text::Trim(document_.Text(at));
  if (IsShare(url) || IsThisPage(url) || HasFurnitureRel(element)) {
    return true;
  }
  if (words.empty()) {
    const bool front = url.path().size() <= 1 && !page_.empty() && IsSameSite(url);
    return front || IsPicture(url) || IsIcon(at.begin);
  }
  const Zone* zone = document_.ZoneAt(at.begin);
  const bool author = words.size() <= kAuthorBytesMax && !authors_.empty() &&
                      authors_.count(text::Lower(text::FoldSpace(words))) > 0;
  // A byline that links to a page deep in another site names the article's original.
  const bool byline = zone != nullptr && zone->kind == ZoneKind::kByline;
  return author || SaysWhatFurnitureSays(words) || IsInLabel(zone, at, url) ||
         (byline && (IsProfile(url) || IsSameSite(url))) || (IsTeaser(at) && IsSameSite(url));
}

}  // namespace ibid::detect
