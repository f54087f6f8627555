#include "pipeline/history.h"

#include <algorithm>

namespace ibid::pipeline {

Look LookOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAlive:
    case Verdict::kMoved:
    case Verdict::kPaywall:
    case Verdict::kTooLarge:
    case Verdict::kProtected:
      return Look::kFound;
    case Verdict::kServerError:
    case Verdict::kConnectFailure:
    case Verdict::kTlsFailure:
    case Verdict::kTimeout:
      return Look::kMissed;
    default:
      return IsDead(verdict) ? Look::kMissed : Look::kUndecided;
  }
}

History Judge(std::vector<PastCheck> past, const Resolution& now, const DeathRule& rule) {
  if (now.checked_at) {
    std::erase_if(past, [&](const PastCheck& check) { return check.at >= *now.checked_at; });
    past.push_back({*now.checked_at, now.verdict});
  }
  std::sort(past.begin(), past.end(),
            [](const PastCheck& a, const PastCheck& b) { return a.at < b.at; });
  if (past.size() > kPastMax) {
    past.erase(past.begin(), past.end() - kPastMax);
  }
  History out;
  Instant counted{};
  for (const PastCheck& check : past) {
    const Look look = LookOf(check.verdict);
    if (look == Look::kFound) {
      out.state = LinkState::kOk;
      out.failures = 0;
      out.failing_since.reset();
      out.last_ok = check.at;
    } else if (look == Look::kMissed) {
      if (!out.failing_since) {
        out.failing_since = check.at;
      }
      if (out.failures == 0 || check.at - counted >= rule.apart) {
        ++out.failures;
        counted = check.at;
      }
      out.state = out.failures >= rule.failures ? LinkState::kDead : LinkState::kFailing;
    }
  }
  return out;
}

Verdict VerdictNamed(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(Verdict::kUnknown); ++i) {
    if (Name(static_cast<Verdict>(i)) == name) {
      return static_cast<Verdict>(i);
    }
  }
  return Verdict::kUnknown;
}

}  // namespace ibid::pipeline
