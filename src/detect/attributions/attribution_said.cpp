#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <utility>

#include "detect/attributions/attribution_sentence.h"

namespace ibid::detect {
namespace {

constexpr std::uint32_t kSpeakerTokensMax = 8;   // Between a quote and the verb that claims it.
constexpr std::uint32_t kOccasionTokensMax = 8;  // "in a radio interview last week"
constexpr std::uint32_t kPutsTokensMax = 12;     // "put the cost of the plan | at 40 million"
constexpr std::uint32_t kNearThatTokensMax = 14;
constexpr std::uint32_t kFarThatTokensMax = 30;  // How far behind its verb a clause may begin.

}  // namespace
bool SentenceFinder::Content(const Cue& cue, TokenRange at, std::uint32_t i, Draft& d) {
  const std::uint32_t source_begin =
      d.inherited ? d.cue.begin : std::min(d.source->at.begin, d.cue.begin);
  const bool post = !Has(i) || At(i).mark == Mark::kStop || At(i).mark == Mark::kComma ||
                    At(i).mark == Mark::kSemicolon || At(i).mark == Mark::kDash ||
                    At(i).Is(kConjunction);
  if (const std::uint32_t quote = BehindWords(i); quote > i && cue.Has(kTakesQuote)) {
    i = quote;
  }
  const bool quote_here = Has(i) && InSpeech(i) && !IsTitle(i);
  const bool comma_quote = Has(i + 1) && At(i).mark == Mark::kComma && InSpeech(i + 1);
  if (quote_here || comma_quote) {
    return QuoteContent(cue, comma_quote ? i + 1 : i, source_begin, d);
  }
  if (Has(i) && At(i).mark == Mark::kColon) {
    return ColonContent(cue, i, d);
  }
  if (post) {
    return FarThat(cue, i, d) || PostContent(cue, i, source_begin, d) || Interrupted(cue, i, d);
  }
  return ClauseContent(cue, at, i, source_begin, d) || FarThat(cue, i, d);
}

std::uint32_t SentenceFinder::BehindWords(std::uint32_t i) const {
  const std::uint32_t noun = Has(i) && At(i).Is(kDeterminer) ? i + 1 : i;
  const bool words = Has(noun + 1) && !InSpeech(noun) && InSpeech(noun + 1) &&
                     (p_.Spells(noun, "words") || p_.Spells(noun, "word") ||
                      p_.Spells(noun, "phrase") || p_.Spells(noun, "line"));
  return words ? noun + 1 : i;
}

bool SentenceFinder::FarThat(const Cue& cue, std::uint32_t comma, Draft& d) {
  if (!cue.Has(kTakesClause) || cue.Has(kAttitude) || !Has(comma)) {
    return false;
  }
  if (At(comma).mark != Mark::kComma) {
    return NearThat(cue, comma, d);
  }
  for (std::uint32_t i = comma + 1; Has(i + 1) && i - comma < kFarThatTokensMax; ++i) {
    if (InSpeech(i) || At(i).mark == Mark::kSemicolon) {
      return false;
    }
    if (At(i).mark == Mark::kComma && p_.Spells(i + 1, "that")) {
      return Take(i + 1, d);
    }
  }
  return false;
}

// "told the paper before he spoke | that ...", "is telling customers at a shop | that ...".
bool SentenceFinder::NearThat(const Cue& cue, std::uint32_t begin, Draft& d) {
  if (cue.Has(kHomograph) || !At(begin).Is(kPreposition | kSubordinator)) {
    return false;
  }
  for (std::uint32_t i = begin + 1; Has(i + 1) && i - begin < kNearThatTokensMax; ++i) {
    if (InSpeech(i) || (!At(i).word() && At(i).mark != Mark::kNumber)) {
      return false;
    }
    if (p_.Spells(i, "that")) {
      return !At(i + 1).Is(kBe | kHave | kModal | kVerb) && Take(i, d);
    }
  }
  return false;
}

// "She said, if elected, she would go", "described, in fairly plain words, a failure": what is said
// stands behind the second comma.
bool SentenceFinder::Interrupted(const Cue& cue, std::uint32_t comma, Draft& d) {
  const bool opens = Has(comma + 2) && At(comma).mark == Mark::kComma &&
                     At(comma + 1).Is(kPreposition | kSubordinator) && !InSpeech(comma + 1) &&
                     cue.Has(kTakesClause) && !cue.Has(kHomograph | kAttitude) && !d.inherited;
  for (std::uint32_t i = comma + 2; opens && Has(i + 1) && i - comma < kNearThatTokensMax; ++i) {
    if (InSpeech(i)) {
      return false;
    }
    if (At(i).mark == Mark::kComma) {
      return !At(i + 1).Is(kConjunction | kRelative | kSubordinator | kPreposition) &&
             At(i + 1).suffix != kSuffixIng && HasVerb({i + 1, s_.end}) && Take(comma + 1, d);
    }
  }
  return false;
}

bool SentenceFinder::QuoteContent(const Cue& cue, std::uint32_t i, std::uint32_t source_begin,
                                  Draft& d) {
  if (!cue.Has(kTakesQuote | kTakesObject | kTakesClause | kTakesInfinitive | kAttitude)) {
    return false;
  }
  const bool interrupts = !d.inherited && source_begin > s_.begin && Precedes(source_begin);
  if (interrupts && At(i - 1).mark == Mark::kComma) {
    const TokenRange before = ContentBefore(p_, s_, source_begin);
    if (!before.empty() && (InSpeech(before.end - 1) || !Introduces(before))) {
      d.content.push_back(before);
    }
  }
  d.content.push_back(ClauseFrom(p_, s_, i));
  return true;
}

bool SentenceFinder::Introduces(TokenRange words) const {
  const Token& first = At(words.begin);
  return out_.size() > first_ || (!InSpeech(words.begin) &&
                                  (first.Is(kPreposition | kSubordinator | kQuestionWord | kDay) ||
                                   p_.Spells(words.begin, "asked")));
}

bool SentenceFinder::IsTitle(std::uint32_t i) const {
  return p_.quotes[static_cast<std::size_t>(p_.quote_of[i])].use == QuoteUse::kTitle;
}

bool SentenceFinder::Precedes(std::uint32_t source_begin) const {
  if (source_begin <= s_.begin) {
    return s_.begin > paragraph_.at.begin && InSpeech(s_.begin - 1) && source_begin == s_.begin;
  }
  const std::uint32_t before = source_begin - 1;
  return InSpeech(before) || At(before).mark == Mark::kComma || At(before).mark == Mark::kDash ||
         (At(before).Is(kSubordinator) && !p_.Spells(before, "if") && !p_.Spells(before, "when") &&
          !p_.Spells(before, "because"));
}

bool SentenceFinder::ColonContent(const Cue& cue, std::uint32_t colon, Draft& d) {
  if (!cue.Has(kTakesQuote | kTakesClause)) {
    return false;
  }
  TokenRange content = ClauseFrom(p_, s_, colon + 1);
  if (content.empty()) {
    content = QuoteAfter(p_, paragraph_, colon);
  }
  if (content.empty()) {
    return false;
  }
  d.content.push_back(content);
  return true;
}

bool SentenceFinder::PostContent(const Cue& cue, std::uint32_t i, std::uint32_t source_begin,
                                 Draft& d) {
  if (cue.Has(kBare)) {
    return true;
  }
  const bool takes = cue.Has(kTakesQuote) || (cue.Has(kTakesClause) && !cue.Has(kAttitude));
  if (!takes) {
    return false;
  }
  const bool aside = source_begin > s_.begin && At(source_begin - 1).Is(kSubordinator);
  if (aside && At(source_begin - 1).Is(kThat) && source_begin > s_.begin + 1 &&
      At(source_begin - 2).word() && !InSpeech(source_begin - 2)) {
    return false;  // "a plan that | the bank denies"
  }
  if (!d.inherited && Precedes(source_begin) && (!aside || cue.Has(kTakesQuote))) {
    const TokenRange before =
        source_begin <= s_.begin ? p_.quotes[static_cast<std::size_t>(p_.quote_of[s_.begin - 1])].at
                                 : ContentBefore(p_, s_, source_begin);
    if (!before.empty()) {
      d.content.push_back(before);
      AddQuoteBehind(d, i);
      AddRest(d, i);
      return true;
    }
  }
  const bool as = source_begin == s_.begin + 1 && p_.Spells(s_.begin, "as");
  if (as && Has(i + 1) && At(i).mark == Mark::kComma) {
    return Take(i + 1, d);  // "As the ministry said, the plan was bad."
  }
  const TokenRange quote = Has(i) && At(i).mark != Mark::kStop && At(i).mark != Mark::kComma
                               ? TokenRange{}
                               : QuoteAfter(p_, paragraph_, i);
  if (quote.empty() || cue.Has(kHomograph)) {
    return false;
  }
  d.content.push_back(quote);
  return true;
}

bool SentenceFinder::OpensQuestion(std::uint32_t i) const {
  return p_.SpellsAny(i, {"whether", "if"});
}

void SentenceFinder::AddRest(Draft& d, std::uint32_t comma) {
  const bool interrupted =
      Has(comma + 1) && At(comma).mark == Mark::kComma && !InSpeech(comma + 1) &&
      !InSpeech(d.content.back().end - 1) && At(comma + 1).suffix != kSuffixIng &&
      (!At(comma + 1).Is(kConjunction | kSubordinator | kRelative) || OpensQuestion(comma + 1));
  if (interrupted) {
    const TokenRange rest = ClauseFrom(p_, s_, comma + 1);
    if (!rest.empty()) {
      d.content.push_back(rest);
    }
  }
}

void SentenceFinder::AddQuoteBehind(Draft& d, std::uint32_t end) {
  const bool spoken =
      !d.content.empty() && !d.content.back().empty() && InSpeech(d.content.back().end - 1);
  if (!spoken) {
    return;
  }
  TokenRange more = QuoteAfter(p_, paragraph_, end);
  for (std::uint32_t i = end; more.empty() && Has(i) && !InSpeech(i); ++i) {
    if (i + 1 == s_.end) {  // '"...," she told them in the hall. "..."'
      more = QuoteAfter(p_, paragraph_, i);
    }
  }
  if (!more.empty() && !ClaimedBehind(more.end)) {
    d.content.push_back(more);
  }
}

bool SentenceFinder::ClaimedBehind(std::uint32_t end) const {
  for (std::uint32_t i = end; i < paragraph_.at.end && i - end < kSpeakerTokensMax; ++i) {
    const Token& t = At(i);
    if (InSpeech(i) || (!t.word() && t.mark != Mark::kNumber)) {
      return false;
    }
    std::uint32_t cue_end = i + 1;
    const Cue* cue = t.cue != 0 ? p_.CueAt(i, paragraph_.at.end, cue_end) : nullptr;
    if (cue != nullptr && cue->Has(kTakesQuote) && cue->Has(kInverts)) {
      return true;
    }
  }
  return false;
}

std::optional<bool> SentenceFinder::NamedContent(const Cue& cue, std::uint32_t i,
                                                 std::uint32_t source_begin, Draft& d) {
  static constexpr std::string_view kNames[] = {"call", "describe", "dub", "label", "term"};
  if (std::find(std::begin(kNames), std::end(kNames), cue.lemma) == std::end(kNames)) {
    return std::nullopt;
  }
  const TokenRange object = BaseAfter(view_, i);
  const bool inside = source_begin > s_.begin;
  const bool pronoun = object.size() == 1 && At(i).Is(kObjectPronoun | kPronoun);
  if (pronoun && inside && p_.Spells(source_begin - 1, "as")) {
    return PostContent(cue, object.end, source_begin, d);  // "..., as the paper called | them"
  }
  const bool what = inside && p_.Spells(source_begin - 1, "what");
  if (what && p_.Spells(i, "as") && Has(i + 1)) {
    d.cue.end = i + 1;  // "what the paper described as | a farce"
    return Take(i + 1, d);
  }
  if (cue.lemma == "call" && !what && !At(i).Is(kPreposition | kSubordinator) && !Calls(object)) {
    return false;
  }
  return std::nullopt;
}

bool SentenceFinder::ClauseContent(const Cue& cue, TokenRange at, std::uint32_t i,
                                   std::uint32_t source_begin, Draft& d) {
  if (const std::optional<bool> named = NamedContent(cue, i, source_begin, d)) {
    return *named;
  }
  const Token& t = At(i);
  const bool that = p_.Spells(i, "that");
  if (that || t.Is(kQuestionWord) || p_.Spells(i, "whether") || p_.Spells(i, "if")) {
    const bool takes = cue.Has(kTakesClause) || (cue.Has(kTakesObject) && t.Is(kQuestionWord));
    return takes && Take(i, d);
  }
  if (p_.Spells(i, "to")) {
    const bool command = cue.lemma == "order" || p_.Spells(d.source->head.begin, "i");
    if (!cue.Has(kTakesInfinitive) && !d.addressee.empty() && d.addressee.end == i && !command) {
      return Take(d.addressee.begin, d);  // "urged | the mayor to order an inquiry"
    }
    return cue.Has(kTakesInfinitive) ? Take(i, d) : PostContent(cue, i, source_begin, d);
  }
  if (t.Is(kSubordinator) && !t.Is(kPreposition)) {
    return PostContent(cue, i, source_begin, d);
  }
  if (t.Is(kPreposition)) {
    if (cue.Has(kTakesObject) && at.size() > 1) {
      return Take(i, d);
    }
    const bool about = p_.Spells(i, "about") || p_.Spells(i, "of");
    const bool said_before =
        !d.inherited && source_begin > s_.begin && Precedes(source_begin) && InSpeech(s_.begin);
    if (about && cue.Has(kTakesQuote | kAttitude) && !said_before) {
      return Take(i, d);
    }
    return PostContent(cue, i, source_begin, d);
  }
  if (cue.Has(kTakesClause) || cue.Has(kTakesObject)) {
    const TokenRange base = BaseAfter(view_, i);
    const bool object = !base.empty() || t.suffix == kSuffixIng || t.Is(kDeterminer | kPossessive);
    if (!object && !cue.Has(kTakesClause)) {
      return false;
    }
    const bool figure = !base.empty() && At(base.end - 1).Is(kFigure) &&
                        !(Has(base.end) && HasVerb({base.end, base.end + 1}));
    if (((cue.lemma == "report" || cue.lemma == "claim") && figure) ||
        (cue.lemma == "put" && !PutsAt(i))) {
      return false;
    }
    if (cue.Has(kHomograph) && !cue.Has(kTakesObject) &&
        (d.confidence < 0.8 || !(HasVerb(ClauseFrom(p_, s_, i)) || Pictures(i, d)) ||
         !Finds(cue, d))) {
      return false;
    }
    return TakeObject(cue, i, d);
  }
  return false;
}

bool SentenceFinder::PutsAt(std::uint32_t i) const {
  for (std::uint32_t k = i; Has(k + 1) && k - i < kPutsTokensMax && !InSpeech(k); ++k) {
    if (p_.Spells(k, "at")) {
      const bool about = Has(k + 2) && At(k + 1).Is(kAdverb | kQuantity | kPreposition);
      return At(k + 1).mark == Mark::kNumber || At(k + 1).Is(kQuantity) ||
             (about && At(k + 2).mark == Mark::kNumber);
    }
  }
  return false;
}

bool SentenceFinder::Calls(TokenRange object) const {
  if (object.empty() || !Has(object.end)) {
    return object.empty();
  }
  const bool event = At(object.end - 1).Is(kEvent) && !InSpeech(object.end) &&
                     (!At(object.end).word() ||
                      At(object.end).Is(kPreposition | kConjunction | kDay | kSubordinator));
  if (event || p_.Spells(object.end, "to")) {
    return false;  // "called a meeting on Friday", "called the band to the stage"
  }
  // The last word before the end may be what the object is called: "called Bell crooked".
  const bool ends = At(object.end).Is(kPreposition | kConjunction) || !At(object.end).word();
  const bool one = object.size() == 1 || At(object.begin).Is(kDeterminer | kPossessive);
  const bool of = At(object.end).Is(kOf);
  return InSpeech(object.end) || !(ends && one && object.size() <= 2 && !of);
}

bool SentenceFinder::Finds(const Cue& cue, const Draft& d) const {
  return cue.Has(kTakesQuote) || !cue.Has(kOfDocuments) ||
         At(d.source->head.end - 1).Is(kDocumentNoun | kPoll);
}

bool SentenceFinder::Pictures(std::uint32_t i, const Draft& d) const {
  if (!At(d.source->head.end - 1).Is(kDocumentNoun | kPoll)) {
    return false;
  }
  const TokenRange clause = ClauseFrom(p_, s_, i);
  return std::any_of(p_.tokens.begin() + clause.begin, p_.tokens.begin() + clause.end,
                     [](const Token& t) { return t.suffix == kSuffixIng; });
}

bool SentenceFinder::HasVerb(TokenRange clause) const {
  for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
    const bool noun = i > clause.begin && At(i - 1).Is(kDeterminer | kPossessive);  // "an email"
    if (At(i).Is(kBe | kHave | kDo | kModal | kVerb) || At(i).suffix == kSuffixEd ||
        (At(i).cue != 0 && !noun)) {
      return true;
    }
  }
  return false;
}

