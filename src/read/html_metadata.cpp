#include "read/html_metadata.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "read/author_names.h"
#include "read/page_dates.h"
#include "read/page_facts.h"
#include "read/title_text.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::read {
namespace {

constexpr std::size_t kHeadingsSeen = 3;  // Headlines and h1 that are looked at.

struct Source {
  std::string_view key;   // Of PageFacts::Meta.
  std::string_view from;  // As Fact::from has it.
};

constexpr auto kTitles = std::to_array<Source>({{"og:title", "og:title"},
                                                {"twitter:title", "twitter:title"},
                                                {"citation_title", "citation_title"},
                                                {"dc.title", "dc.title"},
                                                {"dcterms.title", "dcterms.title"},
                                                {"parsely-title", "parsely-title"},
                                                {"sailthru.title", "sailthru.title"},
                                                {"hdl", "meta hdl"}});
constexpr auto kDates = std::to_array<Source>({{"article:published_time", "article:published_time"},
                                               {"article:published", "article:published"},
                                               {"og:article:published_time", "og:article"},
                                               {"og:published_time", "og:published_time"},
                                               {"video:release_date", "video:release_date"},
                                               {"og:video:release_date", "video:release_date"},
                                               {"datepublished", "itemprop"},
                                               {"citation_publication_date", "citation_date"},
                                               {"citation_date", "citation_date"},
                                               {"citation_online_date", "citation_date"},
                                               {"parsely-pub-date", "parsely-pub-date"},
                                               {"sailthru.date", "sailthru.date"},
                                               {"dc.date.issued", "dc.date"},
                                               {"dcterms.created", "dc.date"},
                                               {"dcterms.date", "dc.date"},
                                               {"dc.date", "dc.date"},
                                               {"dc.date.created", "dc.date"},
                                               {"ptime", "meta ptime"},
                                               {"pdate", "meta pdate"},
                                               {"pubdate", "meta pubdate"},
                                               {"publishdate", "meta publishdate"},
                                               {"publish-date", "meta publish-date"},
                                               {"publish_date", "meta publish_date"},
                                               {"published_at", "meta published_at"},
                                               {"publication_date", "meta publication_date"},
                                               {"article_date_original", "meta date"},
                                               {"originalpublicationdate", "meta date"},
                                               {"displaydate", "meta date"},
                                               {"article.published", "meta date"},
                                               {"bt:pubdate", "meta date"},
                                               {"cxenseparse:recs:publishtime", "meta date"},
                                               {"date", "meta date"}});
constexpr auto kChanges = std::to_array<Source>({{"article:modified_time", "article:modified_time"},
                                                 {"og:updated_time", "og:updated_time"},
                                                 {"datemodified", "itemprop"},
                                                 {"lastmod", "meta lastmod"},
                                                 {"last-modified", "meta last-modified"},
                                                 {"dcterms.modified", "dc.date"}});
constexpr auto kAuthors = std::to_array<Source>({{"author", "meta author"},
                                                 {"article:author_name", "article:author"},
                                                 {"article:author", "article:author"},
                                                 {"byl", "meta byl"},
                                                 {"citation_author", "citation_author"},
                                                 {"parsely-author", "parsely-author"},
                                                 {"sailthru.author", "sailthru.author"},
                                                 {"dc.creator", "dc.creator"},
                                                 {"dcterms.creator", "dc.creator"},
                                                 {"twitter:data1", "twitter:data1"}});
constexpr auto kPublishers = std::to_array<Source>({{"og:site_name", "og:site_name"},
                                                    {"application-name", "application-name"},
                                                    {"citation_journal_title", "citation"},
                                                    {"citation_publisher", "citation"},
                                                    {"dc.publisher", "dc.publisher"},
                                                    {"dcterms.publisher", "dc.publisher"},
                                                    {"cre", "meta cre"},
                                                    {"publisher", "meta publisher"},
                                                    {"apple-mobile-web-app-title", "app title"}});

class Chooser {
 public:
  Chooser(Document& document, const PageFacts& facts)
      : document_(document), meta_(document.metadata), facts_(facts) {}

