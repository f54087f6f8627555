#include "resolve/pages/judge.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "resolve/pages/absence.h"
#include "resolve/pages/places.h"
#include "resolve/pages/sayings.h"
#include "resolve/pages/signals.h"
#include "resolve/words.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

// What stands in front of a work is short. A whole article may quote "buy this domain" or "access
// denied".
constexpr std::size_t kWallTextBytes = 3000;
constexpr std::size_t kWallWordsBytes = 1500;  // Where it is a sentence in the text that tells.
// A form for a password and so little text is a login, whatever its title.
constexpr std::size_t kFormTextBytes = 400;
// A title that is mostly the phrase is about nothing else, in percent.
constexpr int kMostly = 45;
constexpr int kNearlyAll = 75;  // "Maintenance of the mail servers" is news.
constexpr std::size_t kSectionWordsMax = 2;
constexpr std::size_t kTitleShown = 120;

struct Case {
  const Chain& chain;
  const Exchange& last;
  std::vector<Signal> signals;
  std::optional<url::Url> from;  // Where the work was said to be: after shorteners and wrappers.
  std::optional<url::Url> to;    // Where the chain ended.
  bool redirected = false;       // From one work's address to another's.
  bool is_titled = false;        // Its title has words of the address.
  const Sibling* sibling = nullptr;
  Absence absence;
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
      return Decide(Verdict::kRefused, With("against ibid's own safety rules", e));
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

// A title that the address asks for: "/glossary/maintenance" for "Maintenance".
bool IsNamedByAddress(const Case& c, const Signal& signal) {
  const std::vector<ContentWord> words = ContentWords(signal.phrase);
  return !words.empty() && c.from &&
         SharedWords(c.from->path(), signal.phrase).size() == words.size();
}

// Parked domains have no other title than their name, or none.
bool IsTitledAsItsHost(const Case& c) {
  const Page& page = c.chain.page;
  const std::string host = c.to ? std::string(c.to->host()) : std::string();
  const std::string bare = host.starts_with("www.") ? host.substr(4) : host;
  return (page.title.empty() && page.headings.empty()) ||
         text::Lower(page.title).find(bare) != std::string::npos ||
         (!page.headings.empty() &&
          text::Lower(page.headings.front()).find(bare) != std::string::npos);
}

// "/legal/cookies" asks for what is said of cookies.
bool AddressSpeaksOf(const Case& c, Verdict verdict) {
  if (!c.from || c.redirected) {
    return false;
  }
  std::string words = text::Lower(url::PercentDecode(c.from->path()));
  std::replace_if(
      words.begin(), words.end(),
      [](char sign) { return sign == '/' || sign == '-' || sign == '_'; }, ' ');
  const std::vector<Saying> sayings = SayingsOfTitle(words);
  return std::any_of(sayings.begin(), sayings.end(),
                     [&](const Saying& saying) { return saying.verdict == verdict; });
}

// A page that carries the title of the work is the work, though it may speak of walls; unless half
// of it is one.
bool IsTheWorkAllTheSame(const Case& c, const Signal& signal) {
  constexpr int kHalf = 50;
  switch (signal.verdict) {
    case Verdict::kParked:
      return c.is_titled ||
             (signal.in == Signal::In::kText && signal.share < kHalf && !IsTitledAsItsHost(c));
    case Verdict::kConsent:
      return c.is_titled || AddressSpeaksOf(c, Verdict::kConsent);
    case Verdict::kBlocked:
    case Verdict::kServerError:
      return c.is_titled;
    case Verdict::kLogin:
      return c.is_titled && signal.in == Signal::In::kText && signal.share < kHalf;
    default:
      return false;
  }
}

bool SaysMissingInTitle(const Case& c) {
  return std::any_of(c.signals.begin(), c.signals.end(), [](const Signal& signal) {
    return signal.verdict == Verdict::kSoft404 && signal.in == Signal::In::kTitle &&
           signal.share >= kMostly;
  });
}

bool IsTold(const Case& c, const Signal& signal) {
  if (signal.in_address()) {
    return c.redirected;
  }
  if (signal.in == Signal::In::kHost || signal.in == Signal::In::kHeader) {
    return true;
  }
  if (signal.in == Signal::In::kTitle) {
    const bool about_the_site =
        signal.verdict == Verdict::kServerError || signal.verdict == Verdict::kParked;
    const bool says = signal.share >= (about_the_site ? kNearlyAll : kMostly) ||
                      (signal.verdict == Verdict::kLogin && c.chain.page.asks_password);
    if (!says || IsNamedByAddress(c, signal) || IsTheWorkAllTheSame(c, signal)) {
      return false;
    }
  }
  if (signal.in == Signal::In::kText &&
      (IsTheWorkAllTheSame(c, signal) ||
       (signal.verdict != Verdict::kPaywall && SaysMissingInTitle(c)))) {
    return false;
  }
  const std::size_t most = signal.in == Signal::In::kText ? kWallWordsBytes : kWallTextBytes;
  return c.chain.page.text.size() <= most;
}

const Signal* Find(const Case& c, Verdict verdict) {
  for (const Signal& signal : c.signals) {
    if (signal.verdict == verdict && IsTold(c, signal)) {
      return &signal;
    }
  }
  return nullptr;
}

// What says that a refusal or a wall answered, whatever the status: none of it is death.
Decision ByWallBehindStatus(const Case& c) {
  const bool missing = c.last.status == 404 || c.last.status == 410;
  for (const Signal& signal : c.signals) {
    // Pages of every kind carry the scripts of bot checks: of a 404 they say nothing.
    const bool sure =
        !missing || (signal.in != Signal::In::kBody && signal.in != Signal::In::kText);
    if (signal.verdict == Verdict::kBlocked && sure && IsTold(c, signal)) {
      return Decide(Verdict::kBlocked, Answered(c.last) + ", and " + signal.reason +
                                           "; this says nothing about whether the page exists");
    }
  }
  if (const Signal* legal = Find(c, Verdict::kLegal)) {
    return Decide(Verdict::kLegal, Answered(c.last) + ", and " + legal->reason);
  }
  for (const Verdict verdict : {Verdict::kConsent, Verdict::kLogin}) {
    const Signal* wall = Find(c, verdict);
    if (wall != nullptr && (wall->in_address() || wall->in == Signal::In::kHost)) {
      return Decide(verdict, wall->reason + ", which answered " + std::to_string(c.last.status));
    }
  }
  return std::nullopt;
}

Decision ByStatus(const Case& c) {
  const int status = c.last.status;
  const std::string answered = Answered(c.last);
  if (status < 400) {
    return std::nullopt;
  }
  if (status == 451) {
    return Decide(Verdict::kLegal, answered + ": withheld for legal reasons");
  }
  if (Decision wall = ByWallBehindStatus(c)) {
    return wall;
  }
  if (status == 404 && c.from && LooksLikeTheWork(c.chain.page, c.signals, *c.from)) {
    return Decide(Verdict::kAlive, answered + ", and yet the page shows \"" +
                                       text::Shorten(c.chain.page.title, kTitleShown) + "\"");
  }
  switch (status) {
    case 404:
    case 410:
      return Decide(Verdict::kGone, answered + (status == 410 ? ": gone for good" : ": not found"));
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
  const std::string& type = c.chain.page.type;
  if (c.last.body.empty() && (type.empty() || type.starts_with("text/"))) {
    return Decide(Verdict::kUnknown,
                  Answered(c.last) + " with an empty body: there is nothing to read");
  }
  return std::nullopt;
}

Decision ByWhatStandsInFront(const Case& c) {
  for (const Verdict verdict :
       {Verdict::kLegal, Verdict::kBlocked, Verdict::kParked, Verdict::kConsent, Verdict::kLogin}) {
    if (const Signal* signal = Find(c, verdict)) {
      return Decide(verdict, signal->reason);
    }
  }
  const Signal* trouble = Find(c, Verdict::kServerError);
  if (trouble != nullptr && !SaysMissing(c.chain.page, c.signals)) {
    return Decide(Verdict::kServerError, trouble->reason);
  }
  if (c.chain.page.asks_password && c.chain.page.text.size() <= kFormTextBytes) {
    return Decide(Verdict::kLogin, "a form that asks for a password, and little else");
  }
  return std::nullopt;
}

Decision BySearch(const Case& c) {
  constexpr std::size_t kSearchSegmentsMax = 2;
  const std::size_t segments = c.to ? PathSegments(*c.to).size() : 0;
  for (const Signal& signal : c.signals) {
    const bool placed = signal.in == Signal::In::kQuery ? c.to && IsFrontPage(*c.to)
                                                        : segments <= kSearchSegmentsMax;
    if (signal.verdict == Verdict::kRedirectedAway && placed && IsTold(c, signal)) {
      return Decide(Verdict::kRedirectedAway, signal.reason);
    }
  }
  return std::nullopt;
}

Decision ByWhereItLed(const Case& c) {
  if (!c.redirected || !c.from || !c.to || IsFrontPage(*c.from)) {
    return std::nullopt;
  }
  if (Decision search = BySearch(c)) {
    return search;
  }
  if (auto away = LeadsAway(*c.from, *c.to)) {
    return Decide(Verdict::kRedirectedAway, *std::move(away));
  }
  if (c.sibling != nullptr && c.sibling->is == Sibling::Is::kSameWay) {
    return Decide(Verdict::kRedirectedAway,
                  "sent to " + c.to->text() +
                      ", where an address that nobody made is sent too: " + c.sibling->url);
  }
  return std::nullopt;
}

std::string InOneSentence(const std::vector<std::string>& reasons) {
  std::string sentence = reasons.front();
  for (std::size_t i = 1; i < reasons.size(); ++i) {
    sentence += (i + 1 == reasons.size() ? " and " : ", ") + reasons[i];
  }
  return sentence;
}

Decision BySoft404(const Case& c) {
  for (const Signal& signal : c.signals) {
    if (signal.verdict == Verdict::kSoft404 && signal.in_address() && c.redirected) {
      return Decide(Verdict::kSoft404, signal.reason);
    }
  }
  if (c.redirected && !SaysMissing(c.chain.page, c.signals) && c.from && c.to &&
      LeadsAway(*c.from, *c.to)) {
    return std::nullopt;  // Where it led says it better.
  }
  if (c.absence.score >= Absence::kMissing && !c.absence.reasons.empty()) {
    return Decide(Verdict::kSoft404,
                  InOneSentence(c.absence.reasons) + ", though the server answered 200");
  }
  return std::nullopt;
}

// What stands there for every address says nothing about this one.
Decision ByShell(const Case& c) {
  if (c.sibling == nullptr) {
    return std::nullopt;
  }
  if (c.sibling->is == Sibling::Is::kShell) {
    return Decide(Verdict::kUnknown,
                  "the server shows the same page for an address that nobody made, and without its "
                  "scripts there is nothing to read");
  }
  if (c.sibling->is == Sibling::Is::kEverywhere) {
    return Decide(Verdict::kUnknown,
                  "the server shows the same notice for an address that nobody made, and its front "
                  "page tells no more");
  }
  return std::nullopt;
}

// An application's page that its scripts fill says nothing, unless the site is known to say 404.
Decision ByNothingToRead(const Case& c) {
  const Page& page = c.chain.page;
  const bool honest = c.sibling != nullptr && c.sibling->is == Sibling::Is::kHonest;
  if (!page.readable || page.type != "text/html" || honest || !page.title.empty() ||
      text::Trim(page.text).size() > 0 || (c.from && IsFrontPage(*c.from))) {
    return std::nullopt;
  }
  return Decide(
      Verdict::kUnknown,
      Answered(c.last) + " with a page on which there is nothing to read without its scripts");
}

Decision ByPaywall(const Case& c) {
  if (c.chain.page.not_for_free) {
    return Decide(Verdict::kPaywall, "the page says that it is not free to read");
  }
  const Signal* signal = Find(c, Verdict::kPaywall);
  return signal == nullptr ? std::nullopt : Decision(Decide(Verdict::kPaywall, signal->reason));
}

// Sent to a page that keeps the address for later: of a network that wants its guests to accept
// something, of a survey, of an account.
Decision ByGate(const Case& c) {
  if (!c.redirected || c.is_titled || c.from->path().size() <= 1) {
    return std::nullopt;
  }
  const std::string kept = url::PercentDecode(c.to->query());
  if (kept.find(c.from->path()) == std::string::npos || IsFrontPage(*c.from)) {
    return std::nullopt;
  }
  return Decide(c.chain.page.asks_password ? Verdict::kLogin : Verdict::kUnknown,
                "sent to " + c.chain.final_url +
                    ", which keeps the address for later and shows something else first");
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
    reason += " with \"" + text::Shorten(c.chain.page.title, kTitleShown) + "\"";
  } else if (!c.chain.page.type.empty() && !c.chain.page.readable) {
    reason += " with " + text::Shorten(c.chain.page.type, 60);
  }
  return Decide(Verdict::kAlive, std::move(reason));
}

Case Prepare(const Chain& chain, const Sibling* sibling) {
  Case c{chain, *chain.last, SignalsOf(*chain.last, chain.page), {}, {}, false, false, sibling, {}};
  if (chain.origin < chain.hops.size()) {
    c.from = url::Url::Parse(chain.hops[chain.origin].url);
    c.to = url::Url::Parse(chain.hops.back().url);
    c.redirected = c.from && c.to && url::IdentityKey(*c.from) != url::IdentityKey(*c.to);
  }
  constexpr std::size_t kWordsOfATitle = 2;
  c.is_titled =
      c.from && !c.signals.empty() && WordsOfAddress(chain.page, *c.from) >= kWordsOfATitle;
  if (chain.last->status == 200) {
    c.absence = WeighAbsence(chain, c.signals, c.from, c.redirected, sibling);
  }
  return c;
}

}  // namespace

Judgement Judge(const Chain& chain, const Sibling* sibling) {
  if (chain.last == nullptr) {
    return Decide(Verdict::kRefused, "this is no web address that could be asked: " +
                                         text::Shorten(chain.final_url, 80));
  }
  using Sign = Decision (*)(const Case&);
  static constexpr auto kSigns = std::to_array<Sign>(
      {ByFailure, ByShapeOfChain, ByStatus, ByOddStatus, ByWhatStandsInFront, BySoft404,
       ByWhereItLed, ByShell, ByPaywall, ByNothingToRead, ByGate, ByRedirect});
  const Case c = Prepare(chain, sibling);
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
  judgement.doubtful =
      c.absence.doubtful &&
      (judgement.verdict == Verdict::kAlive || judgement.verdict == Verdict::kUnknown ||
       judgement.verdict == Verdict::kMoved ||
       (judgement.verdict == Verdict::kSoft404 && c.absence.score >= Absence::kMissing));
  if (chain.unsafe_warning) {
    judgement.reasons.emplace_back("X warns its readers that this link may be harmful");
  }
  return judgement;
}

}  // namespace ibid::resolve
