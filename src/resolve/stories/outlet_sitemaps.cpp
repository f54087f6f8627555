#include "resolve/stories/outlet_sitemaps.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <utility>

#include "resolve/stories/address_date.h"
#include "resolve/stories/sitemap.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kFilesMax = 9;
constexpr std::size_t kNamedMax = 40;      // Of robots.txt.
constexpr std::size_t kStoriesMax = 3000;  // As of other indexes.
constexpr int kRedirectsMax = 3;
constexpr int kNewsDays = 3;                            // Two days, and the time zones.
constexpr std::uint64_t kSitemapBytesMax = 16'000'000;  // Over the wire; few are half as large.

// How much a file promises to hold the days; 0: not worth asking.
enum Promise : int { kNothing = 0, kUnlikely, kPerhaps, kNews, kChanged, kDated };

struct File {
  std::string url;
  IsoDate changed;
  int promise = kPerhaps;
};

bool HasWord(std::string_view url, std::string_view word) {
  return std::search(url.begin(), url.end(), word.begin(), word.end(),
                     [](char a, char b) { return text::LowerAscii(a) == b; }) != url.end();
}

class SitemapSearch {
 public:
  SitemapSearch(Inquiry& inquiry, std::string domain, IsoDate first, IsoDate last)
      : inquiry_(inquiry),
        domain_(std::move(domain)),
        first_(std::move(first)),
        last_(std::move(last)) {}

  net::Task<std::vector<ListedStory>> Run() {
    co_await Begin();
    while (!open_.empty() && asked_ < kFilesMax) {
      const File file = Next();
      if (file.promise == kNothing || (!stories_.empty() && file.promise < kChanged)) {
        break;
      }
      ExchangePtr answer = co_await Ask(file.url);
      if (answer != nullptr) {
        Take(ReadSitemap(*answer), file);
      }
    }
    if (asked_ > 0) {
      inquiry_.Say("asked the sitemaps of " + domain_ + ": " +
                   (stories_.empty() ? "no stories of those days"
                                     : std::to_string(stories_.size()) + " stories of those days"));
    }
    co_return std::move(stories_);
  }

 private:
  // Where a host sends on within its own site is followed, a few times.
  net::Task<ExchangePtr> Ask(std::string where) {
    for (int i = 0; i <= kRedirectsMax; ++i) {
      HttpRequest request;
      request.url = where;
      request.body_bytes_max = kSitemapBytesMax;
      ExchangePtr answer = co_await inquiry_.AskWith(std::move(request));
      const auto base = url::Url::Parse(where);
      const auto location = FindHeader(answer->headers, "Location");
      if (answer->status < 300 || answer->status > 399 || !location || !base) {
        co_return answer;
      }
      const auto next = base->Resolve(*location);
      if (!next || !next->is_http() || !url::SameSite(next->host(), domain_)) {
        break;
      }
      where = next->ForRequest();
    }
    co_return nullptr;
  }

  net::Task<bool> Begin() {
    ExchangePtr robots = co_await Ask("https://www." + domain_ + "/robots.txt");
    if (robots == nullptr || robots->failure != Failure::kNone) {
      robots = co_await Ask("https://" + domain_ + "/robots.txt");
    }
    if (robots == nullptr || robots->failure != Failure::kNone) {
      co_return false;
    }
    const auto base = url::Url::Parse(robots->request.url);
    if (robots->status == 200) {
      for (const std::string& named : SitemapsOfRobots(robots->body, kNamedMax)) {
        const auto url = base->Resolve(named);
        Add(url ? url->ForRequest() : std::string(), "");
      }
    }
    if (open_.empty()) {
      for (const std::string_view usual : {"/sitemap_index.xml", "/sitemap.xml"}) {
        Add(base->Resolve(usual)->ForRequest(), "");
      }
    }
    co_return true;
  }