  void Choose() {
    ChooseUrl();
    ChooseTitle();
    ChoosePublisher();
    ChooseDates();
    ChooseAuthors();
    ChooseRest();
  }

 private:
  static Fact Made(std::string value, std::string_view from) {
    return {std::move(value), std::string(from), std::nullopt};
  }

  void ChooseUrl() {
    const auto base = url::Url::Parse(meta_.url.value);
    const auto take = [&](std::string_view written, std::string_view from) {
      if (meta_.canonical_url.known() || written.empty()) {
        return;
      }
      const auto parsed = base ? base->Resolve(written) : url::Url::Parse(written);
      if (parsed && parsed->is_http()) {
        meta_.canonical_url = Made(parsed->text(), from);
      }
    };
    take(facts_.canonical, "rel=canonical");
    take(facts_.Meta("og:url"), "og:url");
    take(facts_.json_ld.url, "json-ld");
    if (const auto own = url::Url::Parse(meta_.canonical_url.value)) {
      host_ = own->host();
    } else if (base) {
      host_ = base->host();
    }
  }

  std::string SiteNames() const {
    const std::string_view site = facts_.Meta("og:site_name");
    return std::string(site.empty() ? std::string_view(facts_.json_ld.publisher) : site);
  }

  // What <title> and h1 say. An h1 may be the site's name: then <title> has it beside the story.
  template <class Add>
  void AddShownTitles(bool alone, const std::string& site, Add add) {
    const std::string first = facts_.headings.empty() ? "" : facts_.headings.front().text;
    const TitleParts after = SplitAfter(facts_.title, first);
    if (alone && after.title.size() > first.size() && !IsNamedByHost(after.title, host_)) {
      add(after.title, "<title>");
      site_shown_ = first;
      return;
    }
    const TitleParts halves = SplitTitle(facts_.title, site, host_);
    const bool site_first = !halves.site.empty() && TitleKey(halves.site) == TitleKey(first);
    // Before h1: with nothing to vote for it, that is often the site.
    add(site_first ? halves.site : facts_.title, "<title>");
    for (std::size_t i = 0; i < std::min(kHeadingsSeen, facts_.headings.size()); ++i) {
      add(facts_.headings[i].text, "h1");
    }
  }

