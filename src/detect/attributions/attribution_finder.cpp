#include "detect/attributions/attribution_finder.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "detect/attributions/attribution_sentence.h"
#include "detect/rejections.h"

namespace ibid::detect {
namespace {

constexpr std::uint32_t kGroupTokensMax = 6;
constexpr std::uint32_t kTitleTokensMax = 40;  // Of a headline.
constexpr std::uint32_t kTitleObjectMax = 8;
constexpr std::size_t kDraftsMax = 64;  // Of one sentence.

constexpr WordClasses kClosedWords = kPreposition | kConjunction | kSubordinator | kRelative |
                                     kQuestionWord | kQuantity | kAdverb | kDeterminer;

// Whether "the" and this is a people, and not one of its men: "the British", "the Chinese".
bool NamesPeople(std::string_view nationality) {
  return nationality.ends_with("sh") || nationality.ends_with("ese") ||
         nationality.ends_with("ch") || nationality.ends_with("ss");
}

}  // namespace

void SentenceFinder::Run() {
  for (std::uint32_t i = s_.begin; i < s_.end;) {
    std::uint32_t end = i + 1;
    if (p_.tokens[i].Is(kClaimNoun) && !InSpeech(i) && NounCue(i)) {
      ++i;
      continue;
    }
    if (p_.tokens[i].cue != 0 && !InSpeech(i) && p_.outlet_of[i] < 0) {
      if (const Cue* cue = p_.CueAt(i, s_.end, end)) {
        ConsiderAloud(*cue, {i, end});
      }
    } else if (rejections_ != nullptr && p_.tokens[i].cue != 0 && InSpeech(i)) {
      RejectInSpeech(i);
    }
    i = std::max(i + 1, end);
  }
  if (paragraph_.zone == ZoneKind::kHeadline) {
    HeadlineColon();
  }
  if (!Transcript()) {
    Colon();
  }
  Signature();
  Evidentials();
  MarkNested();
}

void SentenceFinder::ConsiderAloud(const Cue& cue, TokenRange at) {
  if (rejections_ == nullptr) {
    Consider(cue, at);
    return;
  }
  const std::size_t before = out_.size();
  against_ = {};
  Consider(cue, at);
  // "States", "to plan": words that are oftener something else are told of where little missed.
  const bool far =
      against_ == "rejected.attribution.noun" || against_ == "rejected.attribution.capital" ||
      against_ == "rejected.attribution.infinitive" || against_ == "rejected.attribution.mind";
  const bool told = !(far && cue.Has(kHomograph)) &&
                    !(cue.Has(kAttitude) && against_ != "rejected.attribution.mind");
  if (out_.size() == before && !against_.empty() && told) {
    Reject(rejections_, p_.Span(at), against_);
  }
}

void SentenceFinder::RejectInSpeech(std::uint32_t i) {
  std::uint32_t end = i + 1;
  const Cue* cue = p_.CueAt(i, s_.end, end);
  if (cue != nullptr && cue->Has(kTakesClause) && cue->Has(kTakesQuote) &&
      !cue->Has(kAttitude | kHomograph)) {
    Reject(rejections_, p_.Span({i, end}), "rejected.attribution.in_quote");
  }
}

SentenceFinder::Group SentenceFinder::GroupOf(TokenRange cue) const {
  Group g;
  g.at = cue;
  std::uint32_t i = cue.begin;
  while (i > s_.begin && cue.begin - i < kGroupTokensMax) {
    const Token& t = At(i - 1);
    if (InSpeech(i - 1) || p_.outlet_of[i - 1] >= 0 || t.capital) {
      break;
    }
    if (t.Is(kBe | kHave | kDo | kModal | kNegation)) {
      g.be = g.be || t.Is(kBe);
      g.have = g.have || t.Is(kHave);
      g.modal = g.modal || t.Is(kModal);
      g.does = g.does || t.Is(kDo);
      --i;
      g.at.begin = i;
    } else if ((t.Is(kAdverb) || t.suffix == kSuffixLy) &&
               (!t.Is(kDay | kPeriodModifier) || p_.Spells(i - 1, "later"))) {
      --i;
      g.at.begin = i;
    } else if (t.Is(kCorrelative) && i - 1 > s_.begin && At(i - 2).Is(kModal | kDo | kHave)) {
      --i;  // "would neither | confirm nor deny"
      g.at.begin = i;
    } else {
      break;
    }
  }
  g.to = i > s_.begin && p_.Spells(i - 1, "to");
  if (g.to && i > s_.begin + 2) {
    const bool on = p_.Spells(i - 2, "on") && i > s_.begin + 3 &&
                    (p_.Spells(i - 3, "went") || p_.Spells(i - 3, "goes"));
    const bool goes_on = p_.SpellsAny(i - 2, {"continued", "continues", "proceeded"});
    const bool seems =
        p_.SpellsAny(i - 2, {"appear", "appears", "appeared", "seem", "seems", "seemed"});
    if (seems) {
      g.at.begin = i - 2;  // "Documents appear to | show": it is shown, with a reserve.
      g.modal = true;
      g.to = false;
    } else if (on || goes_on) {
      g.at.begin = i - (on ? 3 : 2);  // "went on to | explain"
      g.to = false;
    }
  }
  return g;
}

void SentenceFinder::Consider(const Cue& cue, TokenRange at) {
  if (cue.Has(kNamesSource) && cue.inflection == CueInflection::kFixed) {
    // "Beats Per Minute": a part of a name.
    const bool name = cue.Has(kHomograph) && At(at.begin).capital && at.begin != s_.begin;
    if (!Rejects(name, "rejected.attribution.capital")) {
      NamedByPreposition(cue, at);
    }
    return;
  }
  // 'words like "good"': not what they are fond of.
  if (cue.lemma == "like" && cue.inflection == CueInflection::kBase && Has(at.end) &&
      InSpeech(at.end)) {
    return;
  }
  if (cue.Has(kEvidential)) {
    return;  // Handled with the sources that the sentence may name elsewhere.
  }
  if (Rejects(At(at.begin).capital && at.begin != s_.begin && !TitleVerb(cue, at),
              "rejected.attribution.capital")) {
    return;
  }
  if (cue.Has(kNamesSource) && cue.inflection == CueInflection::kIng && Cited(cue, at)) {
    return;
  }
  if (cue.Has(kViewpoint) && at.begin > s_.begin &&
      (At(at.begin - 1).genitive || At(at.begin - 1).Is(kPossessive))) {
    View(cue, at);
    return;
  }
  const Group group = GroupOf(at);
  if (Rejects(IsAttribute(cue, at) || IsSubject(cue, at), "rejected.attribution.noun") ||
      Rejects(IsParticiple(cue, at, group), "rejected.attribution.participle") ||
      InvertedBefore(cue, at, group) ||
      Rejects(!(IsVerb(cue, at, group) || Asks(cue, at)),
              group.to ? "rejected.attribution.infinitive" : "rejected.attribution.noun")) {
    return;
  }
  const bool past =
      cue.inflection == CueInflection::kPast || cue.inflection == CueInflection::kParticiple;
  if (past && group.be && !cue.lemma.starts_with("be ")) {
    Passive(cue, at, group);
  } else if (past && Has(at.end) && p_.Spells(at.end, "by") && !group.have) {
    Passive(cue, at, group);
  } else if (!Inverted(cue, at, group)) {
    Plain(cue, at, group);
  }
}

bool SentenceFinder::TitleVerb(const Cue& cue, TokenRange at) const {
  if (cue.inflection == CueInflection::kBase) {
    return false;
  }
  bool quotes = false;  // "Bell Calls Plan 'A Disgrace'"
  for (std::uint32_t i = at.end; Has(i) && i - at.end < kTitleObjectMax && !quotes; ++i) {
    quotes = InSpeech(i);
  }
  const bool object = cue.Has(kTakesObject) && cue.Has(kTakesQuote) && quotes;
  return (cue.Has(kTakesClause) || object) && TitleCase();
}

bool SentenceFinder::TitleCase() const {
  std::uint32_t words = 0;
  std::uint32_t capitals = 0;
  for (std::uint32_t i = s_.begin; i < s_.end && i - s_.begin < kTitleTokensMax; ++i) {
    const Token& t = At(i);
    if (!t.word() || t.genitive || t.Is(kPreposition | kDeterminer | kConjunction)) {
      continue;
    }
    ++words;
    capitals += t.capital ? 1 : 0;
  }
  return words >= 4 && capitals * 8 >= words * 7;
}

bool SentenceFinder::IsVerb(const Cue& cue, TokenRange at, const Group& group) const {
  if (group.to) {
    return false;
  }
  const bool bare = group.at.begin == at.begin;
  if (group.at.begin == s_.begin) {
    return cue.inflection == CueInflection::kIng;
  }
  const Token& before = At(group.at.begin - 1);
  if (!bare) {
    return cue.inflection != CueInflection::kBase || group.modal || group.does ||
           !before.Is(kPreposition | kDeterminer);
  }
  if (before.Is(kDeterminer) && p_.outlet_of[group.at.begin - 1] < 0) {
    return (before.Is(kPronoun) && cue.inflection != CueInflection::kIng) || IsAnother(cue, group);
  }
  if (before.genitive || before.Is(kPossessive) ||
      (before.Is(kPreposition) && !before.Is(kSubordinator) &&
       cue.inflection != CueInflection::kIng)) {
    return false;
  }
  if (cue.inflection == CueInflection::kBase) {
    if (p_.outlet_of[group.at.begin - 1] >= 0) {
      const std::optional<SourceFind> source = SourceBefore(view_, group.at.begin);
      // Not "a New York Times report", but "documents seen by Reuters | show".
      return source && (source->several || (source->at.end > source->head.end + 1 &&
                                            At(source->head.end - 1).Is(kPlural)));
    }
    return before.Is(kPlural | kPronoun | kQuantity | kRelative | kAdverb) || EndsInS(before) ||
           before.mark == Mark::kComma || PluralBefore(group.at.begin);
  }
  return true;
}

bool SentenceFinder::IsAttribute(const Cue& cue, TokenRange at) const {
  return cue.inflection == CueInflection::kBase && At(at.begin).Is(kDegree) && Has(at.end) &&
         At(at.end).word() && !InSpeech(at.end) && !p_.Spells(at.end, "that") &&
         !At(at.end).Is(kSubordinator | kQuestionWord);
}

bool SentenceFinder::IsSubject(const Cue& cue, TokenRange at) const {
  const bool plural = cue.inflection == CueInflection::kThird && cue.Has(kHomograph) &&
                      at.begin > s_.begin && !At(at.begin - 1).Is(kPronoun | kRelative) &&
                      At(at.begin - 1).word();
  if (!(At(at.begin).Is(kDocumentNoun | kPoll) || plural) || !Has(at.end) || InSpeech(at.end)) {
    return false;
  }
  const Token& next = At(at.end);
  std::uint32_t end = at.end + 1;
  const Cue* verb = p_.CueAt(at.end, s_.end, end);
  return next.Is(kBe | kHave | kModal) ||
         (verb != nullptr && !next.capital && !next.Is(kDocumentNoun | kPoll) &&
          (verb->inflection == CueInflection::kBase || verb->inflection == CueInflection::kPast));
}

bool SentenceFinder::IsPluralNoun(const Cue& cue, const SourceFind& source,
                                  std::uint32_t behind) const {
  const bool apart = Has(source.at.end) && At(source.at.end).mark == Mark::kComma;
  const bool name = source.form == SourceForm::kName && !cue.Has(kHomograph) &&
                    source.at.size() > 1 && !At(source.at.end - 2).Is(kMonth) &&
                    !IsYear(source.at.end - 1);
  // "40 | forecasts", "150 phone | calls"; not "Bell, 42, | says", "the Group of 20 | says".
  if (cue.inflection == CueInflection::kThird &&
      ((At(source.at.end - 1).mark == Mark::kNumber && !apart && !name) ||
       (At(source.at.begin).mark == Mark::kNumber && source.form == SourceForm::kCommonNoun))) {
    return true;
  }
  const bool singular = source.at.end > source.head.begin && !source.several &&
                        (p_.Spells(source.at.begin, "a") || p_.Spells(source.at.begin, "an") ||
                         p_.Spells(source.at.begin, "one"));
  if (cue.inflection == CueInflection::kBase && singular &&
      At(source.head.end - 1).Is(kGovernment | kMediaNoun | kQuantity)) {
    return true;  // "a police | report", "one | reason"
  }
  if (cue.inflection != CueInflection::kThird || !cue.Has(kHomograph)) {
    return false;
  }
  const Token& last = At(source.at.end - 1);
  const Token& head = At(source.head.end - 1);
  const bool several = head.Is(kQuantity) && !p_.Spells(source.head.end - 1, "one") &&
                       !p_.Spells(source.head.end - 1, "other");
  const bool nationality = head.Is(kNationality) && !head.all_capitals;
  const bool people = nationality && source.at.size() == 2 && At(source.at.begin).Is(kDeterminer) &&
                      NamesPeople(p_.WordAt(source.head.end - 1));  // "the British | hopes"
  const bool adjective =
      (source.at.size() == 1 && nationality) || people || (head.Is(kAdjective) && !head.capital);
  const bool compound = source.form == SourceForm::kCommonNoun && !Speaks(source) &&
                        (EndsInS(last) || source.at.size() == 1);  // "investigative | reports"
  return several || adjective || compound || IsRelative(source, behind);
}

bool SentenceFinder::IsRelative(const SourceFind& source, std::uint32_t that) const {
  const Token& head = At(source.head.end - 1);
  const bool pronoun = source.form == SourceForm::kPronoun && !head.Is(kQuantity);
  if (pronoun || source.form == SourceForm::kRelative || !Has(that + 2) || !At(that).Is(kThat) ||
      InSpeech(that) || InSpeech(that + 1)) {
    return false;
  }
  const Token& first = At(that + 1);
  const Token& second = At(that + 2);
  const bool somebody = source.form == SourceForm::kName || head.Is(kPerson | kTitle);
  if (first.Is(kBe | kHave | kDo)) {  // "Bell claims | that was wrong": one thing.
    return p_.SpellsAny(that + 1, {"are", "were", "have", "do"});
  }
  if (first.Is(kModal)) {
    return !somebody;
  }
  const auto finite = [](const Token& t) { return t.Is(kBe | kHave | kDo | kModal); };
  if (first.Is(kPronoun) && !first.Is(kQuantity)) {  // "charges | that he faced were dropped"
    return second.word() && !second.capital && second.suffix != kSuffixLy && !finite(second) &&
           !second.Is(kClosedWords) && Has(that + 3) && finite(At(that + 3));
  }
  const bool object = !second.word() || second.suffix == kSuffixLy ||
                      second.Is(kDeterminer | kPossessive | kObjectPronoun | kAdverb);
  const bool past = first.suffix == kSuffixEd && (object || second.Is(kPreposition));
  std::uint32_t end = that + 2;
  const Cue* verb = first.cue != 0 ? p_.CueAt(that + 1, s_.end, end) : nullptr;
  const bool base = verb != nullptr && verb->inflection == CueInflection::kBase &&
                    second.Is(kDeterminer | kPossessive | kObjectPronoun);
  return !first.capital && !somebody && (past || base);
}

bool SentenceFinder::IsParticiple(const Cue& cue, TokenRange at, const Group& group) const {
  const bool past =
      cue.inflection == CueInflection::kPast || cue.inflection == CueInflection::kParticiple;
  if (!past || group.at.begin != at.begin || at.begin == s_.begin || !Has(at.end + 1)) {
    return false;
  }
  const bool issued = At(at.begin).Is(kPostmodifier) && At(at.begin - 1).Is(kDocumentNoun) &&
                      At(at.end).Is(kPreposition | kDay | kPeriodModifier);
  if (cue.lemma == "call" && At(at.end).capital) {
    const TokenRange base = BaseBefore(view_, at.begin);
    return !base.empty() && !At(base.end - 1).Is(kPerson) && !At(base.end - 1).capital &&
           (p_.Spells(base.begin, "a") || p_.Spells(base.begin, "an"));  // "a page | called Wind"
  }
  const bool hearsay = cue.Has(kHearsay) && !cue.Has(kTakesInfinitive) && p_.Spells(at.end, "to") &&
                       At(at.end + 1).Is(kBe | kHave);
  return issued || hearsay;
}

bool SentenceFinder::Asks(const Cue& cue, TokenRange at) const {
  const bool question = cue.inflection == CueInflection::kBase && cue.Has(kTakesClause) &&
                        At(s_.begin).Is(kDo | kModal) && p_.Spells(s_.end - 1, "?") &&
                        at.begin > s_.begin + 1;
  if (!question) {
    return false;
  }
  const std::optional<SourceFind> subject = SourceBefore(view_, at.begin);
  return subject && subject->at.begin == s_.begin + 1;
}

bool SentenceFinder::PluralBefore(std::uint32_t end) const {
  const std::optional<SourceFind> source = SourceBefore(view_, end);
  if (!source) {
    return false;
  }
  const std::uint32_t head = source->head.end - 1;
  return source->several || At(head).Is(kPlural | kQuantity) || p_.Spells(head, "data") ||
         (source->form == SourceForm::kCommonNoun && EndsInS(At(head)));
}

bool SentenceFinder::EndsInS(const Token& t) const {
  const std::string_view word = Slice(p_.text, t.at);
  return t.word() && (word.ends_with('s') || word.ends_with('S'));
}

void SentenceFinder::Colon() {
  std::uint32_t colon = s_.begin;
  while (colon < s_.end && colon - s_.begin < 8 && At(colon).mark != Mark::kColon) {
    ++colon;
  }
  const bool colon_first = colon > s_.begin && Has(colon + 1) && At(colon).mark == Mark::kColon &&
                           s_.begin == paragraph_.at.begin;
  if (!colon_first || out_.size() > first_) {
    return;
  }
  const std::optional<SourceFind> source = SourceBefore(view_, colon);
  if (!source) {
    return;
  }
  const bool office = source->head.begin > source->at.begin && source->description.empty() &&
                      At(source->head.begin - 1).Is(kTitle | kPerson) &&
                      HasVerb({colon + 1, s_.end});
  const bool all = source->at.begin == s_.begin && source->form == SourceForm::kName &&
                   (InSpeech(colon + 1) || At(s_.begin).all_capitals || office);
  if (!all) {
    return;
  }
  static constexpr Cue kColonCue{};
  Draft d = Make(kColonCue, {colon, colon + 1}, "attribution.colon", 0.7);
  d.entry = nullptr;
  d.source = source;
  d.content.push_back(ClauseFrom(p_, s_, colon + 1));
  Emit(std::move(d));
}

void SentenceFinder::HeadlineColon() {
  std::uint32_t colon = s_.begin + 1;
  const std::uint32_t limit = std::min(s_.end, s_.begin + kTitleTokensMax);
  while (colon < limit && At(colon).mark != Mark::kColon) {
    ++colon;
  }
  if (out_.size() > first_ || colon + 1 >= limit) {
    return;
  }
  const TokenRange before{s_.begin, colon};
  const TokenRange behind{colon + 1, s_.end};
  const bool first = LabelsSpeaker(before) && HasVerb(behind);
  if (!first && !(LabelsSpeaker(behind) && HasVerb(before))) {
    return;
  }
  static constexpr Cue kColonCue{};
  Draft d = Make(kColonCue, {colon, colon + 1}, "attribution.headline_colon", 0.7);
  d.entry = nullptr;
  d.source = SourceAfter(view_, first ? s_.begin : colon + 1);
  d.content.push_back(first ? behind : before);
  Emit(std::move(d));
}

bool SentenceFinder::LabelsSpeaker(TokenRange words) const {
  const std::optional<SourceFind> source = SourceAfter(view_, words.begin);
  if (!source || source->at.end != words.end) {
    return false;
  }
  const std::uint32_t head = source->head.end - 1;
  return p_.outlet_of[head] >= 0 || At(head).Is(kPerson | kPoll) || p_.Spells(head, "report") ||
         p_.Spells(head, "study");
}

Draft SentenceFinder::Make(const Cue& cue, TokenRange at, std::string_view rule,
                           double confidence) const {
  Draft d;
  d.entry = &cue;
  d.cue = at;
  d.rule = rule;
  d.confidence = confidence;
  d.sentence = index_;
  return d;
}

void SentenceFinder::Emit(Draft d) {
  std::erase_if(d.content, [](TokenRange r) { return r.empty(); });
  const bool bare = d.entry != nullptr && d.entry->Has(kBare);
  if (Rejects(d.content.empty() && !bare, "rejected.attribution.no_content") ||
      out_.size() - first_ >= kDraftsMax) {
    return;
  }
  if (cited_) {
    cited_->content = d.content;
    cited_->nested = true;
    out_.push_back(*std::exchange(cited_, std::nullopt));
  }
  out_.push_back(std::move(d));
}

void FindDrafts(const Passage& passage, const Passage::Paragraph& paragraph,
                std::vector<Draft>& out, std::vector<Rejection>* rejections) {
  for (std::uint32_t i = paragraph.sentences.begin; i < paragraph.sentences.end; ++i) {
    SentenceFinder(passage, paragraph, i, out, rejections).Run();
  }
}

}  // namespace ibid::detect
