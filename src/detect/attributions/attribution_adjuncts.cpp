#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "detect/attributions/attribution_sentence.h"

// What stands between a cue and what is said: when, where, to whom.
namespace ibid::detect {
namespace {

constexpr int kAdjunctsMax = 5;
constexpr std::uint32_t kSpanTokensMax = 4;   // "for the last several | years"
constexpr std::uint32_t kTimedTokensMax = 5;  // "during | a Friday evening rally"

}  // namespace

std::uint32_t SentenceFinder::SkipAdjuncts(std::uint32_t begin, Draft& d) const {
  std::uint32_t i = begin;
  for (int n = 0; n < kAdjunctsMax && Has(i) && !InSpeech(i); ++n) {
    const Token& t = At(i);
    if (i > begin && At(i - 1).Is(kDocumentNoun) && t.Is(kPostmodifier) && !t.Is(kVerb)) {
      ++i;  // "in a statement | posted on its website"
      continue;
    }
    if (const std::uint32_t end = SpanOfTime(i); end > i) {
      i = end;
      continue;
    }
    if (BeginsContent(i)) {
      break;
    }
    if (t.Is(kDay) || (t.Is(kAdverb) && !t.Is(kPreposition | kConjunction | kSubordinator)) ||
        (t.suffix == kSuffixLy)) {
      i += t.Is(kDay) && Has(i + 1) && At(i + 1).Is(kPeriod) ? 2U : 1U;  // "Saturday | afternoon"
      continue;
    }
    if (t.Is(kPeriodModifier) && Has(i + 1) && At(i + 1).Is(kPeriod | kDay)) {
      i += 2;
      continue;
    }
    const bool preposition =
        (t.Is(kPreposition) || (t.Is(kLocative) && EventBehind(i))) && !t.capital;
    if (!preposition || p_.Spells(i, "about") || p_.Spells(i, "of") || p_.Spells(i, "for")) {
      break;
    }
    const std::uint32_t end = AdjunctEnd(i, d);
    if (end == i) {
      break;
    }
    i = end;
  }
  return i;
}

bool SentenceFinder::BeginsContent(std::uint32_t i) const {
  const bool next = Has(i + 1) && (At(i + 1).word() || At(i + 1).mark == Mark::kNumber) &&
                    !InSpeech(i + 1) && !At(i + 1).Is(kThat | kPreposition | kDay | kConjunction);
  return next && p_.SpellsAny(i, {"there", "too", "so", "very", "quite", "almost", "even", "far",
                                  "just", "only", "perhaps", "maybe"});
}

std::uint32_t SentenceFinder::SpanOfTime(std::uint32_t i) const {
  const bool opens = p_.Spells(i, "for") || p_.Spells(i, "since");
  std::uint32_t end = i + 1;
  while (opens && Has(end) && end - i < kSpanTokensMax &&
         At(end).Is(kQuantity | kDeterminer | kPeriodModifier | kDegree)) {
    ++end;
  }
  return opens && Has(end) && At(end).Is(kPeriod) && !At(end).capital ? end + 1 : i;
}

bool SentenceFinder::EventBehind(std::uint32_t i) const {
  const TokenRange base = BaseAfter(view_, i + 1);
  const bool event = !base.empty() && At(base.end - 1).Is(kEvent);
  return event && (!Has(base.end) || !At(base.end).word() || p_.Spells(base.end, "that") ||
                   At(base.end).Is(kDay));
}

bool SentenceFinder::IsYear(std::uint32_t i) const {
  return At(i).mark == Mark::kNumber && At(i).at.size() == 4 && p_.Spells(i - 1, "in");
}

std::uint32_t SentenceFinder::TimedEnd(std::uint32_t begin) const {
  std::uint32_t i = begin;
  bool time = false;
  while (Has(i) && i - begin < kTimedTokensMax &&
         At(i).Is(kDeterminer | kDay | kPeriod | kPeriodModifier | kMonth | kDegree)) {
    time = time || At(i).Is(kDay | kPeriod);
    ++i;
  }
  if (!time) {
    return begin;
  }
  return Has(i) && At(i).Is(kEvent) && !At(i).capital ? i + 1 : i;
}

std::uint32_t SentenceFinder::AdjunctEnd(std::uint32_t preposition, Draft& d) const {
  if (Has(preposition + 1) && (At(preposition + 1).Is(kMonth | kDay) || IsYear(preposition + 1))) {
    std::uint32_t i = preposition + 2;
    while (Has(i) && At(i).mark == Mark::kNumber) {
      ++i;
    }
    return i;
  }
  if (const std::uint32_t end = TimedEnd(preposition + 1); end > preposition + 1) {
    return end;
  }
  std::uint32_t first = preposition + 1;
  while (Has(first) && At(first).Is(kPeriodModifier) && !At(first).Is(kDeterminer)) {
    ++first;  // "in | earlier posts"
  }
  const TokenRange base = BaseAfter(view_, first);
  const std::uint32_t title = base.empty() ? first : base.end;
  if (Has(title) && InSpeech(title) && IsTitle(title) && p_.Spells(preposition, "on")) {
    return p_.quotes[static_cast<std::size_t>(p_.quote_of[title])].at.end;  // on ABC's "This Week"
  }
  if (base.empty()) {
    return preposition;
  }
  const Token& noun = At(base.end - 1);
  const bool to = p_.Spells(preposition, "to");
  const Token& opens = At(base.begin);
  const bool verb =
      !opens.capital && p_.outlet_of[base.begin] < 0 &&
      (base.size() == 1 ? !noun.Is(kPlural | kPerson | kObjectPronoun)
                        : !opens.Is(kDeterminer | kPossessive | kDegree | kNationality | kPerson |
                                    kQuantity | kBody | kGovernment));
  if (to && verb) {
    return preposition;  // "urged the mayor | to order an inquiry"
  }
  const bool known = noun.Is(kEvent | kDocumentNoun | kPeriod | kDay | kMediaNoun | kPerson) ||
                     noun.capital || p_.outlet_of[base.end - 1] >= 0;
  if (!known) {
    return preposition;
  }
  if (to) {
    d.addressee = d.addressee.empty() ? base : d.addressee;
  }
  std::uint32_t end = base.end;
  while (Has(end) && At(end).mark == Mark::kNumber) {
    ++end;
  }
  if (Has(end + 1) && At(end).Is(kOf)) {
    const TokenRange more = BaseAfter(view_, end + 1);
    end = more.empty() ? end : more.end;
  }
  return end;
}

}  // namespace ibid::detect
