#include "resolve/posts/x_state.h"

#include <optional>
#include <string_view>
#include <utility>

#include "resolve/posts/post_answer.h"

namespace ibid::resolve {
namespace {

using Oembed = OembedAnswer::State;
using Syndication = SyndicationAnswer::State;

constexpr std::string_view kOembedName = "X's oEmbed interface";
constexpr std::string_view kSyndicationName = "X's embed service";

// The reason that a tombstone or a refusal gives, by its words (English: lang=en is asked for).
std::optional<Verdict> VerdictInWords(std::string_view words) {
  const std::optional<SaidState> said = StateInWords("x", words);
  return said && said->says == PostAnswer::Says::kState ? std::optional(said->state) : std::nullopt;
}

std::string Quoted(std::string_view who, std::string_view words) {
  return std::string(who) + " says: \"" + std::string(words) + "\"";
}

std::string Describe(const OembedAnswer& answer) {
  switch (answer.state) {
    case Oembed::kShown:
    case Oembed::kExists:
      return std::string(kOembedName) + " shows the post";
    case Oembed::kNotAsked:
      return std::string(kOembedName) + " was not asked";
    default:
      return std::string(kOembedName) + " answered " + answer.detail;
  }
}

std::string Describe(const SyndicationAnswer& answer) {
  switch (answer.state) {
    case Syndication::kShown:
      return std::string(kSyndicationName) + " shows the post";
    case Syndication::kTombstone:
      return Quoted(kSyndicationName, answer.detail);
    case Syndication::kRestricted:
      return std::string(kSyndicationName) +
             " holds the post back: it exists, but not for everyone";
    case Syndication::kEmpty:
      return std::string(kSyndicationName) + " answered with nothing, which may mean anything";
    case Syndication::kNotAsked:
      return std::string(kSyndicationName) + " was not asked";
    default:
      return std::string(kSyndicationName) + " answered " + answer.detail;
  }
}

Verdict WhenNobodyTells(const OembedAnswer& oembed, const SyndicationAnswer& syndication) {
  const auto offline = [](Failure failure) { return failure == Failure::kOffline; };
  if (offline(oembed.failure) &&
      (offline(syndication.failure) || syndication.state == Syndication::kNotAsked)) {
    return Verdict::kOffline;
  }
  if (oembed.state == Oembed::kNotAsked && syndication.state == Syndication::kNotAsked) {
    return Verdict::kNotChecked;
  }
  const auto turned_away = [](int status) {
    return status == 401 || status == 403 || status == 429;
  };
  return turned_away(oembed.status) && syndication.state != Syndication::kMissing
             ? Verdict::kBlocked
             : Verdict::kUnknown;
}

Verdict Combine(const OembedAnswer& oembed, const SyndicationAnswer& syndication) {
  if (oembed.state == Oembed::kShown || oembed.state == Oembed::kExists ||
      syndication.state == Syndication::kShown) {
    return Verdict::kAlive;
  }
  if (syndication.state == Syndication::kTombstone) {
    if (const auto told = VerdictInWords(syndication.detail)) {
      return *told;
    }
  }
  if (oembed.state == Oembed::kMissing && syndication.state == Syndication::kMissing) {
    return Verdict::kDeleted;
  }
  if (oembed.state == Oembed::kForbidden) {
    if (const auto told = VerdictInWords(oembed.detail); told && *told != Verdict::kDeleted) {
      return *told;
    }
  }
  if (syndication.state == Syndication::kRestricted) {
    return Verdict::kProtected;
  }
  return WhenNobodyTells(oembed, syndication);
}

}  // namespace

bool NeedsSecondAnswer(const OembedAnswer& oembed) {
  return oembed.state != Oembed::kShown && oembed.failure != Failure::kCancelled;
}

XState JudgeX(const OembedAnswer& oembed, const SyndicationAnswer& syndication) {
  XState state;
  state.verdict = Combine(oembed, syndication);
  if (state.verdict == Verdict::kDeleted && syndication.state == Syndication::kMissing) {
    state.reasons.emplace_back("X's two interfaces both say that there is no such post (404)");
    return state;
  }
  const bool second_tells =
      syndication.state == Syndication::kTombstone ||
      (oembed.state != Oembed::kShown && syndication.state == Syndication::kShown);
  std::string first = Describe(oembed);
  std::string second = Describe(syndication);
  if (second_tells) {
    std::swap(first, second);
  }
  state.reasons.push_back(std::move(first));
  if (NeedsSecondAnswer(oembed)) {
    state.reasons.push_back(std::move(second));
  }
  if (state.verdict == Verdict::kUnknown &&
      (oembed.state == Oembed::kMissing || syndication.state == Syndication::kMissing)) {
    state.reasons.emplace_back("one answer alone does not prove a deletion");
  }
  return state;
}

}  // namespace ibid::resolve