bool SentenceFinder::Take(std::uint32_t i, Draft& d) {
  const TokenRange content = WithoutOccasion(ClauseFrom(p_, s_, i));
  if (content.empty()) {
    return false;
  }
  d.content.push_back(content);
  return true;
}

bool SentenceFinder::TakeObject(const Cue& cue, std::uint32_t i, Draft& d) {
  if (!Take(i, d)) {
    return false;
  }
  TokenRange& content = d.content.back();
  for (std::uint32_t k = content.begin + 1; k + 1 < content.end; ++k) {
    if (InSpeech(k)) {
      continue;
    }
    if (At(k).Is(kRelative | kSubordinator | kThat | kQuestionWord) ||
        (!At(k).word() && At(k).mark != Mark::kComma && At(k).mark != Mark::kNumber)) {
      break;  // What follows may belong to a clause of the object.
    }
    if (At(k).Is(kConjunction) && BeginsPredicate(k + 1, content.end)) {
      if (!cue.Has(kTakesClause) || !HasVerb({content.begin, k})) {
        content.end = At(k - 1).mark == Mark::kComma ? k - 1 : k;
      }
      break;
    }
  }
  return true;
}

bool SentenceFinder::BeginsPredicate(std::uint32_t i, std::uint32_t end) const {
  while (i < end && !InSpeech(i) && (At(i).Is(kAdverb) || At(i).suffix == kSuffixLy)) {
    ++i;
  }
  if (i + 1 >= end || InSpeech(i) || At(i).capital) {
    return false;
  }
  if (p_.SpellsAny(i, {"is", "was", "are", "were", "has", "had", "did", "does", "will", "would"})) {
    return true;
  }
  std::uint32_t behind = i + 1;
  const Cue* cue = At(i).cue != 0 ? p_.CueAt(i, end, behind) : nullptr;
  const bool past =
      At(i).suffix == kSuffixEd || (cue != nullptr && (cue->inflection == CueInflection::kPast ||
                                                       cue->inflection == CueInflection::kThird));
  if (!past || behind >= end) {
    return past && behind == end && cue != nullptr;
  }
  const Token& next = At(behind);
  return InSpeech(behind) || next.suffix == kSuffixLy ||
         (next.Is(kPreposition | kDeterminer | kPossessive | kObjectPronoun | kThat | kAdverb) &&
          !p_.Spells(behind, "by"));
}

TokenRange SentenceFinder::WithoutOccasion(TokenRange content) const {
  for (std::uint32_t k = content.end; k > content.begin + 1; --k) {
    const std::uint32_t in = k - 1;
    if (content.end - in > kOccasionTokensMax || InSpeech(in)) {
      break;
    }
    if (!(p_.Spells(in, "in") || p_.Spells(in, "during")) || in + 1 >= content.end ||
        !(p_.Spells(in + 1, "a") || p_.Spells(in + 1, "an"))) {
      continue;
    }
    std::uint32_t noun = in + 2;
    while (noun + 1 < content.end && At(noun + 1).word() && !At(noun + 1).Is(kPreposition) &&
           !At(noun + 1).Is(kPeriodModifier | kDay | kPeriod)) {
      ++noun;
    }
    const bool occasion = noun < content.end && At(noun).Is(kEvent | kDocumentNoun);
    return occasion && !HasVerb({content.begin, in}) ? TokenRange{content.begin, in} : content;
  }
  return content;
}

}  // namespace ibid::detect
