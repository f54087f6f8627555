#include "resolve/posts/archive_search.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

#include "resolve/archives/archive.h"
#include "resolve/archives/archived_copy.h"
#include "resolve/archives/wayback.h"
#include "resolve/posts/post_ids.h"
#include "resolve/posts/post_markup.h"
#include "resolve/posts/post_text.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kQuestionsMax = 12;
constexpr std::size_t kFetchesMax = 12;
constexpr std::size_t kCapturesOfOneMax = 3;  // The first ones may be errors or empty shells.
constexpr int kRowsWanted = 500;
constexpr std::size_t kCandidatesMax = 5;
constexpr double kCertain = 0.9;  // Nothing better will come.
constexpr double kEnough = 0.75;
constexpr double kClearlyAhead = 0.15;
constexpr double kWorthNaming = 0.3;

// The captures of one post.
struct Found {
  std::string post_id;
  std::string account;
  std::string url;
  std::vector<Capture> captures;
};

struct Best {
  double score = 0;
  double second = 0;
  std::string post_id;
  std::string url;
  CaptureContent content;
};

// A search under way: what is left of its budget, and what it has.
struct Search {
  Reference reference;
  std::size_t questions = 0;
  std::size_t fetches = 0;
  bool stopped = false;  // The archive refused, or the budget is spent.
  bool listed = false;   // Some capture lay in the range.
  // What was listed for each prefix: neighbouring days share one.
  std::map<std::string, std::vector<Capture>> rows;
  Best best;
  std::vector<Candidate> candidates;
};

// Rows of the index that are captures of this account's posts in the range, by post, in the order
// of the index.
std::vector<Found> InRange(const std::vector<Capture>& rows, const Reference& reference,
                           IdRange range) {
  std::vector<Found> found;
  std::map<std::string, std::size_t> known;
  for (const Capture& row : rows) {
    const auto parsed = url::Url::Parse(row.original);
    const auto post = parsed ? url::PostOf(*parsed) : std::nullopt;
    if (!post || post->platform != reference.platform ||
        !text::EqualNoCase(post->account, reference.account)) {
      continue;
    }
    const auto id = ParseId(reference.platform, post->post_id);
    if (!id || !range.Contains(*id)) {
      continue;
    }
    const auto [entry, added] = known.emplace(post->post_id, found.size());
    if (added) {
      found.push_back({post->post_id, post->account, post->url, {}});
    }
    found[entry->second].captures.push_back(row);
  }
  return found;
}

void Enter(Search& search, const Found& post, const CaptureContent& content,
           const ShownPost& shown) {
  const double score = Similarity(search.reference.text, shown.text);
  if (score > search.best.score) {
    search.best.second = search.best.score;
    search.best.score = score;
    search.best.post_id = post.post_id;
    search.best.url = post.url;
    search.best.content = content;
  } else {
    search.best.second = std::max(search.best.second, score);
  }
  if (score < kWorthNaming) {
    return;
  }
  Candidate candidate;
  candidate.url = post.url;
  candidate.title = text::Shorten(shown.text, 120);
  if (const auto ms = url::PostIdTimeMs(search.reference.platform, post.post_id)) {
    candidate.date = text::DateOf(Instant(std::chrono::milliseconds(*ms)));
  }
  candidate.score = score;
  candidate.reasons.push_back("archived text agrees to " +
                              std::to_string(static_cast<int>(score * 100)) + " %");
  candidate.evidence = content.evidence;
  search.candidates.push_back(std::move(candidate));
}

// Fetches captures of one post until one shows its text.
net::Task<bool> LookAt(Inquiry& inquiry, Search& search, Found post) {
  for (std::size_t i = 0; i < post.captures.size() && i < kCapturesOfOneMax; ++i) {
    if (search.fetches == kFetchesMax) {
      search.stopped = true;
      inquiry.Say("more archived posts of that day than are looked at");
      co_return false;
    }
    ++search.fetches;
    CaptureContent content =
        co_await FetchCapture(inquiry, post.captures[i].timestamp, post.captures[i].original);
    if (content.state != ArchiveState::kAnswered) {
      search.stopped = true;
      inquiry.Say(Explain(content.state, content.detail, kWaybackName));
      co_return false;
    }
    const ShownPost shown = ReadPostCapture(search.reference.platform, content, post.post_id);
    if (content.memento && !shown.text.empty()) {
      Enter(search, post, content, shown);
      co_return true;
    }
  }
  co_return false;
}

