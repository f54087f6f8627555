#include "write/verdict_words.h"

#include <array>
#include <cstddef>

namespace ibid::write {

VerdictWords WordsFor(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAlive:
      return {"alive", "✓", Tone::kGood};
    case Verdict::kMoved:
      return {"moved", "→", Tone::kChanged};
    case Verdict::kRedirectedAway:
      return {"redirected away", "✗", Tone::kDead};
    case Verdict::kSoft404:
      return {"says not found", "✗", Tone::kDead};
    case Verdict::kGone:
      return {"gone", "✗", Tone::kDead};
    case Verdict::kDeleted:
      return {"deleted", "✗", Tone::kDead};
    case Verdict::kProtected:
      return {"protected", "◦", Tone::kClosed};
    case Verdict::kSuspended:
      return {"account suspended", "✗", Tone::kDead};
    case Verdict::kParked:
      return {"domain parked", "✗", Tone::kDead};
    case Verdict::kLegal:
      return {"removed by law", "◦", Tone::kClosed};
    case Verdict::kBlocked:
      return {"blocked", "◦", Tone::kClosed};
    case Verdict::kLogin:
      return {"behind a login", "◦", Tone::kClosed};
    case Verdict::kConsent:
      return {"behind a consent page", "◦", Tone::kClosed};
    case Verdict::kPaywall:
      return {"behind a paywall", "◦", Tone::kClosed};
    case Verdict::kServerError:
      return {"server error", "!", Tone::kFailed};
    case Verdict::kDnsFailure:
      return {"no such host", "✗", Tone::kDead};
    case Verdict::kConnectFailure:
      return {"no connection", "!", Tone::kFailed};
    case Verdict::kTlsFailure:
      return {"certificate trouble", "!", Tone::kFailed};
    case Verdict::kTimeout:
      return {"timed out", "!", Tone::kFailed};
    case Verdict::kTooLarge:
      return {"too large", "!", Tone::kFailed};
    case Verdict::kRefused:
      return {"not asked: unsafe", "!", Tone::kFailed};
    case Verdict::kOffline:
      return {"not asked: offline", "?", Tone::kOpen};
    case Verdict::kNotChecked:
      return {"nothing to ask", "·", Tone::kNone};
    case Verdict::kUnknown:
      return {"unknown", "?", Tone::kOpen};
  }
  return {"unknown", "?", Tone::kOpen};
}

std::string_view WordsFor(DifferenceKind kind) {
  switch (kind) {
    case DifferenceKind::kAltered:
      return "";
    case DifferenceKind::kRenamed:
      return "names can change";
    case DifferenceKind::kEdited:
      return "the post was edited";
  }
  return "";
}

std::string_view Name(Tone tone) {
  static constexpr std::array<std::string_view, 7> kNames = {"good",   "changed", "dead", "closed",
                                                             "failed", "open",    "none"};
  return kNames[static_cast<std::size_t>(tone)];
}

std::string_view Title(Tone tone) {
  static constexpr std::array<std::string_view, 7> kTitles = {
      "Alive", "Moved", "Not there", "Closed", "Failed", "Unknown or unnamed", "Nothing to ask"};
  return kTitles[static_cast<std::size_t>(tone)];
}

VerdictWords WordsFor(std::string_view verdict_name) {
  for (int i = 0; i <= static_cast<int>(Verdict::kUnknown); ++i) {
    if (ibid::Name(static_cast<Verdict>(i)) == verdict_name) {
      return WordsFor(static_cast<Verdict>(i));
    }
  }
  return {"", "·", Tone::kNone};
}

}  // namespace ibid::write
