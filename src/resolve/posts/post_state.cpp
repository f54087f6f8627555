#include "resolve/posts/post_state.h"

#include <algorithm>
#include <string_view>

namespace ibid::resolve {
namespace {

using Says = PostAnswer::Says;

int Count(const std::vector<PostSaid>& said, Says says) {
  return static_cast<int>(std::count_if(
      said.begin(), said.end(), [&](const PostSaid& one) { return one.answer.says == says; }));
}

bool TwoMissIt(const std::vector<PostSaid>& said) {
  const int missing = Count(said, Says::kMissing);
  return missing >= 2 || (missing == 1 && Count(said, Says::kHidden) >= 1);
}

std::string_view Meaning(Verdict state) {
  switch (state) {
    case Verdict::kDeleted:
      return ": it was deleted";
    case Verdict::kProtected:
      return ": it is there and not for everyone";
    case Verdict::kSuspended:
      return ": its account is closed";
    case Verdict::kLogin:
      return ": it is shown after a login only";
    case Verdict::kLegal:
      return ": it is withheld, perhaps only here";
    default:
      return "";
  }
}

// "says: ...", "answered 404 ...", "says that ...", "shows the label ...".
std::string Verb(const std::string& detail) {
  if (detail.starts_with('"')) {
    return " says: ";
  }
  if (detail.starts_with("that ")) {
    return " says ";
  }
  return !detail.empty() && detail.front() >= '0' && detail.front() <= '9' ? " answered "
                                                                           : " shows ";
}

std::string Sentence(const PostSaid& one) {
  const PostAnswer& answer = one.answer;
  switch (answer.says) {
    case Says::kShown:
      return one.who + " shows it" + (answer.note.empty() ? "" : "; " + answer.note);
    case Says::kExists:
      return one.who + " answered " + answer.detail + ": it is there and may not be embedded";
    case Says::kState:
      return one.who + Verb(answer.detail) + answer.detail + std::string(Meaning(answer.state));
    case Says::kMissing:
      return one.who + " does not know it (" + answer.detail + ")";
    case Says::kHidden:
      return one.who + " does not show it (" + answer.detail + "): gone, or not for everyone";
    case Says::kUnclear:
      break;
  }
  return one.who + " answered " + answer.detail + ", which says nothing about the post";
}

bool IsTurnedAway(const PostAnswer& answer) {
  constexpr int kLinkedIn = 999;
  return answer.state == Verdict::kBlocked || answer.status == 401 || answer.status == 403 ||
         answer.status == 429 || answer.status == kLinkedIn;
}

Verdict WhenNobodyTells(const std::vector<PostSaid>& said) {
  if (said.empty()) {
    return Verdict::kNotChecked;
  }
  const auto all = [&](auto test) { return std::all_of(said.begin(), said.end(), test); };
  const auto any = [&](auto test) { return std::any_of(said.begin(), said.end(), test); };
  if (all([](const PostSaid& one) { return one.answer.failure == Failure::kOffline; })) {
    return Verdict::kOffline;
  }
  for (const Verdict wall : {Verdict::kLogin, Verdict::kConsent}) {
    if (any([&](const PostSaid& one) { return one.answer.state == wall; })) {
      return wall;
    }
  }
  return any([](const PostSaid& one) { return IsTurnedAway(one.answer); }) ? Verdict::kBlocked
                                                                           : Verdict::kUnknown;
}

// The place among `said` that decides, and what it decides; end() where none does.
struct Decision {
  std::vector<PostSaid>::const_iterator by;
  Verdict verdict = Verdict::kUnknown;
};

Decision Decide(const std::vector<PostSaid>& said) {
  const auto first = [&](Says says) {
    return std::find_if(said.begin(), said.end(),
                        [&](const PostSaid& one) { return one.answer.says == says; });
  };
  if (const auto shown = first(Says::kShown); shown != said.end()) {
    return {shown, Verdict::kAlive};
  }
  if (const auto state = first(Says::kState); state != said.end()) {
    return {state, state->answer.state};
  }
  if (const auto exists = first(Says::kExists); exists != said.end()) {
    return {exists, Verdict::kAlive};
  }
  if (TwoMissIt(said)) {
    return {first(Says::kMissing), Verdict::kDeleted};
  }
  return {said.end(), SomeoneMissesIt(said) ? Verdict::kUnknown : WhenNobodyTells(said)};
}

}  // namespace

bool IsDecided(const std::vector<PostSaid>& said, bool wants_text) {
  return TwoMissIt(said) || std::any_of(said.begin(), said.end(), [&](const PostSaid& one) {
           const PostAnswer& answer = one.answer;
           return answer.says == Says::kState ||
                  (answer.says == Says::kShown &&
                   !(wants_text && answer.text.empty() && answer.title.empty()));
         });
}

bool SomeoneMissesIt(const std::vector<PostSaid>& said) {
  return Count(said, Says::kMissing) + Count(said, Says::kHidden) > 0;
}

PostState JudgePost(const std::vector<PostSaid>& said) {
  PostState state;
  const Decision decision = Decide(said);
  state.verdict = decision.verdict;
  if (decision.by != said.end()) {
    state.reasons.push_back(Sentence(*decision.by));
  }
  for (auto one = said.begin(); one != said.end(); ++one) {
    const bool idle = one->answer.says == Says::kUnclear && decision.by != said.end();
    if (one != decision.by && !idle) {
      state.reasons.push_back(Sentence(*one));
    }
  }
  if (decision.by == said.end() && SomeoneMissesIt(said)) {
    state.reasons.emplace_back("one answer alone does not prove that it is gone");
  }
  return state;
}

}  // namespace ibid::resolve
