#include "resolve/pages/sibling.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "digest/digest.h"
#include "resolve/pages/absence.h"
#include "resolve/pages/likeness.h"
#include "resolve/pages/places.h"
#include "resolve/pages/signals.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kLetters = 25;
constexpr std::size_t kNoticeTextMax = 200;
constexpr int kOk = 200;

bool IsSameWork(const url::Url& doubted, const Chain& sibling) {
  const auto is = [&](const std::string& other) {
    const auto url = url::Url::Parse(other);
    return url && url::IdentityKey(*url) == url::IdentityKey(doubted);
  };
  return is(sibling.final_url) || is(sibling.page.canonical_url);
}

const std::string& Beginning(const Chain& chain, bool redirected) {
  return redirected ? chain.hops[chain.origin].url : chain.hops.back().url;
}

bool IsRedirected(const Chain& chain) {
  const auto from = url::Url::Parse(chain.hops[chain.origin].url);
  const auto to = url::Url::Parse(chain.hops.back().url);
  return from && to && url::IdentityKey(*from) != url::IdentityKey(*to);
}

Sibling::Is Compare(const Chain& chain, bool redirected, const Chain& sibling) {
  if (sibling.end != Chain::End::kAnswered || sibling.last == nullptr ||
      sibling.last->failure != Failure::kNone) {
    return Sibling::Is::kUnclear;
  }
  const auto doubted = url::Url::Parse(Beginning(chain, redirected));
  const auto end = url::Url::Parse(chain.final_url);
  const auto other_end = url::Url::Parse(sibling.final_url);
  const int status = sibling.last->status;
  if (redirected && end && other_end && sibling.hops.size() > 1 &&
      url::IdentityKey(*end) == url::IdentityKey(*other_end)) {
    return Sibling::Is::kSameWay;
  }
  const bool missing = status == 404 || status == 410;
  if (status != kOk && !missing) {
    return Sibling::Is::kUnclear;
  }
  if (doubted && IsSameWork(*doubted, sibling)) {
    return Sibling::Is::kOther;
  }
  const bool same = sibling.page.readable &&
                    SamePage({chain.page, chain.final_url}, {sibling.page, sibling.final_url});
  if (same) {
    return IsShell(chain.page) && !missing ? Sibling::Is::kShell : Sibling::Is::kSame;
  }
  const bool told = missing || SaysMissing(sibling.page, SignalsOf(*sibling.last, sibling.page));
  return told ? (missing ? Sibling::Is::kHonest : Sibling::Is::kOutspoken) : Sibling::Is::kOther;
}

// A notice may stand before everything (maintenance, a wall in words that no table knows): what the
// front page shows as well is no word on this work. One that leads on is no notice.
net::Task<Sibling::Is> CompareWithFront(Inquiry& inquiry, const Chain& chain) {
  const auto url = url::Url::Parse(chain.final_url);
  const auto root = url ? url->Resolve("/") : std::nullopt;
  if (chain.page.text.size() > kNoticeTextMax || LeadsOn(chain.page) || !root) {
    co_return Sibling::Is::kSame;
  }
  const std::size_t evidence = inquiry.out.evidence.size();
  Chain front = co_await Follow(inquiry, root->ForRequest(), HopVia::kStart, StopAt::kEnd);
  if (front.last == nullptr || front.last->failure != Failure::kNone) {
    if (front.last != nullptr && front.last->failure == Failure::kOffline) {
      inquiry.out.evidence.resize(evidence);
    }
    co_return Sibling::Is::kUnclear;
  }
  const bool same =
      front.page.readable && SamePage({chain.page, chain.final_url}, {front.page, front.final_url});
  co_return same ? Sibling::Is::kEverywhere : Sibling::Is::kSame;
}

}  // namespace

std::string SiblingUrl(const url::Url& url) {
  const std::string_view whole = url.text();
  constexpr std::size_t kAfterScheme = 3;  // "://"
  const std::size_t path_at =
      std::min(whole.find_first_of("/?#", url.scheme().size() + kAfterScheme), whole.size());
  std::string directory(whole.substr(0, path_at));
  std::string_view path = url.path();
  path.remove_prefix(std::min<std::size_t>(path.size(), 1));
  while (path.ends_with('/')) {
    path.remove_suffix(1);
  }
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/')) {
    const std::string segment(path.substr(0, slash));
    if (segment.find_first_of("0123456789") != std::string::npos && NamesAWork(segment)) {
      break;
    }
    directory += '/' + segment;
    path.remove_prefix(slash + 1);
  }
  directory += '/';
  const std::string digits = digest::Sha256Hex(directory);
  std::string name;
  for (std::size_t i = 0; i < kLetters; ++i) {
    constexpr int kFactor = 7;
    constexpr int kAlphabet = 23;
    name += static_cast<char>('a' + (digits[2 * i] * kFactor + digits[2 * i + 1]) % kAlphabet);
  }
  return directory + name;
}

net::Task<Sibling> AskSibling(Inquiry& inquiry, const Chain& chain) {
  Sibling sibling;
  const bool redirected = IsRedirected(chain);
  const auto doubted = url::Url::Parse(Beginning(chain, redirected));
  if (!doubted) {
    co_return sibling;
  }
  sibling.url = SiblingUrl(*doubted);
  const std::size_t evidence = inquiry.out.evidence.size();
  Chain other = co_await Follow(inquiry, sibling.url, HopVia::kStart, StopAt::kEnd);
  if (other.last && other.last->failure == Failure::kOffline) {
    inquiry.out.evidence.resize(evidence);
    co_return sibling;
  }
  sibling.is = Compare(chain, redirected, other);
  if (sibling.is == Sibling::Is::kSame && other.last->status == kOk) {
    sibling.is = co_await CompareWithFront(inquiry, chain);
  }
  co_return sibling;
}

}  // namespace ibid::resolve