  void Add(const std::string& address, IsoDate changed) {
    const auto url = url::Url::Parse(address);
    if (!url || !url->is_http() || !known_.insert(address).second) {
      return;
    }
    File file{address, std::move(changed), kPerhaps};
    file.promise = PromiseOf(file);
    open_.push_back(std::move(file));
  }

  int PromiseOf(const File& file) const {
    static constexpr auto kOthers = std::to_array<std::string_view>(
        {"video", "image", "author", "categor", "tag", "page-", "topic", "product", "profile"});
    const std::string_view name =
        std::string_view(file.url).substr(std::min(file.url.find('/', 8), file.url.size()));
    const IsoDate date = DateInAddress(name);
    if (!date.empty()) {
      const bool holds =
          first_.substr(0, date.size()) <= date && date <= last_.substr(0, date.size());
      return holds ? kDated + static_cast<int>(date.size()) : kNothing;
    }
    for (const std::string_view other : kOthers) {
      if (HasWord(name, other)) {
        return kUnlikely;
      }
    }
    if (!file.changed.empty() && file.changed < first_) {
      return kNothing;
    }
    if (HasWord(name, "news") && !HasWord(name, "index")) {
      const auto age = text::DaysBetween(last_, text::DateOf(inquiry_.now()));
      return age && *age <= kNewsDays ? kDated : kUnlikely;
    }
    return file.changed.empty() ? kPerhaps : kChanged;
  }

  // The most promising; of those that were changed since, the one that was changed first: files
  // that are filled one after the other are left alone when they are full.
  File Next() {
    const auto next =
        std::min_element(open_.begin(), open_.end(), [](const File& a, const File& b) {
          return a.promise != b.promise ? a.promise > b.promise : a.changed < b.changed;
        });
    File file = std::move(*next);
    open_.erase(next);
    ++asked_;
    return file;
  }

  void Take(const Sitemap& sitemap, const File& file) {
    if (sitemap.is_index) {
      for (const SitemapEntry& entry : sitemap.entries) {
        Add(entry.url, entry.changed);
      }
      return;
    }
    const IsoDate of_file = DateInAddress(file.url);
    for (const SitemapEntry& entry : sitemap.entries) {
      const auto url = url::Url::Parse(entry.url);
      if (!url || !url->is_http() || !url::SameSite(url->host(), domain_) ||
          stories_.size() == kStoriesMax) {
        continue;
      }
      IsoDate date = entry.date.empty() ? DateInAddress(url->path()) : entry.date;
      if (date.size() != 10) {
        date = entry.changed.size() == 10 ? entry.changed : date.empty() ? of_file : date;
      }
      const std::size_t known = date.size();
      if (known >= 7 && first_.substr(0, known) <= date && date <= last_.substr(0, known)) {
        AddStory(*url, entry, std::move(date));
      }
    }
  }

  void AddStory(const url::Url& url, const SitemapEntry& entry, IsoDate date) {
    if (!stories_known_.insert(url::IdentityKey(url)).second) {
      return;
    }
    ListedStory story;
    story.url = url.ForRequest();
    story.words = entry.title + (entry.title.empty() ? "" : " ") + SlugWords(url);
    story.title = entry.title;
    story.date = date.size() == 10 ? std::move(date) : IsoDate();
    stories_.push_back(std::move(story));
  }

  Inquiry& inquiry_;
  const std::string domain_;
  const IsoDate first_;
  const IsoDate last_;
  std::vector<File> open_;
  std::set<std::string> known_;
  std::size_t asked_ = 0;
  std::set<std::string> stories_known_;
  std::vector<ListedStory> stories_;
};

}  // namespace

net::Task<std::vector<ListedStory>> ListFromSitemaps(Inquiry& inquiry, std::string domain,
                                                     IsoDate first, IsoDate last) {
  SitemapSearch search(inquiry, std::move(domain), std::move(first), std::move(last));
  std::vector<ListedStory> stories = co_await search.Run();
  co_return stories;
}

}  // namespace ibid::resolve
