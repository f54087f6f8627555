#include "detect/sentences.h"

namespace ibid::detect {
namespace {

bool Closes(const Token& t) {
  switch (t.mark) {
    case Mark::kRightDouble:
    case Mark::kRightAngle:
    case Mark::kRightCorner:
    case Mark::kRightSingle:
    case Mark::kClose:
      return true;
    case Mark::kDouble:
    case Mark::kSingle:
      return !t.space_before;
    default:
      return false;
  }
}

// Words that begin sentences and stand in no name: after "U.S." they show that it ended one.
bool BeginsSentences(const Token& t) {
  return t.capital &&
         t.Is(kDeterminer | kPronoun | kPossessive | kSubordinator | kConjunction | kPreposition |
              kAdverb) &&
         !t.all_capitals;
}

}  // namespace

void SplitSentences(const std::vector<Token>& tokens, TokenRange paragraph,
                    std::vector<TokenRange>& out) {
  std::uint32_t begin = paragraph.begin;
  for (std::uint32_t i = paragraph.begin; i < paragraph.end; ++i) {
    const Token& t = tokens[i];
    const bool abbreviation = t.word() && t.at.size() > 1 && i + 1 < paragraph.end &&
                              t.Is(kAbbreviation) && !t.Is(kTitle) &&
                              BeginsSentences(tokens[i + 1]);
    if (t.mark != Mark::kStop && !abbreviation) {
      continue;
    }
    std::uint32_t end = i + 1;
    while (end < paragraph.end && t.mark == Mark::kStop &&
           (Closes(tokens[end]) || tokens[end].mark == Mark::kStop)) {
      ++end;
    }
    if (end < paragraph.end) {
      const Token& next = tokens[end];
      const bool lower = next.word() && !next.capital;
      const bool inner = next.mark == Mark::kComma || next.mark == Mark::kSemicolon ||
                         next.mark == Mark::kColon || next.mark == Mark::kDash;
      if (lower || inner) {
        i = end - 1;
        continue;
      }
    }
    out.push_back({begin, end});
    begin = end;
    i = end - 1;
  }
  if (begin < paragraph.end) {
    out.push_back({begin, paragraph.end});
  }
}

}  // namespace ibid::detect
