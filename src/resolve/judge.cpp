#include "resolve/judge.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "resolve/signals.h"
#include "resolve/words.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

// A page that says "not found" in so few words, or asks not to be indexed, means it.
constexpr std::size_t kTinyTextBytes = 1500;
constexpr std::size_t kSectionWordsMax = 2;

struct Case {
  const Chain& chain;
  const Exchange& last;
  std::vector<Signal> signals;
  std::optional<url::Url> from;  // Where the work was said to be: after shorteners and wrappers.
  std::optional<url::Url> to;    // Where the chain ended.
  bool redirected = false;       // From one work's address to another's.
};

using Decision = std::optional<Judgement>;

Judgement Decide(Verdict verdict, std::string reason) {
  return {verdict, {std::move(reason)}};
}

std::string Answered(const Exchange& exchange) {
  return "the server answered " + std::to_string(exchange.status);
}

std::string Host(const Exchange& exchange) {
  const auto url = url::Url::Parse(exchange.request.url);
  return url ? std::string(url->host()) : exchange.request.url;
}

std::string With(std::string reason, const Exchange& exchange) {
  return exchange.failure_detail.empty() ? reason : reason + ": " + exchange.failure_detail;
}

Decision ByFailure(const Case& c) {
  const Exchange& e = c.last;
  const std::string host = Host(e);
  switch (e.failure) {
    case Failure::kNone:
      return std::nullopt;
    case Failure::kRefused:
      return Decide(Verdict::kRefused, With("not asked, by ibid's own safety rules", e));
    case Failure::kOffline:
      return Decide(Verdict::kOffline, "not asked: this run is offline and has no stored answer");
    case Failure::kDns:
      return Decide(Verdict::kDnsFailure, "the name " + host + " does not exist");
    case Failure::kDnsTemporary:
      return Decide(Verdict::kUnknown, With("the name " + host + " could not be looked up", e));
    case Failure::kConnect:
      return Decide(Verdict::kConnectFailure, With("no connection to " + host, e));
    case Failure::kTls:
      return Decide(Verdict::kTlsFailure, With("no trustworthy connection to " + host, e));
    case Failure::kTimeout:
      return Decide(Verdict::kTimeout, With(host + " did not answer in time", e));
    case Failure::kTooLarge:
      return Decide(Verdict::kTooLarge, With("the answer is larger than ibid reads", e));
    case Failure::kProtocol:
      return Decide(Verdict::kServerError, With("the answer broke off or is not HTTP", e));
    case Failure::kCancelled:
      return Decide(Verdict::kUnknown, "the run was stopped before the answer came");
  }
  return std::nullopt;
}

Decision ByShapeOfChain(const Case& c) {
  switch (c.chain.end) {
    case Chain::End::kCircle:
      return Decide(Verdict::kUnknown,
                    "the address is sent round in a circle (sites that insist on cookies do so)");
    case Chain::End::kTooMany:
      return Decide(Verdict::kUnknown, "sent on more than " + std::to_string(kHopsMax) +
                                           " times; not followed further");
    case Chain::End::kRefused:
      return Decide(Verdict::kRefused, "sent on to something that is no web address: " +
                                           text::Shorten(c.chain.final_url, 80));
    default:
      return std::nullopt;
  }
}

const Signal* Find(const Case& c, Verdict verdict) {
  for (const Signal& signal : c.signals) {
    if (signal.verdict == verdict && (!signal.in_path || c.redirected)) {
      return &signal;
    }
  }
  return nullptr;
}

Decision ByStatus(const Case& c) {
  const int status = c.last.status;
  const std::string answered = Answered(c.last);
  if (status < 400) {
    return std::nullopt;
  }
  if (const Signal* challenge = Find(c, Verdict::kBlocked)) {
    return Decide(Verdict::kBlocked, answered + ", and " + challenge->reason +
                                         "; this says nothing about whether the page exists");
  }
  switch (status) {
    case 404:
    case 410:
      return Decide(Verdict::kGone, answered + (status == 410 ? ": gone for good" : ": not found"));
    case 451:
      return Decide(Verdict::kLegal, answered + ": withheld for legal reasons");
    case 402:
      return Decide(Verdict::kPaywall, answered + ": payment required");
    case 401:
    case 403:
    case 406:
    case 429:
    case 999:
      return Decide(Verdict::kBlocked,
                    answered + (status == 429 ? ": too many requests" : ": not for us") +
                        "; this says nothing about whether the page exists");
    case 408:
      return Decide(Verdict::kTimeout, answered + ": the server gave up waiting");
    default:
      break;
  }
  if (status >= 500) {
    return Decide(Verdict::kServerError, answered + ": its own trouble, which may pass");
  }
  return Decide(Verdict::kUnknown, answered + ", which does not say whether the page exists");
}

Decision ByOddStatus(const Case& c) {
  if (c.last.status >= 300 && c.last.status < 400 && c.last.status != 300) {
    return Decide(Verdict::kServerError, Answered(c.last) + " without saying where to go");
  }
  if (c.last.status == 204 || c.last.status == 205) {
    return Decide(Verdict::kUnknown, Answered(c.last) + ": there is nothing to read");
  }
  return std::nullopt;
}

Decision ByWhatStandsInFront(const Case& c) {
  for (const Verdict verdict :
       {Verdict::kBlocked, Verdict::kParked, Verdict::kConsent, Verdict::kLogin}) {
    // A whole article may quote "buy this domain" or "access denied".
    const bool small = c.chain.page.text.size() <= 2 * kTinyTextBytes;
    const Signal* signal = Find(c, verdict);
    if (signal != nullptr && (small || signal->in_path)) {
      return Decide(verdict, signal->reason);
    }
  }
  return std::nullopt;
}