  void ChooseTitle() {
    struct Candidate {
      std::string text;
      std::string_view from;
      std::string key;
      int votes = 0;
    };
    std::vector<Candidate> candidates;
    const std::string site = SiteNames();
    const auto add = [&](std::string_view text, std::string_view from) {
      TitleParts parts = SplitTitle(text, site, host_);
      std::string key = TitleKey(parts.title);
      if (!key.empty() && key != TitleKey(site)) {
        candidates.push_back({std::move(parts.title), from, std::move(key), 0});
      }
    };
    add(facts_.json_ld.headline, "json-ld");
    for (const Source& source : kTitles) {
      add(facts_.Meta(source.key), source.from);
    }
    for (std::size_t i = 0; i < std::min(kHeadingsSeen, facts_.item_headlines.size()); ++i) {
      add(facts_.item_headlines[i].text, "itemprop");
    }
    AddShownTitles(candidates.empty(), site, add);
    const std::size_t chosen_among = candidates.size();
    for (const PageFacts::Words& words : facts_.lower_headings) {
      add(words.text, "h2");  // These vote and are not voted for.
    }
    const auto alike = [](const std::string& a, const std::string& b) {
      constexpr std::size_t kPrefixMin = 12;
      return a == b || (a.size() >= kPrefixMin && b.starts_with(a)) ||
             (b.size() >= kPrefixMin && a.starts_with(b));
    };
    for (Candidate& one : candidates) {
      for (const Candidate& other : candidates) {
        one.votes +=
            &one != &other && alike(one.key, other.key) ? (one.key == other.key ? 3 : 2) : 0;
      }
    }
    candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(chosen_among),
                     candidates.end());
    const auto best =
        std::max_element(candidates.begin(), candidates.end(),
                         [](const Candidate& a, const Candidate& b) { return a.votes < b.votes; });
    if (best == candidates.end()) {
      return;
    }
    const auto is_cut = [](const Candidate& one) {
      return one.text.ends_with("...") || one.text.ends_with("\u2026");
    };
    const auto whole =
        std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& one) {
          return is_cut(*best) && !is_cut(one) && one.key.starts_with(best->key);
        });
    // What the page shows is shorter than what it says to others by an addition of theirs.
    constexpr std::size_t kHeadingKeyMin = 20;
    const auto shown =
        std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& one) {
          return one.from == "h1" && one.key.size() >= kHeadingKeyMin && one.key != best->key &&
                 best->key.starts_with(one.key);
        });
    const Candidate& chosen = whole != candidates.end()   ? *whole
                              : shown != candidates.end() ? *shown
                                                          : *best;
    meta_.title = Made(chosen.text, chosen.from);
  }

  void ChoosePublisher() {
    for (const Source& source : kPublishers) {
      const std::string_view value = facts_.Meta(source.key);
      const bool address = value.find("://") != std::string_view::npos || value.starts_with('@');
      if (!value.empty() && !address) {
        meta_.publisher = Made(text::FoldSpace(value), source.from);
        break;
      }
      if (source.key == "og:site_name" && !facts_.json_ld.publisher.empty()) {
        meta_.publisher = Made(facts_.json_ld.publisher, "json-ld");
        break;
      }
    }
    if (!meta_.publisher.known() && !facts_.item_publishers.empty()) {
      meta_.publisher = Made(facts_.item_publishers.front().text, "itemprop");
    }
    if (!meta_.publisher.known() && !site_shown_.empty()) {
      meta_.publisher = Made(site_shown_, "h1");
    }
    if (!meta_.publisher.known()) {
      const TitleParts parts = SplitTitle(facts_.title, {}, host_);
      if (!parts.site.empty()) {
        const bool swapped = TitleKey(parts.site) == TitleKey(meta_.title.value);
        meta_.publisher = Made(swapped ? parts.title : parts.site, "<title>");
      } else if (!host_.empty()) {
        meta_.publisher = Made(host_.starts_with("www.") ? host_.substr(4) : host_, "domain");
      }
    }
  }

  bool TakeDate(Fact& fact, std::string_view value, std::string_view from) {
    if (!fact.known() && !value.empty()) {
      std::string date = NormaliseDate(value);
      if (!date.empty()) {
        fact = Made(std::move(date), from);
      }
    }
    return fact.known();
  }

  void ChooseDates() {
    Fact& published = meta_.published;
    TakeDate(published, facts_.json_ld.published, "json-ld");
    for (const Source& source : kDates) {
      TakeDate(published, facts_.Meta(source.key), source.from);
    }
    for (const std::string_view value : facts_.item_dates) {
      TakeDate(published, value, "itemprop");
    }
    const std::string& address =
        meta_.canonical_url.known() ? meta_.canonical_url.value : meta_.url.value;
    const std::string path = DateInPath(address);
    // A <time> or a date line may be that of another story or of today; the path's is the story's.
    const auto agrees = [&](std::string_view value) {
      const std::string date = NormaliseDate(value);
      const auto days = text::DaysBetween(path, date.substr(0, 10));
      return path.size() < 10 ? date.starts_with(path) : days && *days >= -1 && *days <= 1;
    };
    for (const std::string_view value : facts_.times) {
      TakeDate(published, agrees(value) ? value : std::string_view(), "<time>");
    }
    for (const PageFacts::Words& words : facts_.class_dates) {
      TakeDate(published, agrees(words.text) ? std::string_view(words.text) : "", "date line");
    }
    if (!published.known() && !path.empty()) {
      published = Made(path, "url");
    }
    TakeDate(meta_.modified, facts_.json_ld.modified, "json-ld");
    for (const Source& source : kChanges) {
      TakeDate(meta_.modified, facts_.Meta(source.key), source.from);
    }
    for (const std::string_view value : facts_.item_changes) {
      TakeDate(meta_.modified, value, "itemprop");
    }
  }

  bool TakeAuthors(std::vector<std::string> names, std::string_view from) {
    for (std::string& name : names) {
      const bool twin = std::any_of(meta_.authors.begin(), meta_.authors.end(),
                                    [&](const Fact& fact) { return fact.value == name; });
      const std::string key = TitleKey(name);
      if (!twin && key != TitleKey(meta_.publisher.value) && meta_.authors.size() < kAuthorsMax) {
        meta_.authors.push_back(Made(std::move(name), from));
      }
    }
    return !meta_.authors.empty();
  }

  bool TakeWords(const std::vector<PageFacts::Words>& words, std::string_view from, bool all) {
    for (const PageFacts::Words& one : words) {
      const Zone* zone = document_.ZoneAt(document_.markup.At(one.element).begin);
      const bool aside = zone != nullptr && zone->chrome && zone->rule != "html.header";
      if (!aside && TakeAuthors(AuthorNames(one.text), from) && !all) {
        return true;
      }
    }
    return !meta_.authors.empty();
  }

  void ChooseAuthors() {
    for (const std::string& name : facts_.json_ld.authors) {
      TakeAuthors(AuthorNamesOfField(name), "json-ld");
    }
    for (const Source& source : kAuthors) {
      const auto found = facts_.meta.find(std::string(source.key));
      if (found == facts_.meta.end() || !meta_.authors.empty()) {
        continue;
      }
      for (const std::string_view value : found->second) {
        TakeAuthors(AuthorNames(value), source.from);
      }
    }
    if (meta_.authors.empty() && !TakeWords(facts_.item_authors, "itemprop", true) &&
        !TakeWords(facts_.rel_authors, "rel=author", false)) {
      TakeWords(facts_.class_authors, "byline", false);
    }
    if (meta_.authors.empty()) {
      TakeAccount();
    }
  }

  // A platform's page of a post: "Jane Roe (@janeroe) on X", "Jane Roe on X: \"words\"".
  void TakeAccount() {
    const std::string_view title = meta_.title.value;
    const std::string& site = meta_.publisher.value;
    const std::string on = " on " + site.substr(0, site.find(' '));
    std::size_t at = site.empty() ? std::string_view::npos : title.find(on);
    while (at != std::string_view::npos && at + on.size() < title.size() &&
           title[at + on.size()] != ':') {
      at = title.find(on, at + 1);
    }
    if (at == std::string_view::npos) {
      return;
    }
    const std::string_view name = title.substr(0, std::min(at, title.find(" (@")));
    constexpr std::size_t kNameBytesMax = 60;
    if (!name.empty() && name.size() <= kNameBytesMax) {
      meta_.authors.push_back(Made(std::string(name), meta_.title.from));
    }
  }

  void ChooseRest() {
    std::string_view language = facts_.language;
    if (language.empty()) {
      language = facts_.json_ld.language.empty() ? facts_.Meta("content-language")
                                                 : std::string_view(facts_.json_ld.language);
    }
    if (!language.empty()) {
      std::string tag = text::Lower(text::Trim(language.substr(0, language.find_first_of(",; "))));
      std::replace(tag.begin(), tag.end(), '_', '-');
      meta_.language = Made(std::move(tag), facts_.language.empty() ? "meta" : "html lang");
    }
    for (const std::string_view key : {"og:description", "description", "twitter:description"}) {
      if (!meta_.description.known() && !facts_.Meta(key).empty()) {
        meta_.description = Made(text::FoldSpace(facts_.Meta(key)), key);
      }
    }
  }

  Document& document_;
  Metadata& meta_;
  const PageFacts& facts_;
  std::string host_;
  std::string site_shown_;  // The site's name, where the page has it as its first h1.
};

}  // namespace

void FindHtmlMetadata(Document& document) {
  const PageFacts facts = CollectPageFacts(document);
  Chooser(document, facts).Choose();
}

}  // namespace ibid::read
