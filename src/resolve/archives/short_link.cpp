#include "resolve/archives/short_link.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

#include "resolve/archives/copy_search.h"
#include "resolve/archives/playback.h"
#include "resolve/archives/wayback.h"
#include "resolve/pages/judge.h"
#include "resolve/pages/places.h"
#include "resolve/pages/redirect.h"
#include "resolve/pages/signals.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr int kOthersListed = 12;
constexpr std::size_t kOthersFetched = 2;
constexpr std::chrono::days kSameTime{45};  // Around a capture: what else the shortener did then.

// Where a capture sent its reader.
struct Target {
  std::string url;     // Empty: nowhere.
  std::string reason;  // Why it is not taken, for people; empty where it may be.
  bool front_page = false;
};

bool SameLink(std::string_view a, std::string_view b) {
  const auto first = url::Url::Parse(a);
  const auto second = url::Url::Parse(b);
  return first && second && url::SameSite(first->host(), second->host()) &&
         first->path() == second->path() && first->query() == second->query();
}

// A short name and one short segment: what shorteners make, though the table does not know this
// one.
bool LooksShort(const url::Url& url) {
  constexpr std::size_t kHostMax = 8;
  constexpr std::size_t kCodeMax = 12;
  const std::string_view code = url.path().substr(1);
  return url.host().size() <= kHostMax && url.query().empty() && !code.empty() &&
         code.size() <= kCodeMax && std::all_of(code.begin(), code.end(), [](char c) {
           return c == '-' || c == '_' ||
                  (static_cast<unsigned char>(c) < 0x80 &&
                   text::IsWordChar(static_cast<unsigned char>(c)));
         });
}

bool IsParked(const url::Url& target) {
  Exchange exchange;
  exchange.request.url = target.ForRequest();
  exchange.status = 200;
  for (const Signal& signal : SignalsOf(exchange, Page{})) {
    if (signal.verdict == Verdict::kParked) {
      return true;
    }
  }
  return false;
}

std::string NotTaken(const url::Url& shortener, const url::Url& target) {
  if (url::SameSite(shortener.host(), target.host())) {
    return "it sent its readers on within " + std::string(shortener.host());
  }
  return IsParked(target) ? "it sent its readers to a parked domain" : std::string();
}

Target TargetOf(const CaptureContent& content) {
  Target target;
  const auto shortener = url::Url::Parse(content.original);
  const Chain& chain = content.chain;
  if (!shortener || chain.last == nullptr) {
    target.reason = "the capture is not readable";
    return target;
  }
  const std::optional<Onward> onward = NextHop(*chain.last, chain.page);
  if (!onward) {
    target.reason =
        "the capture shows a page of the shortener" +
        (chain.page.title.empty() ? std::string()
                                  : " (\"" + text::Shorten(chain.page.title, 80) + "\")") +
        " and sends nobody on";
    return target;
  }
  std::string written = onward->target;
  if (auto inside = ParseCaptureUrl(written)) {  // Rewritten by the archive.
    written = std::move(inside->original);
  }
  const auto url = url::Url::Parse(written);
  if (!url || !url->is_http()) {
    target.reason = "it sent its readers to what is no web address";
    return target;
  }
  target.url = url->ForRequest();
  target.front_page = IsFrontPage(*url) && url->query().empty();
  target.reason = NotTaken(*shortener, *url);
  return target;
}

