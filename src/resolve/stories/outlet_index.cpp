#include "resolve/stories/outlet_index.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string_view>
#include <utility>

#include "resolve/archives/archive.h"
#include "resolve/archives/wayback.h"
#include "resolve/pages/page.h"
#include "resolve/table.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kStoriesMax = 3000;  // A large paper's day has several hundred.
constexpr int kRowsWanted = 2000;
constexpr std::size_t kLinkBytesMax = 500;
constexpr std::size_t kIsoDayLength = 10;
constexpr std::size_t kDomainsMax = 3;
constexpr std::size_t kSlugWordsMin = 3;  // Fewer are sections and service pages.

void ReplaceAll(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

std::string FillIn(std::string_view pattern, const std::string& domain, const IsoDate& day) {
  static constexpr auto kMonths = std::to_array<std::string_view>(
      {"january", "february", "march", "april", "may", "june", "july", "august", "september",
       "october", "november", "december"});
  constexpr std::size_t kShort = 3;
  std::string out(pattern);
  unsigned month = 0;
  std::from_chars(day.data() + 5, day.data() + 7, month);
  const std::string_view name = month >= 1 && month <= kMonths.size() ? kMonths[month - 1] : "";
  ReplaceAll(out, "{domain}", domain);
  ReplaceAll(out, "{yyyy}", std::string_view(day).substr(0, 4));
  ReplaceAll(out, "{mm}", std::string_view(day).substr(5, 2));
  ReplaceAll(out, "{dd}", std::string_view(day).substr(8, 2));
  ReplaceAll(out, "{d}",
             std::string_view(day).substr(day[8] == '0' ? 9 : 8, day[8] == '0' ? 1 : 2));
  ReplaceAll(out, "{mon}", name.substr(0, kShort));
  ReplaceAll(out, "{month}", name);
  return out;
}

// How one row of the table is asked for one domain.
struct Place {
  const Row* row = nullptr;
  std::string domain;
};

// The rows for this outlet's domains; where they have none, those for any.
std::vector<Place> PlacesFor(const std::vector<std::string>& domains) {
  static const std::vector<Row> kRows = Rows("outlet_indexes.tsv");
  std::vector<Place> own;
  std::vector<Place> any;
  for (std::size_t i = 0; i < domains.size() && i < kDomainsMax; ++i) {
    for (const Row& row : kRows) {
      if (Cell(row, 0) == domains[i]) {
        own.push_back({&row, domains[i]});
      } else if (Cell(row, 0) == "*") {
        any.push_back({&row, domains[i]});
      }
    }
  }
  return own.empty() ? any : own;
}

}  // namespace

// Sections say little, and dates nothing.
std::string SlugWords(const url::Url& url) {
  std::string words;
  for (const std::string& segment : url.Segments()) {
    if (segment.find('-') != std::string::npos || segment.find('_') != std::string::npos) {
      words += segment;
      words += ' ';
    }
  }
  std::replace(words.begin(), words.end(), '-', ' ');
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

namespace {

bool IsStory(const url::Url& url, const std::string& domain, const std::string& slug) {
  return url.is_http() && url::SameSite(url.host(), domain) &&
         std::count(slug.begin(), slug.end(), ' ') >= static_cast<std::ptrdiff_t>(kSlugWordsMin);
}

std::vector<ListedStory> StoriesAmong(const std::vector<Capture>& rows, const std::string& domain) {
  std::vector<ListedStory> stories;
  std::set<std::string> known;
  for (const Capture& row : rows) {
    const auto url = url::Url::Parse(row.original);
    if (!url || stories.size() == kStoriesMax) {
      continue;
    }
    std::string slug = SlugWords(*url);
    if (IsStory(*url, domain, slug) && known.insert(url::IdentityKey(*url)).second) {
      stories.push_back({url->ForRequest(), std::move(slug), "", ""});
    }
  }
  return stories;
}

}  // namespace

std::vector<ListedStory> StoriesOn(const Exchange& exchange, const std::string& domain) {
  std::vector<ListedStory> stories;
  const Page page = ReadPage(exchange);
  const auto base = url::Url::Parse(exchange.request.url);
  if (exchange.status != 200 || !page.readable || !base) {
    return stories;
  }
  std::set<std::string> known;
  const Markup& markup = page.document.markup;
  for (Markup::Index e = 0; e < markup.size() && stories.size() < kStoriesMax; ++e) {
    const auto href = markup.Name(e) == "a" ? markup.Get(e, "href") : std::nullopt;
    const auto url = href ? base->Resolve(*href) : std::nullopt;
    if (!url) {
      continue;
    }
    const std::string slug = SlugWords(*url);
    if (IsStory(*url, domain, slug) && known.insert(url::IdentityKey(*url)).second) {
      std::string_view words = page.document.Text(markup.At(e));  // All the rest, if it never ends.
      words = words.substr(0, text::BoundaryBefore(words, std::min(words.size(), kLinkBytesMax)));
      std::string title = text::FoldSpace(words);
      stories.push_back({url->ForRequest(), title + ' ' + slug, "", title});
    }
  }
  return stories;
}

namespace {

net::Task<std::vector<ListedStory>> AskPlace(Inquiry& inquiry, Place place, IsoDate day) {
  std::string where = FillIn(Cell(*place.row, 2), place.domain, day);
  std::vector<ListedStory> stories;
  if (Cell(*place.row, 1) == "page") {
    ExchangePtr page = co_await inquiry.Ask(where);
    stories = StoriesOn(*page, place.domain);
    inquiry.Say("asked " + where + ": " +
                (page->status == 0 ? "no answer"
                 : stories.empty() ? "no stories there"
                                   : std::to_string(stories.size()) + " stories of that day"));
    co_return stories;
  }
  CaptureQuery query;
  query.url = where;
  query.limit = kRowsWanted;
  query.one_each = true;
  Captures captures = co_await ListCaptures(inquiry, std::move(query));
  stories = StoriesAmong(captures.rows, place.domain);
  inquiry.Say(captures.state == ArchiveState::kAnswered
                  ? "asked the Wayback Machine for " + where + ": " +
                        std::to_string(stories.size()) + " stories of that day"
                  : Explain(captures.state, captures.detail, kWaybackName));
  co_return stories;
}

}  // namespace

net::Task<std::vector<ListedStory>> ListStories(Inquiry& inquiry, std::vector<std::string> domains,
                                                IsoDate day) {
  std::vector<ListedStory> stories;
  if (day.size() != kIsoDayLength) {
    co_return stories;
  }
  const std::vector<Place> places = PlacesFor(domains);
  for (const Place& place : places) {
    const bool is_section = Cell(*place.row, 1) == "section";
    if (!stories.empty() && !is_section) {
      break;
    }
    std::vector<ListedStory> more = co_await AskPlace(inquiry, place, day);
    for (ListedStory& story : more) {
      story.date = day;
      stories.push_back(std::move(story));
    }
  }
  co_return stories;
}

}  // namespace ibid::resolve