// Asks for the captures under one prefix, once.
net::Task<bool> ListPrefix(Inquiry& inquiry, Search& search, std::string prefix) {
  if (search.rows.contains(prefix)) {
    co_return true;
  }
  if (search.questions == kQuestionsMax) {
    search.stopped = true;
    inquiry.Say("the search of the Wayback Machine was broken off: too many questions");
    co_return false;
  }
  ++search.questions;
  CaptureQuery query;
  query.url = PlaceOfPosts(search.reference.platform, search.reference.account) + prefix + "*";
  query.limit = kRowsWanted;
  Captures captures = co_await ListCaptures(inquiry, std::move(query));
  if (captures.state != ArchiveState::kAnswered) {
    search.stopped = true;
    inquiry.Say(Explain(captures.state, captures.detail, kWaybackName));
    co_return false;
  }
  search.rows[prefix] = std::move(captures.rows);
  co_return true;
}

// Looks at what is listed in one part of a range.
net::Task<bool> SearchPrefix(Inquiry& inquiry, Search& search, std::string prefix, IdRange range) {
  const bool has_list = co_await ListPrefix(inquiry, search, prefix);
  if (!has_list) {
    co_return false;
  }
  const std::vector<Found> posts = InRange(search.rows[prefix], search.reference, range);
  for (const Found& post : posts) {
    search.listed = true;
    co_await LookAt(inquiry, search, post);
    if (search.stopped || search.best.score >= kCertain) {
      break;
    }
  }
  co_return true;
}

net::Task<bool> SearchRange(Inquiry& inquiry, Search& search, IdRange range) {
  const std::vector<std::string> prefixes = PrefixesOf(search.reference.platform, range);
  for (const std::string& prefix : prefixes) {
    co_await SearchPrefix(inquiry, search, prefix, range);
    if (search.stopped || search.best.score >= kCertain) {
      co_return true;
    }
  }
  co_return false;
}

bool Decided(const Search& search) {
  return search.best.score >= kCertain ||
         (search.best.score >= kEnough && search.best.score - search.best.second >= kClearlyAhead);
}

void GiveCandidates(Inquiry& inquiry, Search& search) {
  std::stable_sort(search.candidates.begin(), search.candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  if (search.candidates.size() > kCandidatesMax) {
    search.candidates.resize(kCandidatesMax);
  }
  inquiry.out.candidates = std::move(search.candidates);
}

ArchivedPost Take(Inquiry& inquiry, const Search& search) {
  const Best& best = search.best;
  PostFound post;
  post.post_id = best.post_id;
  const ShownPost shown = ReadPostCapture(search.reference.platform, best.content, best.post_id);
  post.text = shown.text;
  post.author = shown.author;
  post.account = shown.account;
  Snapshot snapshot =
      ToSnapshot(best.content, true, "shows the post: \"" + text::Shorten(post.text, 120) + "\"");
  inquiry.Say("found in the Wayback Machine, among @" + search.reference.account +
              "'s posts of that day: " + snapshot.url);
  inquiry.out.snapshots.insert(inquiry.out.snapshots.begin(), std::move(snapshot));
  ArchivedPost archived;
  archived.post_id = best.post_id;
  archived.url = best.url;
  archived.account = post.account.empty() ? search.reference.account : post.account;
  inquiry.out.post = std::move(post);
  return archived;
}

}  // namespace

net::Task<std::optional<ArchivedPost>> SearchArchivedPosts(Inquiry& inquiry, Reference reference) {
  Search search;
  search.reference = std::move(reference);
  const std::optional<IdRange> day = IdsOfDay(search.reference.platform, search.reference.date);
  if (!day) {
    inquiry.Say("without the post's date, archives cannot be searched for it");
    co_return std::nullopt;
  }
  co_await SearchRange(inquiry, search, *day);
  for (const int offset : {1, -1}) {
    const std::optional<IdRange> next =
        IdsOfDay(search.reference.platform, search.reference.date, offset);
    if (!search.listed && !search.stopped && next) {
      co_await SearchRange(inquiry, search, *next);
    }
  }
  if (Decided(search)) {
    ArchivedPost archived = Take(inquiry, search);
    co_return archived;
  }
  GiveCandidates(inquiry, search);
  if (!search.listed && !search.stopped) {
    inquiry.Say("the Wayback Machine lists no post of @" + search.reference.account +
                " of that date");
  } else if (search.listed) {
    inquiry.Say("no archived post of @" + search.reference.account +
                " of that date has the text that the article shows");
  }
  co_return std::nullopt;
}

}  // namespace ibid::resolve