// Whether the shortener sent another of its links to the same place at about that time.
net::Task<bool> IsWildcard(Inquiry& inquiry, CaptureContent content, std::string target) {
  const auto own = url::Url::Parse(content.original);
  const auto sought = url::Url::Parse(target);
  if (!own || !sought) {
    co_return false;
  }
  const Instant at = TimeOf(content.timestamp);
  CaptureQuery query;
  query.url = std::string(own->host()) + "/*";
  query.from = TimestampOf(at - kSameTime);
  query.to = TimestampOf(at + kSameTime);
  query.limit = kOthersListed;
  query.one_each = true;
  query.redirects = true;
  Captures others = co_await ListCaptures(inquiry, std::move(query));
  std::size_t fetched = 0;
  for (const Capture& row : others.rows) {
    const auto other = url::Url::Parse(row.original);
    const bool another =
        other && other->path().size() > 1 && !text::EqualNoCase(other->path(), own->path());
    if (!another || fetched == kOthersFetched) {
      continue;
    }
    ++fetched;
    CaptureAddress address;
    address.prefix = "https://web.archive.org/web/";
    address.timestamp = row.timestamp;
    address.original = row.original;
    CaptureContent sibling = co_await PlayBack(inquiry, std::move(address), false);
    if (sibling.state != ArchiveState::kAnswered || !sibling.memento) {
      continue;
    }
    const auto led = url::Url::Parse(TargetOf(sibling).url);
    if (led && url::IdentityKey(*led) == url::IdentityKey(*sought)) {
      co_return true;
    }
  }
  co_return false;
}

void Offer(Inquiry& inquiry, const CaptureContent& content, const Target& target) {
  for (const Candidate& known : inquiry.out.candidates) {
    if (known.url == target.url) {
      return;
    }
  }
  constexpr double kMaybe = 0.4;
  Candidate candidate;
  candidate.url = target.url;
  candidate.date = text::DateOf(TimeOf(content.timestamp));
  candidate.score = kMaybe;
  candidate.reasons.emplace_back(
      "a capture of the short link led to this front page, which may be where the shortener sent "
      "everybody");
  candidate.evidence = content.evidence;
  inquiry.out.candidates.push_back(std::move(candidate));
}

}  // namespace

bool EndsAtDeadShortener(const Chain& chain, Verdict verdict) {
  const auto first = chain.hops.empty() ? std::nullopt : url::Url::Parse(chain.hops.front().url);
  const auto last = chain.hops.empty() ? std::nullopt : url::Url::Parse(chain.hops.back().url);
  if (!first || !last || first->path().size() <= 1 || !url::SameSite(first->host(), last->host())) {
    return false;
  }
  if (!url::IsShortener(first->host())) {
    return verdict == Verdict::kDnsFailure && LooksShort(*first);
  }
  const bool sent_home = IsFrontPage(*last);
  return sent_home || IsDead(verdict) || verdict == Verdict::kConnectFailure ||
         verdict == Verdict::kTlsFailure || verdict == Verdict::kTimeout;
}

net::Task<std::optional<std::string>> FindShortTarget(Inquiry& inquiry, std::string short_url) {
  CopyQuery query;
  query.url = short_url;
  query.redirects = true;
  query.wanted = [short_url](const Capture& row) { return SameLink(row.original, short_url); };
  CopySearch search(inquiry, std::move(query));
  std::map<std::string, bool> wildcards;  // By target: whether it was asked about, and is one.
  for (;;) {
    std::optional<CaptureContent> content = co_await search.Next();
    if (!content) {
      search.SayNothingFound();
      co_return std::nullopt;
    }
    const Target target = TargetOf(*content);
    if (!target.reason.empty()) {
      search.Refuse(*content, target.reason);
      continue;
    }
    if (!wildcards.contains(target.url)) {
      const bool wildcard = co_await IsWildcard(inquiry, *content, target.url);
      wildcards[target.url] = wildcard;
    }
    if (wildcards[target.url]) {
      search.Refuse(*content, "the shortener sent its other links to " + target.url + " too");
    } else if (target.front_page) {
      Offer(inquiry, *content, target);
      search.Refuse(*content, "it led to the front page " + target.url +
                                  ", perhaps as every link of the shortener");
    } else {
      search.Accept(*content, "sent its readers to " + target.url);
      inquiry.copy = {};  // It is no copy of the work.
      inquiry.Say("where the short link led was found in an archive: " + target.url);
      co_return target.url;
    }
  }
}

}  // namespace ibid::resolve
