#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "resolve/pages/page.h"
#include "resolve/show.h"
#include "text/utf8.h"
#include "url/url.h"

// Real pages of news sites, each at the address that it gives itself, on sites that answer what
// they do not have in different ways. Read in place, under ../shared.
namespace ibid::resolve {
namespace {

using test::Scripted;
using test::ScriptedWeb;

const std::string kFolder = IBID_SHARED "/data/pages";

Scripted Html(std::string body) {
  Scripted answer;
  answer.headers.emplace_back("Content-Type", "text/html");
  answer.body = std::move(body);
  return answer;
}

struct LivePage {
  std::string file, url, html;
};

std::vector<LivePage> ReadPages() {
  std::vector<LivePage> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    const std::string name = entry.path().filename().string();
    const bool is_page = entry.path().extension() == ".html" || name.starts_with("cached-");
    // What a reader is expected to make of a page is no page of a site.
    if (!entry.is_regular_file() || !is_page || name == "expected.html") {
      continue;
    }
    std::ifstream file(entry.path(), std::ios::binary);
    LivePage page;
    page.file = entry.path().string().substr(kFolder.size() + 1);
    page.html.assign(std::istreambuf_iterator<char>(file), {});
    pages.push_back(std::move(page));
  }
  std::sort(pages.begin(), pages.end(),
            [](const LivePage& a, const LivePage& b) { return a.file < b.file; });
  for (std::size_t i = 0; i < pages.size(); ++i) {
    Exchange exchange;
    exchange.status = 200;
    exchange.headers.emplace_back("Content-Type", "text/html");
    exchange.request.url = "https://page.example/story/" + std::to_string(1000000 + i);
    exchange.body = pages[i].html;
    auto own = url::Url::Parse(ReadPage(exchange).canonical_url);
    if (const auto inside = own ? url::Unwrap(*own) : std::nullopt) {
      own = url::Url::Parse(inside->target);  // A page that was saved from an archive.
    }
    pages[i].url = own && own->is_http() ? own->ForRequest() : exchange.request.url;
  }
  return pages;
}

// What a site recommends beside an error.
constexpr auto kHeadlines = std::to_array<std::string_view>(
    {"Ferry back in service", "Bridge toll to rise", "Rowers win again", "Who owns the quay?",
     "Choir of the lock keepers", "A lamp for the south pier", "Rain on Monday", "The last sail"});

// How the site answers an address that nobody made.
enum class Site { kHonest, kOtherPage, kErrorInFrame, kSilent };

Resolution Visit(const std::string& url, std::string html, Site site, const std::string& other) {
  ScriptedWeb web(TestNow());
  web.Add(url, Html(std::move(html)));
  web.AddRule([&](const HttpRequest&) -> std::optional<Scripted> {
    const bool honest = site == Site::kHonest;
    Scripted answer = Html(honest ? "<title>Not found</title>" : other);
    answer.status = honest ? 404 : 200;
    return site == Site::kSilent ? std::nullopt : std::optional(answer);
  });
  ResolveOptions options;
  options.third_parties = false;
  return RunOne(web, UrlReference(url), options);
}

std::size_t FindNoCase(const std::string& html, std::string_view lower, std::size_t from) {
  const auto at =
      std::search(html.begin() + static_cast<std::ptrdiff_t>(from), html.end(), lower.begin(),
                  lower.end(), [](char a, char b) { return text::LowerAscii(a) == b; });
  return at == html.end() ? std::string::npos : static_cast<std::size_t>(at - html.begin());
}

// Without what stands from each `begin` to the next `end`.
std::string Without(std::string html, std::string_view begin, std::string_view end) {
  for (std::size_t at = FindNoCase(html, begin, 0); at != std::string::npos;
       at = FindNoCase(html, begin, at)) {
    const std::size_t stop = FindNoCase(html, end, at);
    html.erase(at, stop == std::string::npos ? stop : stop + end.size() - at);
  }
  return html;
}

// What the same site shows where it has nothing: its frame, with a sentence in the place of the
// story, under the site's own title. `turn`: which of its links it recommends this time.
std::string ErrorInFrame(const std::string& html, const std::string& says, std::size_t turn) {
  Exchange exchange;
  exchange.status = 200;
  exchange.headers.emplace_back("Content-Type", "text/html");
  exchange.request.url = "https://page.example/";
  exchange.body = html;
  const Document document = ReadPage(exchange).document;
  std::string frame = html;
  std::size_t begin = std::string::npos;
  std::size_t end = 0;
  for (const Zone& zone : document.zones) {
    if (!zone.chrome && !zone.at.empty()) {
      begin = std::min<std::size_t>(begin, document.offsets.ToInput(zone.at.begin));
      end = document.offsets.ToInput(zone.at.end - 1) + 1;
    }
  }
  std::string list;
  for (std::size_t i = 0; i < 4; ++i) {
    list += "<li><a href=/s" + std::to_string(turn * 4 + i) + ">" +
            std::string(kHeadlines[(turn * 4 + i) % kHeadlines.size()]) + "</a></li>";
  }
  if (begin < end && end <= frame.size()) {
    frame.replace(begin, end - begin, "</a><h2>" + says + "</h2><ul>" + list + "</ul>");
  }
  frame = Without(std::move(frame), "<title", "</title>");
  frame = Without(std::move(frame), "<meta ", ">");
  frame = Without(std::move(frame), "<link ", ">");
  frame = Without(std::move(frame), "<script", "</script>");
  return "<title>The Site</title>" + frame;
}

// The same page as other sites would serve it: without what it says of itself to programs; cut off
// in the middle; its story alone, of which only the first words are left.
enum class As { kIs, kPlain, kCut, kShort };

std::string WithoutHead(const std::string& html) {
  Exchange exchange;
  exchange.status = 200;
  exchange.headers.emplace_back("Content-Type", "text/html");
  exchange.request.url = "https://page.example/";
  exchange.body = html;
  const Page page = ReadPage(exchange);
  std::string plain = "<title>" + page.title + "</title>";
  std::istringstream lines(page.text);
  for (std::string line; std::getline(lines, line);) {
    plain += "<p>" + line + "</p>";
  }
  return plain;
}

std::string Served(const LivePage& page, As as) {
  constexpr std::size_t kShortBytes = 900;
  switch (as) {
    case As::kIs:
      return page.html;
    case As::kPlain:
      return WithoutHead(page.html);
    case As::kCut:
      return page.html.substr(0, page.html.size() * 2 / 3);
    case As::kShort:
      return WithoutHead(page.html).substr(0, kShortBytes);
  }
  return page.html;
}

TEST(LivePagesTest, NoneIsCalledDead) {
  if (!std::filesystem::is_directory(kFolder)) {
    GTEST_SKIP() << "the shared pages are not here: " << kFolder;
  }
  const std::vector<LivePage> pages = ReadPages();
  ASSERT_GT(pages.size(), 100U);
  std::map<std::string, int> verdicts;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const LivePage& page = pages[i];
    if (const auto url = url::Url::Parse(page.url); !url || url::PostOf(*url)) {
      continue;  // Posts are asked for elsewhere.
    }
    for (const Site site : {Site::kHonest, Site::kOtherPage, Site::kErrorInFrame, Site::kSilent}) {
      const std::string other = site == Site::kErrorInFrame
                                    ? ErrorInFrame(page.html, "That one sailed without us", 0)
                                    : pages[(i + pages.size() / 2) % pages.size()].html;
      const Resolution resolution = Visit(page.url, page.html, site, other);
      const std::string told = page.file + " at " + page.url + ": " +
                               std::string(Name(resolution.verdict)) + ": " +
                               resolution.reasons.at(0);
      EXPECT_FALSE(IsDead(resolution.verdict)) << told;
      ++verdicts[std::string(Name(resolution.verdict))];
      if (resolution.verdict != Verdict::kAlive && site == Site::kHonest) {
        std::cout << "  " << told << "\n";
      }
    }
  }
  for (const auto& [verdict, count] : verdicts) {
    std::cout << verdict << ": " << count << "\n";
  }
}