std::vector<std::string> Segments(const url::Url& url) {
  std::vector<std::string> segments = url.Segments();
  std::erase(segments, "");
  return segments;
}

bool IsFrontPage(const url::Url& url) {
  static const std::set<std::string, std::less<>> kFronts = {
      "index.html", "index.htm", "index.php", "default.aspx", "home",
      "homepage",   "home.html", "en",        "us",           "uk"};
  const std::vector<std::string> segments = Segments(url);
  return segments.empty() || (segments.size() == 1 && kFronts.contains(text::Lower(segments[0])));
}

Decision ByWhereItLed(const Case& c) {
  if (!c.redirected || !c.from || !c.to) {
    return std::nullopt;
  }
  const std::vector<std::string> from = Segments(*c.from);
  const std::vector<std::string> to = Segments(*c.to);
  if (IsFrontPage(*c.from)) {
    return std::nullopt;
  }
  if (IsFrontPage(*c.to) && c.to->query().empty()) {
    return Decide(Verdict::kRedirectedAway,
                  "sent to the front page of " + std::string(c.to->host()) + " instead");
  }
  if (!to.empty() && text::Lower(to[0]) == "search") {
    return Decide(Verdict::kRedirectedAway, "sent to a search page instead");
  }
  const bool above = to.size() < from.size() && std::equal(to.begin(), to.end(), from.begin());
  const bool section = to.size() <= kSectionWordsMax && from.size() > to.size() &&
                       ContentWords(c.from->path()).size() > kSectionWordsMax &&
                       ContentWords(c.to->path()).size() <= kSectionWordsMax &&
                       SharedWords(c.from->path(), c.to->text()).empty();
  if (c.to->query().empty() && (above || section)) {
    return Decide(Verdict::kRedirectedAway, "sent to a section page instead: " + c.to->text());
  }
  return std::nullopt;
}

Decision BySoft404(const Case& c) {
  const Signal* signal = Find(c, Verdict::kSoft404);
  if (signal == nullptr) {
    return std::nullopt;
  }
  if (signal->in_path) {
    return Decide(Verdict::kSoft404, signal->reason);
  }
  if (c.chain.page.noindex) {
    return Decide(Verdict::kSoft404,
                  signal->reason + " and asks not to be indexed, though the server answered 200");
  }
  if (c.chain.page.text.size() <= kTinyTextBytes) {
    return Decide(Verdict::kSoft404,
                  signal->reason + " and says little else, though the server answered 200");
  }
  return std::nullopt;
}

Decision ByPaywall(const Case& c) {
  return c.chain.page.not_for_free
             ? Decision(Decide(Verdict::kPaywall, "the page says that it is not free to read"))
             : std::nullopt;
}

bool AllPermanent(const Chain& chain) {
  for (std::size_t i = chain.origin; i + 1 < chain.hops.size(); ++i) {
    if (chain.hops[i].status != 301 && chain.hops[i].status != 308) {
      return false;
    }
  }
  return true;
}

Decision ByRedirect(const Case& c) {
  if (!c.redirected) {
    return std::nullopt;
  }
  if (!AllPermanent(c.chain)) {
    return Decide(Verdict::kAlive, "there, by way of a temporary redirect to " + c.chain.final_url);
  }
  Judgement moved = Decide(Verdict::kMoved, "moved for good to " + c.chain.final_url);
  if (ContentWords(c.from->path()).size() > kSectionWordsMax &&
      SharedWords(c.from->path(), std::string(c.to->path()) + " " + c.chain.page.title).empty()) {
    moved.reasons.emplace_back(
        "neither the new address nor its title shares a word with the old address: look whether it "
        "is the same work");
  }
  return moved;
}

Judgement Alive(const Case& c) {
  std::string reason = Answered(c.last);
  if (!c.chain.page.title.empty()) {
    reason += " with \"" + text::Shorten(c.chain.page.title, 120) + "\"";
  } else if (!c.chain.page.type.empty() && !c.chain.page.readable) {
    reason += " with " + text::Shorten(c.chain.page.type, 60);
  }
  return Decide(Verdict::kAlive, std::move(reason));
}

Case Prepare(const Chain& chain) {
  Case c{chain, *chain.last, SignalsOf(*chain.last, chain.page), {}, {}, false};
  if (chain.origin < chain.hops.size()) {
    c.from = url::Url::Parse(chain.hops[chain.origin].url);
    c.to = url::Url::Parse(chain.hops.back().url);
    c.redirected = c.from && c.to && url::IdentityKey(*c.from) != url::IdentityKey(*c.to);
  }
  return c;
}

}  // namespace

Judgement Judge(const Chain& chain) {
  if (chain.last == nullptr) {
    return Decide(Verdict::kRefused, "this is no web address that could be asked: " +
                                         text::Shorten(chain.final_url, 80));
  }
  using Sign = Decision (*)(const Case&);
  static constexpr auto kSigns =
      std::to_array<Sign>({ByFailure, ByShapeOfChain, ByStatus, ByOddStatus, ByWhatStandsInFront,
                           BySoft404, ByWhereItLed, ByPaywall, ByRedirect});
  const Case c = Prepare(chain);
  Judgement judgement;
  for (const Sign sign : kSigns) {
    if (Decision decision = sign(c)) {
      judgement = *std::move(decision);
      break;
    }
  }
  if (judgement.reasons.empty()) {
    judgement = Alive(c);
  }
  if (chain.unsafe_warning) {
    judgement.reasons.emplace_back("X warns its readers that this link may be harmful");
  }
  return judgement;
}

}  // namespace ibid::resolve
