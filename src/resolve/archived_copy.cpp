#include "resolve/archived_copy.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "resolve/judge.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr int kRowsWanted = 10;
constexpr std::size_t kFetchesMax = 3;
constexpr std::chrono::days kBefore{1};
constexpr std::chrono::days kAfter{365};

std::string Digits(Instant at) {
  std::string digits = text::DateOf(at);
  std::erase(digits, '-');
  return digits;
}

Instant TimeOf(const std::string& timestamp) {
  return text::ParseInstant(timestamp).value_or(Instant{});
}

void SortByNearness(std::vector<Capture>& rows, Instant near) {
  const auto distance = [&](const Capture& row) {
    return std::chrono::abs(TimeOf(row.timestamp) - near);
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Capture& a, const Capture& b) { return distance(a) < distance(b); });
}

// The questions to the index, in order: around the date, before it, or the newest at any time.
std::vector<CaptureQuery> Questions(const std::string& url, std::optional<Instant> near) {
  std::vector<CaptureQuery> questions;
  if (!near) {
    questions.push_back({url, "", "", -kRowsWanted, false});
    return questions;
  }
  questions.push_back({url, Digits(*near - kBefore), Digits(*near + kAfter), kRowsWanted, false});
  questions.push_back({url, "", Digits(*near - kBefore), -kRowsWanted, false});
  return questions;
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

CopyCheck CheckPage(const CaptureContent& content) {
  CopyCheck check;
  const Judgement judgement = Judge(content.chain);
  check.valid = judgement.verdict == Verdict::kAlive || judgement.verdict == Verdict::kMoved ||
                judgement.verdict == Verdict::kPaywall;
  check.reason = judgement.reasons.front();
  if (check.valid && !content.chain.page.title.empty()) {
    check.reason = "shows \"" + text::Shorten(content.chain.page.title, 120) + "\"";
  }
  return check;
}

// Fetches captures, the nearest first, until one is valid.
net::Task<bool> FetchNearest(Inquiry& inquiry, std::vector<Capture> rows, CheckCopy check) {
  for (std::size_t i = 0; i < rows.size() && i < kFetchesMax; ++i) {
    CaptureContent content = co_await FetchCapture(inquiry, rows[i].timestamp, rows[i].original);
    if (content.state != ArchiveState::kAnswered) {
      inquiry.Say(Explain(content.state, content.detail));
      co_return false;
    }
    CopyCheck checked;
    if (!content.memento) {
      checked.reason = "the archive answered " + content.detail + " with no capture";
    } else {
      checked = check(content);
    }
    Snapshot snapshot = ToSnapshot(content, checked);
    const bool valid = snapshot.valid;
    if (valid) {
      inquiry.Say("archived copy of " + text::DateOf(snapshot.at) + Distance(snapshot.at, inquiry) +
                  ": " + snapshot.url);
      inquiry.copy = {snapshot.url, content.chain.page.text, content.chain.page.document.text,
                      snapshot.evidence};
      inquiry.out.snapshots.insert(inquiry.out.snapshots.begin(), std::move(snapshot));
      co_return true;
    }
    inquiry.out.snapshots.push_back(std::move(snapshot));
  }
  co_return false;
}

}  // namespace

Snapshot ToSnapshot(const CaptureContent& content, const CopyCheck& check) {
  Snapshot snapshot;
  snapshot.url = CaptureUrl(content.timestamp, content.original);
  snapshot.original = content.original;
  snapshot.at = TimeOf(content.timestamp);
  snapshot.valid = check.valid;
  snapshot.reason = check.reason;
  snapshot.evidence = content.evidence;
  return snapshot;
}

net::Task<bool> FindCopy(Inquiry& inquiry, std::string url, CheckCopy check) {
  constexpr std::chrono::hours kNoon{12};
  std::optional<Instant> near = text::StartOf(inquiry.near());
  if (near) {
    *near += kNoon;
  }
  bool listed = false;
  const std::vector<CaptureQuery> questions = Questions(url, near);
  for (const CaptureQuery& question : questions) {
    Captures captures = co_await ListCaptures(inquiry, question);
    if (captures.state == ArchiveState::kFailed) {
      break;  // The TimeGate may still answer.
    }
    if (captures.state != ArchiveState::kAnswered) {
      inquiry.Say(Explain(captures.state, captures.detail));
      co_return false;
    }
    if (captures.rows.empty()) {
      continue;
    }
    listed = true;
    SortByNearness(captures.rows, near.value_or(inquiry.now()));
    const bool found = co_await FetchNearest(inquiry, std::move(captures.rows), check);
    if (found) {
      co_return true;
    }
  }
  if (listed) {
    inquiry.Say("archived captures were looked at, and none shows the work");
    co_return false;
  }
  Captures nearest = co_await AskTimeGate(inquiry, url, near.value_or(inquiry.now()));
  if (nearest.state != ArchiveState::kAnswered) {
    inquiry.Say(Explain(nearest.state, nearest.detail));
    co_return false;
  }
  if (nearest.rows.empty()) {
    inquiry.Say("the Wayback Machine holds no copy");
    co_return false;
  }
  const bool found = co_await FetchNearest(inquiry, std::move(nearest.rows), check);
  co_return found;
}

net::Task<bool> AddArchivedCopies(Inquiry& inquiry, std::string url) {
  const bool found = co_await FindCopy(inquiry, std::move(url), CheckPage);
  co_return found;
}

}  // namespace ibid::resolve