// Nor when they say less of themselves than they do, at their own address and at one that says
// nothing of them.
TEST(LivePagesTest, NoneIsCalledDeadForWhatItDoesNotSay) {
  if (!std::filesystem::is_directory(kFolder)) {
    GTEST_SKIP() << "the shared pages are not here: " << kFolder;
  }
  const std::vector<LivePage> pages = ReadPages();
  int visits = 0;
  int dead = 0;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::string bare = "https://page.example/archive/items/" + std::to_string(1000000 + i);
    const std::string other = Served(pages[(i + pages.size() / 2) % pages.size()], As::kPlain);
    for (const As as : {As::kPlain, As::kCut, As::kShort}) {
      const std::string html = Served(pages[i], as);
      for (const std::string& url : {pages[i].url, bare}) {
        if (const auto parsed = url::Url::Parse(url); !parsed || url::PostOf(*parsed)) {
          continue;
        }
        for (const Site site : {Site::kHonest, Site::kOtherPage, Site::kSilent}) {
          const Resolution resolution = Visit(url, html, site, other);
          ++visits;
          dead += IsDead(resolution.verdict) ? 1 : 0;
          EXPECT_FALSE(IsDead(resolution.verdict))
              << pages[i].file << " (" << static_cast<int>(as) << ") at " << url << ": "
              << Name(resolution.verdict) << ": " << resolution.reasons.at(0);
        }
      }
    }
  }
  std::cout << dead << " of " << visits << " visits say that it is dead\n";
}

// What the frame of a real page shows where there is nothing, in words that no table knows, is
// found by what the site shows beside it, though it recommends other stories there.
TEST(LivePagesTest, TheirFramesWithoutTheStoryAreFound) {
  if (!std::filesystem::is_directory(kFolder)) {
    GTEST_SKIP() << "the shared pages are not here: " << kFolder;
  }
  int there = 0;
  int found = 0;
  for (const LivePage& page : ReadPages()) {
    const auto url = url::Url::Parse(page.url);
    if (!url || url::PostOf(*url) || url->path().size() <= 1) {
      continue;
    }
    const std::string says = "That one sailed without us";
    ScriptedWeb web(TestNow());
    web.Add(page.url, Html(ErrorInFrame(page.html, says, 0)));
    web.Add(std::string(url->scheme()) + "://" + std::string(url->host()) + "/",
            Html("<title>The Site</title><h1>Today</h1><p>All the news of the day.</p>"));
    web.AddRule([&](const HttpRequest&) -> std::optional<Scripted> {
      return Html(ErrorInFrame(page.html, says, 1));
    });
    ResolveOptions options;
    options.third_parties = false;
    const Resolution resolution = RunOne(web, UrlReference(page.url), options);
    ++there;
    found += resolution.verdict == Verdict::kSoft404 ? 1 : 0;
    if (resolution.verdict != Verdict::kSoft404) {
      std::cout << "  " << page.file << " at " << page.url << ": " << Name(resolution.verdict)
                << ": " << resolution.reasons.at(0) << "\n";
    }
  }
  std::cout << found << " of " << there << " frames without a story are found\n";
  EXPECT_GE(found * 100, there * 78);  // The others are walls of their frames, and shells.
}

}  // namespace
}  // namespace ibid::resolve
