#include "resolve/archives/copy_search.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "resolve/archives/cdx.h"
#include "resolve/archives/common_crawl.h"
#include "resolve/archives/memento.h"
#include "resolve/archives/wayback.h"
#include "text/dates.h"

namespace ibid::resolve {
namespace {

constexpr int kRowsWanted = 10;
constexpr int kIndexRowsWanted = 50;  // Of an index that cannot leave out errors.
constexpr std::size_t kFetchesMax = 8;
constexpr std::chrono::days kBefore{1};
constexpr std::chrono::days kAfter{365};
// Nearer than this, captures from before the date are not asked for: one question less.
constexpr std::chrono::days kNearEnough{14};
constexpr std::chrono::hours kNoon{12};
constexpr std::chrono::days kClockSkew{1};

std::string Digits(Instant at) {
  std::string digits = text::DateOf(at);
  std::erase(digits, '-');
  return digits;
}

std::string Distance(Instant at, const Inquiry& inquiry) {
  const auto days = text::DaysBetween(inquiry.near(), text::DateOf(at));
  if (!days) {
    return {};
  }
  if (*days == 0) {
    return ", on the same day";
  }
  return ", " + std::to_string(std::abs(*days)) + (std::abs(*days) == 1 ? " day " : " days ") +
         (*days > 0 ? "after" : "before");
}

// Where an index's captures are served: ".../cdx/search/cdx" stands beside ".../web/",
// ".../all/cdx" and ".../all-cdx" beside ".../all/".
std::string PlaybackOf(std::string index) {
  constexpr std::string_view kSearch = "/cdx/search/cdx";
  if (index.ends_with(kSearch)) {
    index.replace(index.size() - kSearch.size(), kSearch.size(), "/web/");
    return index;
  }
  index.resize(std::min(index.find_last_of("/-"), index.size()));
  return index + '/';
}

net::Task<Captures> AskIndex(Inquiry& inquiry, Archive archive, CopyQuery query, Instant near) {
  Captures captures;
  std::string question = archive.base + "?url=" + url::PercentEncode(query.url) +
                         "&output=json&sort=closest&closest=" + TimestampOf(near) +
                         "&limit=" + std::to_string(kIndexRowsWanted);
  if (!inquiry.MayAsk(question)) {
    co_return captures;
  }
  ExchangePtr exchange = co_await inquiry.Ask(std::move(question));
  captures = ReadCaptures(*exchange, true);  // A redirect may have led to the work.
  const std::string prefix = PlaybackOf(archive.base);
  for (Capture& row : captures.rows) {
    row.memento = prefix + row.timestamp + "/" + row.original;
  }
  co_return captures;
}

// A capture, fetched in the way of its archive.
net::Task<CaptureContent> FetchHeld(Inquiry& inquiry, Archive archive, Capture capture,
                                    bool follow) {
  if (archive.kind == ArchiveKind::kCommonCrawl) {
    CaptureContent record = co_await FetchCrawled(inquiry, std::move(capture));
    co_return record;
  }
  if (capture.memento.empty()) {
    capture.memento = CaptureUrl(capture.timestamp, capture.original);
  }
  CaptureContent content = co_await FetchMemento(inquiry, std::move(capture), follow);
  co_return content;
}

}  // namespace

Snapshot ToSnapshot(const CaptureContent& content, bool valid, std::string reason) {
  Snapshot snapshot;
  snapshot.url = content.url;
  snapshot.original = content.original;
  snapshot.at = TimeOf(content.timestamp);
  snapshot.valid = valid;
  snapshot.reason = std::move(reason);
  snapshot.evidence = content.evidence;
  return snapshot;
}

CopySearch::CopySearch(Inquiry& inquiry, CopyQuery query)
    : inquiry_(inquiry), query_(std::move(query)) {
  const std::optional<Instant> day = text::StartOf(inquiry.near());
  dated_ = day.has_value();
  near_ = day ? *day + kNoon : inquiry.now();
  shelves_.push_back({WaybackMachine()});
  if (inquiry.options().third_parties) {
    for (const Archive& archive : inquiry.options().archives) {
      shelves_.push_back({archive});
    }
    if (query_.crawled) {
      shelves_.push_back({CommonCrawl()});
    }
  }
}

std::chrono::milliseconds CopySearch::DistanceOf(const Row& row) const {
  return std::chrono::abs(TimeOf(row.capture.timestamp) - near_);
}

// Enters what an archive has answered.
void CopySearch::Enter(std::size_t at, Captures captures) {
  Shelf& shelf = shelves_[at];
  shelf.failed = captures.state == ArchiveState::kFailed;
  shelf.closed = captures.state != ArchiveState::kAnswered && !shelf.failed;
  const bool has_gate = shelf.archive.kind == ArchiveKind::kWayback && !shelf.gate_asked;
  // A recording that lacks a further question has what it has.
  const bool enough = shelf.listed && captures.state == ArchiveState::kOffline;
  if (captures.state != ArchiveState::kAnswered && !(shelf.failed && has_gate) && !enough) {
    inquiry_.Say(Explain(captures.state, captures.detail, shelf.archive.name));
  }
  shelf.listed = shelf.listed || !captures.rows.empty();
  for (Capture& capture : captures.rows) {
    if (!query_.wanted || query_.wanted(capture)) {
      rows_.push_back({at, std::move(capture)});
    }
  }
  std::stable_sort(rows_.begin(), rows_.end(),
                   [&](const Row& a, const Row& b) { return DistanceOf(a) < DistanceOf(b); });
}

// What an archive is asked first: the Wayback Machine's index for captures around the date, or for
// the newest where there is no date.
net::Task<Captures> CopySearch::ListFirst(Archive archive) {
  switch (archive.kind) {
    case ArchiveKind::kWayback: {
      CaptureQuery query;
      query.url = query_.url;
      query.redirects = query_.redirects;
      query.limit = dated_ ? kRowsWanted : -kRowsWanted;
      query.from = dated_ ? Digits(near_ - kBefore) : "";
      query.to = dated_ ? Digits(near_ + kAfter) : "";
      Captures listed = co_await ListCaptures(inquiry_, std::move(query));
      co_return listed;
    }
    case ArchiveKind::kCdx: {
      Captures listed = co_await AskIndex(inquiry_, std::move(archive), query_, near_);
      co_return listed;
    }
    default:
      break;
  }
  Captures named = co_await ListMementos(inquiry_, std::move(archive), query_.url, near_);
  co_return named;
}

net::Task<bool> CopySearch::AskAll() {
  for (std::size_t i = 0; i < shelves_.size(); ++i) {
    const ArchiveKind kind = shelves_[i].archive.kind;
    if (kind == ArchiveKind::kCommonCrawl) {
      continue;
    }
    shelves_[i].earlier_asked = kind != ArchiveKind::kWayback || !dated_;
    Captures first = co_await ListFirst(shelves_[i].archive);
    Enter(i, std::move(first));
  }
  co_return true;
}

// Asks for captures from before the date, where that was not done; false: it was.
net::Task<bool> CopySearch::AskEarlier() {
  for (std::size_t i = 0; i < shelves_.size(); ++i) {
    if (shelves_[i].closed || shelves_[i].failed || shelves_[i].earlier_asked ||
        shelves_[i].archive.kind != ArchiveKind::kWayback) {
      continue;
    }
    shelves_[i].earlier_asked = true;
    CaptureQuery query;
    query.url = query_.url;
    query.redirects = query_.redirects;
    query.limit = -kRowsWanted;
    query.to = Digits(near_ - kBefore);
    Captures earlier = co_await ListCaptures(inquiry_, std::move(query));
    Enter(i, std::move(earlier));
    co_return true;
  }
  co_return false;
}

// The last ways, when no row is left: the Wayback Machine's TimeGate where its index has named
// nothing, then Common Crawl.
net::Task<bool> CopySearch::AskLast() {
  for (std::size_t i = 0; i < shelves_.size(); ++i) {
    const Archive archive = shelves_[i].archive;
    const bool may = !shelves_[i].closed && !shelves_[i].gate_asked && !shelves_[i].listed;
    if (!may ||
        (archive.kind != ArchiveKind::kWayback && archive.kind != ArchiveKind::kCommonCrawl)) {
      continue;
    }
    shelves_[i].gate_asked = true;
    if (archive.kind == ArchiveKind::kWayback) {
      TimeGateAnswer gate = co_await AskTimeGate(inquiry_, archive.base, query_.url, near_);
      Enter(i, std::move(gate.captures));
    } else {
      Captures crawled = co_await ListCrawled(inquiry_, query_.url, near_);
      Enter(i, std::move(crawled));
    }
    co_return true;
  }
  co_return false;
}

// The nearest row, after the questions that may bring a nearer one.
net::Task<std::optional<CopySearch::Row>> CopySearch::NextRow() {
  for (;;) {
    const bool near_enough = !rows_.empty() && DistanceOf(rows_.front()) <= kNearEnough;
    if (!near_enough) {
      const bool more = co_await AskEarlier();
      if (more) {
        continue;
      }
    }
    if (rows_.empty()) {
      const bool last = co_await AskLast();
      if (last) {
        continue;
      }
      co_return std::nullopt;
    }
    Row row = std::move(rows_.front());
    rows_.erase(rows_.begin());
    if (shelves_[row.shelf].refused || refused_digests_.contains(row.capture.digest)) {
      continue;
    }
    co_return row;
  }
}

net::Task<std::optional<CaptureContent>> CopySearch::Next() {
  if (!std::exchange(begun_, true)) {
    co_await AskAll();
  }
  while (fetches_ < kFetchesMax) {
    now_ = co_await NextRow();
    if (!now_) {
      co_return std::nullopt;
    }
    ++fetches_;
    const Archive archive = shelves_[now_->shelf].archive;
    CaptureContent content =
        co_await FetchHeld(inquiry_, archive, now_->capture, !query_.redirects);
    if (content.state != ArchiveState::kAnswered) {
      inquiry_.Say(Explain(content.state, content.detail, archive.name));
      shelves_[now_->shelf].refused = true;
    } else if (!content.memento) {
      Refuse(content, "the archive answered " + content.detail + " with no capture");
    } else if (TimeOf(content.timestamp) > inquiry_.now() + kClockSkew) {
      Refuse(content, "the archive says that it is of a day to come");
    } else {
      co_return content;
    }
  }
  co_return std::nullopt;
}

void CopySearch::Accept(const CaptureContent& content, std::string reason) {
  Snapshot snapshot = ToSnapshot(content, true, std::move(reason));
  const Archive& archive = shelves_[now_->shelf].archive;
  inquiry_.Say("archived copy of " + text::DateOf(snapshot.at) + Distance(snapshot.at, inquiry_) +
               (archive.kind == ArchiveKind::kWayback ? "" : ", in " + archive.name) + ": " +
               snapshot.url);
  inquiry_.copy = {snapshot.url, content.chain.page.text, content.chain.page.document.text,
                   snapshot.evidence};
  inquiry_.out.snapshots.insert(inquiry_.out.snapshots.begin(), std::move(snapshot));
}

void CopySearch::Refuse(const CaptureContent& content, std::string reason) {
  // Where a redirect leads stands in its headers, of which the digest says nothing.
  const Chain& chain = content.chain;
  const bool by_its_bytes = chain.hops.size() == 1 && chain.hops.front().status == 200;
  if (by_its_bytes && !now_->capture.digest.empty()) {
    refused_digests_.insert(now_->capture.digest);
  }
  inquiry_.out.snapshots.push_back(ToSnapshot(content, false, std::move(reason)));
}

void CopySearch::SayNothingFound() {
  if (fetches_ == kFetchesMax && !rows_.empty()) {
    inquiry_.Say("the " + std::to_string(kFetchesMax) +
                 " nearest archived captures were looked at, and none shows the work");
    return;
  }
  if (fetches_ > 0) {
    inquiry_.Say("archived captures were looked at, and none shows the work");
  }
  for (const Shelf& shelf : shelves_) {
    if (!shelf.listed && !shelf.closed && !shelf.failed) {
      inquiry_.Say(shelf.archive.name + " holds no copy");
    }
  }
}

}  // namespace ibid::resolve
