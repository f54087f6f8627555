#include <algorithm>
#include <cstdint>

#include "detect/attributions/source_span.h"

// Base noun phrases and their heads.
namespace ibid::detect {
namespace {

constexpr std::uint32_t kBaseTokensMax = 16;

constexpr WordClasses kClosed = kPreposition | kBe | kHave | kDo | kModal | kNegation | kAdverb |
                                kConjunction | kSubordinator | kRelative | kQuestionWord;
constexpr WordClasses kHeads = kPerson | kBody | kGovernment | kDocumentNoun | kPoll | kMediaNoun;

bool IsTime(const Token& t) {
  return t.Is(kDay) || (t.Is(kPeriod) && !t.capital);
}

// A word that can be a part of a name.
bool NamePart(const SentenceView& s, std::uint32_t i) {
  const Token& t = s.tokens[i];
  if (s.outlet_of[i] >= 0) {
    return true;
  }
  const bool surname = i > s.at.begin && s.tokens[i - 1].Is(kGivenName) && s.tokens[i - 1].capital;
  if (!t.capital || IsTime(t) || (t.Is(kMonth) && !t.Is(kGivenName) && !surname)) {
    return false;
  }
  // Sentences begin in capitals: a closed-class word there is no name.
  const bool begins = i == s.at.begin || !s.tokens[i - 1].word();
  const bool closed = t.Is(kClosed | kDeterminer | kPossessive | kPronoun | kVerb) &&
                      !t.all_capitals && !t.Is(kGivenName);
  if (begins && (t.Is(kPeriod) || (t.Is(kPostmodifier) && !t.all_capitals))) {
    return false;
  }
  return !(closed && (begins || t.Is(kDeterminer | kPossessive | kPronoun | kConjunction |
                                     kPreposition | kSubordinator)));
}

bool CommonNominal(const Token& t) {
  if (t.mark == Mark::kNumber) {
    return true;
  }
  if (!t.word() || t.genitive || IsTime(t) || (t.capital && t.Is(kPostmodifier))) {
    return false;
  }
  if (t.Is(kHeads | kDegree | kNationality | kQuantity | kThing | kEvent)) {
    return !t.Is(kClosed & ~kAdverb);
  }
  return !t.Is(kClosed | kVerb | kPronoun | kObjectPronoun | kDeterminer | kPossessive |
               kPeriodModifier) &&
         t.suffix != kSuffixLy;
}

// Whether a participle or a cue in lower case can be an attribute here ("the proposed law",
// "the outgoing president"): only behind a determiner or another attribute.
bool AttributeBefore(const SentenceView& s, std::uint32_t i) {
  if (i == s.at.begin) {
    return false;
  }
  const Token& before = s.tokens[i - 1];
  return before.Is(kDeterminer | kPossessive | kDegree | kNationality) || before.genitive ||
         before.suffix == kSuffixLy;
}

// "the president's thinking", "her meaning", "his granddaughter Ann".
bool OwnedBefore(const SentenceView& s, std::uint32_t i) {
  return i > s.at.begin && (s.tokens[i - 1].genitive || s.tokens[i - 1].Is(kPossessive));
}
// "the shooting": a noun, for all its ending.
bool IsGerund(const SentenceView& s, std::uint32_t i) {
  return s.tokens[i].suffix == kSuffixIng &&
         (OwnedBefore(s, i) || (i > s.at.begin && s.tokens[i - 1].Is(kDeterminer)));
}

// "the same report", "an earlier study".
bool Earlier(const SentenceView& s, std::uint32_t i) {
  return s.tokens[i].Is(kPeriodModifier) && !s.tokens[i].capital && i > s.at.begin &&
         s.tokens[i - 1].Is(kDeterminer);
}

// Whether tokens[i] may join, from the left, the phrase that begins at i + 1.
bool JoinsLeft(const SentenceView& s, std::uint32_t i, bool right_is_name) {
  const Token& t = s.tokens[i];
  if (NamePart(s, i) || (right_is_name && t.Is(kParticle))) {
    return true;
  }
  if (t.suffix == kSuffixLy && s.tokens[i + 1].suffix == kSuffixEd) {
    return true;  // "newly filed reports"
  }
  if (Earlier(s, i)) {
    return true;
  }
  if (!CommonNominal(t)) {
    return false;
  }
  if (t.capital && (i == s.at.begin || !s.tokens[i - 1].word())) {
    return t.Is(kHeads | kDegree | kNationality | kTitle | kQuantity) || !right_is_name;
  }
  if (t.suffix == kSuffixIng || t.suffix == kSuffixEd || t.cue != 0) {
    return t.Is(kHeads) || AttributeBefore(s, i);
  }
  const bool counts =
      t.Is(kQuantity) && s.tokens[i + 1].Is(kNationality);  // "two French officials"
  return !right_is_name || t.Is(kHeads | kDegree | kTitle | kNationality) || counts ||
         OwnedBefore(s, i);
}

}  // namespace

TokenRange BaseBefore(const SentenceView& s, std::uint32_t end) {
  if (end <= s.at.begin) {
    return {end, end};
  }
  std::uint32_t i = end - 1;
  const Token& last = s.tokens[i];
  if (last.percent() && i > s.at.begin && s.tokens[i - 1].mark == Mark::kNumber) {
    return {i - 1, end};  // "85%"
  }
  if (last.Is(kPronoun | kRelative) && s.outlet_of[i] < 0 && !last.all_capitals) {
    return {i, end};
  }
  const bool name = NamePart(s, i);
  if (!name && !CommonNominal(last)) {
    return {end, end};
  }
  if (!name && (last.suffix == kSuffixEd || last.suffix == kSuffixIng) &&
      !last.Is(kHeads | kEvent) && !IsGerund(s, i)) {
    return {end, end};
  }
  bool right_is_name = name;
  const std::uint32_t stop =
      end > kBaseTokensMax ? std::max(s.at.begin, end - kBaseTokensMax) : s.at.begin;
  while (i > stop) {
    const Token& t = s.tokens[i - 1];
    const bool that = t.Is(kThat) && i - 1 > stop && s.tokens[i - 2].Is(kPreposition);
    if ((t.Is(kDeterminer | kPossessive) || that) && s.outlet_of[i - 1] < 0) {
      --i;
      break;
    }
    if (t.genitive) {
      --i;
      right_is_name = false;
      if (i > stop && (NamePart(s, i - 1) || CommonNominal(s.tokens[i - 1]))) {
        right_is_name = NamePart(s, i - 1);
        --i;
        continue;
      }
      return {i + 1, end};
    }
    const bool tight = !t.space_before && !s.tokens[i].space_before;  // "Reuters/Ipsos"
    const bool ampersand = t.word() == false && t.at.size() == 1 && right_is_name && i - 1 > stop &&
                           t.mark == Mark::kOther && NamePart(s, i - 2) &&
                           (t.space_before || tight);
    if (ampersand) {
      --i;
      continue;
    }
    const bool counts = t.Is(kQuantity) && !t.capital && !name && last.Is(kPerson);
    if (!counts && !JoinsLeft(s, i - 1, right_is_name)) {
      break;  // "one | West Virginia official"
    }
    --i;
    right_is_name = NamePart(s, i) || (right_is_name && s.tokens[i].Is(kParticle));
  }
  return {i, end};
}

TokenRange BaseAfter(const SentenceView& s, std::uint32_t begin) {
  std::uint32_t i = begin;
  const bool owner = i + 1 < s.at.end && s.tokens[i].Is(kPossessive) &&
                     s.tokens[i + 1].Is(kHeads) && !s.tokens[i + 1].capital;  // "her | account"
  if (i < s.at.end && s.tokens[i].Is(kPronoun | kObjectPronoun) && s.outlet_of[i] < 0 && !owner &&
      !s.tokens[i].Is(kQuantity) && !s.tokens[i].all_capitals) {
    return {i, i + 1};
  }
  const std::uint32_t stop = std::min(s.at.end, begin + kBaseTokensMax);
  if (i < stop && s.tokens[i].Is(kDeterminer | kPossessive)) {
    ++i;
  }
  bool seen = false;
  for (; i < stop; ++i) {
    const Token& t = s.tokens[i];
    if (t.genitive && seen) {
      continue;
    }
    const bool particle = t.Is(kParticle) && i + 1 < stop && NamePart(s, i + 1);
    if (NamePart(s, i) || (particle && !t.Is(kPreposition))) {
      seen = true;
      continue;
    }
    if (Earlier(s, i)) {
      continue;
    }
    const bool behind =
        seen && t.Is(kPostmodifier) && i + 1 < stop && s.tokens[i + 1].Is(kPreposition);
    if (!CommonNominal(t) || behind) {
      break;  // "bankers | close to the talks"
    }
    const bool after_name = i > begin && NamePart(s, i - 1) && !s.tokens[i - 1].Is(kNationality);
    const bool describes = t.suffix == kSuffixEd && i + 1 < stop && s.tokens[i + 1].Is(kPerson);
    if ((t.suffix != 0 || t.cue != 0) && !t.Is(kHeads | kEvent | kDegree) &&
        !AttributeBefore(s, i) && !describes) {
      break;
    }
    if (after_name && !t.Is(kHeads | kDegree | kThing)) {
      break;
    }
    seen = true;
  }
  return seen ? TokenRange{begin, i} : TokenRange{begin, begin};
}

bool IsRank(const Token& t) {
  constexpr std::size_t kBytesMax = 4;
  return t.capital && t.Is(kPerson) && !t.Is(kGivenName | kTitle) &&
         (t.all_capitals || (t.Is(kPlural) && t.at.size() <= kBytesMax));
}

TokenRange HeadOf(const SentenceView& s, TokenRange base) {
  const std::uint32_t last = base.end - 1;
  if (s.outlet_of[last] >= 0) {
    std::uint32_t begin = last;
    while (begin > base.begin && s.outlet_of[begin - 1] == s.outlet_of[last]) {
      --begin;
    }
    return {begin, base.end};
  }
  if (IsRank(s.tokens[last])) {
    return {last, base.end};
  }
  if (!NamePart(s, last)) {
    const bool numbered = s.tokens[last].mark == Mark::kNumber && last > base.begin &&
                          s.tokens[last].space_before && NamePart(s, last - 1);
    return {numbered ? HeadOf(s, {base.begin, last}).begin : last, base.end};  // "Channel 4"
  }
  std::uint32_t begin = last;
  while (begin > base.begin && s.outlet_of[begin - 1] < 0 &&
         (NamePart(s, begin - 1) || s.tokens[begin - 1].Is(kParticle))) {
    --begin;
  }
  if (s.tokens[last].Is(kGovernmentName | kBodySuffix | kBodyName | kState)) {
    return {begin, base.end};
  }
  // Titles, offices and nationalities go before the name; at least one word stays.
  for (std::uint32_t i = last; i > begin; --i) {
    const Token& t = s.tokens[i - 1];
    const bool office = t.Is(kTitle | kPerson | kDepartment | kNationality | kBodyName | kState) &&
                        !t.Is(kGivenName);
    if (office) {
      return {i, base.end};
    }
  }
  return {begin, base.end};
}

}  // namespace ibid::detect
