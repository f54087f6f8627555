#include <algorithm>
#include <cstddef>
#include <utility>

#include "detect/attributions/attribution_sentence.h"

namespace ibid::detect {
namespace {

constexpr int kClausesMax = 4;  // Passed over on the way to the subject of the sentence.
constexpr std::uint32_t kNamedTokensMax = 16;  // Of what "according to" names.
constexpr std::uint32_t kAnonymityTokensMax = 6;

}  // namespace
bool SentenceFinder::Speaks(const SourceFind& source) const {
  const Token& head = At(source.head.end - 1);
  if (head.mark == Mark::kNumber || head.percent()) {
    // "43 | said so"; "the 46-year-old"; no year, no amount.
    return source.clean && (head.at.size() < 3 || head.percent() || head.at.size() > 6);
  }
  return head.capital || source.form != SourceForm::kCommonNoun ||
         head.Is(kPerson | kTitle | kBody | kGovernment | kDocumentNoun | kPoll | kMediaNoun |
                 kQuantity);
}

bool SentenceFinder::Inverted(const Cue& cue, TokenRange at, const Group& group) {
  if (!cue.Has(kInverts) || group.at.begin == s_.begin || !Has(at.end) ||
      cue.inflection == CueInflection::kIng || InSpeech(at.end)) {
    return InvertedAtStart(cue, at, group);
  }
  const std::uint32_t before = group.at.begin - 1;
  const bool quote = InSpeech(before);
  const bool comma = At(before).mark == Mark::kComma || At(before).mark == Mark::kDash;
  if (!quote && !comma) {
    return false;
  }
  std::optional<SourceFind> source = SourceAfter(view_, at.end);
  if (!source || !Speaks(*source) || At(at.end).Is(kObjectPronoun & ~kPronoun)) {
    return false;
  }
  if (comma && !quote) {
    if (SourceBefore(view_, group.at.begin)) {
      return false;
    }
  }
  if (Has(source->at.end) && p_.Spells(source->at.end, "that") && !quote) {
    return false;
  }
  const TokenRange said = ContentBefore(p_, s_, group.at.begin);
  // "In May, said Bell, the plan failed.": what stands before is no clause yet.
  const bool interrupts = comma && !quote && !said.empty() && !HasPredicate(said);
  const TokenRange behind = source->description;
  if (interrupts && !behind.empty() && HasVerb(behind) && !At(behind.begin).Is(kRelative) &&
      (!Has(source->at.end) || At(source->at.end).mark != Mark::kComma)) {
    source->at.end = behind.begin - 1;
    source->description = {};
  }
  Draft d = Make(cue, group.at, "attribution.inverted", 0.95);
  d.content.push_back(said);
  AddQuoteBehind(d, source->at.end);
  const bool asks = Has(source->at.end + 1) && OpensQuestion(source->at.end + 1);
  if (interrupts || (comma && !quote && asks)) {
    AddRest(d, source->at.end);
  }
  d.source = source;
  Emit(std::move(d));
  return true;
}

// "Said Bell: ...", "But, said Bell, ...": before what is said.
bool SentenceFinder::InvertedBefore(const Cue& cue, TokenRange at, const Group& group) {
  const bool start = group.at.begin == s_.begin ||
                     (group.at.begin <= s_.begin + 2 &&
                      At(group.at.begin - 1).mark == Mark::kComma && At(s_.begin).Is(kConjunction));
  const bool tensed =
      cue.inflection == CueInflection::kPast || cue.inflection == CueInflection::kThird;
  if (!start || !tensed || !cue.Has(kInverts) || !Has(at.end) || InSpeech(at.end)) {
    return false;
  }
  std::optional<SourceFind> source = SourceAfter(view_, at.end);
  if (!source || !Speaks(*source) || !Has(source->at.end + 1)) {
    return false;
  }
  const std::uint32_t mark = source->at.end;
  const bool colon = At(mark).mark == Mark::kColon;
  if (!colon && !(At(mark).mark == Mark::kComma && InSpeech(mark + 1))) {
    return false;
  }
  Draft d = Make(cue, group.at, "attribution.inverted", 0.85);
  d.content.push_back(ClauseFrom(p_, s_, mark + 1));
  d.source = source;
  Emit(std::move(d));
  return true;
}

bool SentenceFinder::InvertedAtStart(const Cue& cue, TokenRange at, const Group& group) {
  const bool start = group.at.begin == s_.begin && s_.begin > paragraph_.at.begin &&
                     InSpeech(s_.begin - 1) && cue.Has(kInverts) && Has(at.end);
  if (!start) {
    return false;
  }
  std::optional<SourceFind> source = SourceAfter(view_, at.end);
  if (!source || !Speaks(*source)) {
    return false;
  }
  Draft d = Make(cue, group.at, "attribution.inverted", 0.9);
  d.content.push_back(p_.quotes[static_cast<std::size_t>(p_.quote_of[s_.begin - 1])].at);
  d.source = source;
  Emit(std::move(d));
  return true;
}

void SentenceFinder::Plain(const Cue& cue, TokenRange at, const Group& group) {
  Draft d = Make(cue, group.at, "attribution.subject", 0.9);
  against_ = "rejected.attribution.no_source";
  d.source = Subject(cue, group, d);
  if (!d.source) {
    return;
  }
  std::uint32_t behind = at.end;
  if (cue.Has(kTakesAddressee)) {
    d.addressee = Addressee(behind);
    if (!d.addressee.empty() && Has(d.addressee.end) &&
        At(d.addressee.end).Is(kBe | kHave | kDo | kModal) && cue.lemma != "tell") {
      d.addressee = {};  // "warned | the plan was dead": a subject.
    }
    behind = d.addressee.empty() ? behind : d.addressee.end;
  }
  behind = SkipAdjuncts(behind, d);
  if (Rejects(AsksForAnonymity(behind), "rejected.attribution.anonymity") ||
      Rejects(!Plausible(cue, group, behind, d),
              cue.Has(kAttitude) ? "rejected.attribution.mind" : "rejected.attribution.supposed") ||
      Rejects(d.content.empty() && !Content(cue, at, behind, d),
              "rejected.attribution.no_content")) {
    return;
  }
  if (cue.Has(kAttitude)) {
    d.confidence -= 0.2;
  }
  Emit(std::move(d));
}

bool SentenceFinder::AsksForAnonymity(std::uint32_t i) const {
  for (std::uint32_t k = i; Has(k) && k - i < kAnonymityTokensMax && !InSpeech(k); ++k) {
    if (p_.SpellsAny(k, {"anonymity", "named", "identified", "quoted", "anonymous", "unnamed",
                         "unidentified"})) {
      return true;
    }
    const bool between = At(k).Is(kNegation | kBe | kPossessive) ||
                         p_.SpellsAny(k, {"to", "for", "remain", "that", "name", "stay"});
    if (!between) {
      return false;
    }
  }
  return false;
}

bool SentenceFinder::Plausible(const Cue& cue, const Group& group, std::uint32_t behind,
                               const Draft& d) const {
  const bool spoken = Has(behind) && (InSpeech(behind) || p_.Spells(behind, "that"));
  const bool comma_spoken =
      Has(behind + 1) && At(behind).mark == Mark::kComma && InSpeech(behind + 1);
  // A wish or a belief is cited where it is put into words, not where it is only had.
  if (cue.Has(kAttitude)) {
    return spoken;
  }
  const bool speech = cue.Has(kTakesQuote) && cue.Has(kTakesClause);
  const bool author = p_.Spells(d.source->head.begin, "i") || p_.Spells(d.source->head.begin, "we");
  if (author && d.source->form == SourceForm::kPronoun) {
    // The writer's own words are a source where they were said before, not where they are said now.
    return !d.inherited && speech && !group.modal &&
           (cue.inflection == CueInflection::kPast || spoken || comma_spoken);
  }
  const bool weak = d.source->form == SourceForm::kRelative || group.modal;
  if (weak && !speech && !spoken) {
    return false;
  }
  // "If he confirms it", "a state could deny grants": what might be done is not what was said.
  const bool supposed =
      d.source->at.begin > s_.begin && !d.inherited &&
      (p_.Spells(d.source->at.begin - 1, "if") || p_.Spells(d.source->at.begin - 1, "unless"));
  if (supposed && !spoken && !comma_spoken) {
    return false;
  }
  // "states" is a noun far more often than a verb.
  const bool states = cue.lemma == "state" && cue.inflection != CueInflection::kPast;
  const bool colon = Has(behind) && At(behind).mark == Mark::kColon;
  const bool behind_quote =
      !d.inherited && d.source->at.begin > s_.begin && InSpeech(d.source->at.begin - 1);
  return !states || spoken || comma_spoken || colon || behind_quote ||
         group.at.begin + 1 < group.at.end;
}

std::optional<SourceFind> SentenceFinder::Subject(const Cue& cue, const Group& group, Draft& d) {
  const Token& before = At(group.at.begin == s_.begin ? group.at.begin : group.at.begin - 1);
  const bool ing = cue.inflection == CueInflection::kIng && !group.be;
  const bool coordinated = group.at.begin > s_.begin && before.Is(kConjunction);
  if (ing && group.at.begin > s_.begin && p_.Spells(group.at.begin - 1, "as")) {
    return QuotedAs(group, d);
  }
  if (!ing && !coordinated && group.at.begin > s_.begin) {
    std::optional<SourceFind> found = SourceBefore(view_, group.at.begin);
    if (Rejects(found && (IsPluralNoun(cue, *found, group.at.end) || IsCaused(cue, group, *found)),
                "rejected.attribution.noun")) {
      return std::nullopt;
    }
    if (found && Accept(*found, cue, d)) {
      return found;
    }
    if (!found && IsAnother(cue, group)) {
      SourceFind another;
      another.at = another.head = {group.at.begin - 1, group.at.begin};
      another.form = SourceForm::kCommonNoun;
      return another;
    }
    if (Rejects(found.has_value(), "rejected.attribution.mute_source") ||
        before.mark != Mark::kComma) {
      return std::nullopt;
    }
  }
  return Inherited(cue, group, d);
}

bool SentenceFinder::IsAnother(const Cue& cue, const Group& group) const {
  const std::uint32_t i = group.at.begin - 1;
  const std::uint32_t behind = group.at.end;
  const bool begins = i == s_.begin || InSpeech(i - 1);
  const bool clause = Has(behind) && (InSpeech(behind) || !At(behind).word() ||
                                      At(behind).Is(kThat | kPronoun | kPreposition | kDeterminer));
  return begins && clause && cue.Has(kTakesQuote) &&
         (cue.inflection == CueInflection::kPast || cue.inflection == CueInflection::kThird) &&
         p_.Spells(i, "another");
}

bool SentenceFinder::IsCaused(const Cue& cue, const Group& group, const SourceFind& source) const {
  const std::uint32_t before = source.at.begin;
  return cue.inflection == CueInflection::kBase && !group.modal && !group.does &&
         before > s_.begin &&
         p_.SpellsAny(before - 1, {"let", "lets", "make", "makes", "made", "help", "helps",
                                   "helped", "watch", "watched", "hear", "heard", "see", "saw"});
}

std::optional<SourceFind> SentenceFinder::QuotedAs(const Group& group, Draft& d) {
  if (out_.size() == first_) {
    return std::nullopt;
  }
  Draft& quoting = out_.back();
  const bool quotes = quoting.entry != nullptr && quoting.entry->Has(kNamesSource) &&
                      quoting.source && group.at.begin - quoting.cue.end <= kNamedTokensMax;
  if (!quotes) {
    return std::nullopt;
  }
  const bool passive = quoting.source->at.begin > quoting.cue.begin;
  std::optional<SourceFind> speaker =
      passive ? SourceBefore(view_, quoting.cue.begin) : SourceAfter(view_, quoting.cue.end);
  if (!speaker) {
    return speaker;
  }
  const std::uint32_t behind = group.at.end;
  const bool ends = !Has(behind) || (!At(behind).word() && !InSpeech(behind)) ||
                    At(behind).Is(kLocative);  // '"...," the agency quoted him as saying.'
  const std::uint32_t first = passive ? speaker->at.begin : quoting.source->at.begin;
  const TokenRange before = ends ? ContentBefore(p_, s_, first) : TokenRange{};
  const bool colon = Has(behind + 1) && At(behind).mark == Mark::kColon;
  const TokenRange said = before.empty() ? ClauseFrom(p_, s_, behind + (colon ? 1 : 0)) : before;
  if (said.empty()) {
    return std::nullopt;
  }
  quoting.content.assign(1, said);
  d.rule = "attribution.quoted_as";
  d.nested = true;
  if (!before.empty()) {
    d.content = quoting.content;
  }
  return speaker;
}

bool SentenceFinder::Accept(const SourceFind& source, const Cue& cue, Draft& d) const {
  const Token& head = At(source.head.end - 1);
  if (cue.Has(kOnlyDocuments) && p_.outlet_of[source.head.end - 1] < 0 &&
      !head.Is(kDocumentNoun | kMediaNoun | kPoll)) {
    return false;
  }
  if (source.form == SourceForm::kPronoun || source.form == SourceForm::kRelative) {
    if (p_.Spells(source.head.begin, "you")) {
      return false;  // Whoever reads, not somebody who spoke.
    }
    const bool author = p_.Spells(source.head.begin, "i") || p_.Spells(source.head.begin, "we");
    if (author && (cue.Has(kAttitude) || !cue.Has(kTakesQuote))) {
      return false;  // The writer's own mind is no source.
    }
    return !p_.Spells(source.head.begin, "it") || cue.Has(kOfDocuments);
  }
  const bool owned = source.head.end - source.at.begin > 1 && At(source.head.end - 2).genitive &&
                     head.Is(kGovernment);  // "the minister's office"
  if (head.Is(kThing) && !head.capital && !owned) {
    return false;
  }
  if (source.form == SourceForm::kCommonNoun && !Speaks(source)) {
    d.confidence -= 0.25;
    const bool speech = cue.Has(kTakesQuote) && cue.Has(kTakesClause) && !cue.Has(kHomograph);
    const bool shaped = head.classes == kPlural;  // No listed word.
    return source.clean &&
           (cue.Has(kOfDocuments) || (head.Is(kPlural) && !(shaped && cue.Has(kHomograph))) ||
            (speech && !cue.Has(kTakesAddressee) &&
             (EndsInS(head) || At(source.at.begin).Is(kDeterminer | kPossessive))));
  }
  d.confidence -= source.clean ? 0.0 : 0.15;
  return true;
}

std::optional<SourceFind> SentenceFinder::Inherited(const Cue& cue, const Group& group, Draft& d) {
  if (cue.Has(kAttitude) || !cue.Has(kTakesQuote | kNamesSource)) {
    return std::nullopt;
  }
  const bool ing = cue.inflection == CueInflection::kIng;
  if (ing && !MayInherit(group)) {
    return std::nullopt;
  }
  d.inherited = true;
  d.rule = "attribution.inherited";
  d.confidence = 0.8;
  for (std::size_t k = out_.size(); k > first_; --k) {
    const Draft& earlier = out_[k - 1];
    if (earlier.source && earlier.cue.begin < group.at.begin &&
        earlier.source->form != SourceForm::kRelative) {
      return earlier.source;
    }
  }
  const Token& before = At(group.at.begin == s_.begin ? group.at.begin : group.at.begin - 1);
  return ing || before.Is(kConjunction) ? FirstNoun(group.at.begin) : std::nullopt;
}

bool SentenceFinder::MayInherit(const Group& group) const {
  if (group.at.begin == s_.begin) {
    return true;
  }
  const Token& before = At(group.at.begin - 1);
  return !before.word() || before.Is(kConjunction | kSubordinator | kDocumentNoun) ||
         p_.Spells(group.at.begin - 1, "by") || p_.Spells(group.at.begin - 1, "for") ||
         p_.Spells(group.at.begin - 1, "upon");
}

std::optional<SourceFind> SentenceFinder::FirstNoun(std::uint32_t limit) const {
  std::uint32_t i = s_.begin;
  for (int n = 0; n < kClausesMax && i < limit && Has(i); ++n) {
    while (i < limit && !InSpeech(i) && At(i).Is(kConjunction | kAdverb)) {
      ++i;
    }
    if (i < limit && !At(i).Is(kPreposition | kSubordinator) && At(i).suffix != kSuffixIng &&
        !InSpeech(i)) {
      std::optional<SourceFind> found = SourceAfter(view_, i);
      const bool speaks = found && found->at.end < limit && Speaks(*found);
      return speaks ? found : std::nullopt;
    }
    while (i < limit && At(i).mark != Mark::kComma) {
      ++i;
    }
    ++i;
  }
  return std::nullopt;
}

TokenRange SentenceFinder::Addressee(std::uint32_t begin) const {
  const TokenRange base = Has(begin) && !InSpeech(begin) ? BaseAfter(view_, begin) : TokenRange{};
  return base;
}

}  // namespace ibid::detect
