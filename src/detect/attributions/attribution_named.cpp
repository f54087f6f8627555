#include <cstdint>
#include <optional>
#include <utility>

#include "detect/attributions/attribution_sentence.h"

// Sources that a preposition or a participle names: "according to X", "citing X", "said by X".
namespace ibid::detect {
namespace {

constexpr std::uint32_t kNamedTokensMax = 16;  // Of what "according to" names.

}  // namespace

void SentenceFinder::NamedByPreposition(const Cue& cue, TokenRange at) {
  std::optional<SourceFind> source = Named(at.end);
  const bool paper = source && At(source->at.begin).Is(kDeterminer | kPossessive) &&
                     At(source->head.end - 1).Is(kDocumentNoun | kPoll) &&
                     !At(source->head.end - 1).Is(kMeasure);
  if (Rejects(!source || (cue.Has(kHomograph) && source->form != SourceForm::kName && !paper),
              "rejected.attribution.no_source") ||
      Rejects(cue.lemma == "according to" && IsManner(*source), "rejected.attribution.manner")) {
    return;
  }
  const bool opens = at.begin == s_.begin || !At(at.begin - 1).word() ||
                     At(at.begin - 1).Is(kConjunction | kAdverb) || p_.Spells(at.begin - 1, "that");
  const bool early = at.begin <= s_.begin + 3;
  const bool dash = at.begin > s_.begin && At(at.begin - 1).mark == Mark::kDash;
  const std::uint32_t comma =
      source->description.empty() ? source->at.end : source->description.begin - 1;
  const bool closed = Has(source->at.end) && At(source->at.end).mark == Mark::kComma;
  const bool clause = !source->description.empty() && HasVerb(source->description) &&
                      !At(source->description.begin).Is(kRelative);
  if (opens && (early || dash || clause) && !source->description.empty() &&
      comma > source->at.begin && (!closed || HasVerb(source->description))) {
    // "According to X, the talks ...": what looks like an apposition is what is said.
    source->at.end = comma;
    source->description = {};
  } else if (source->description.empty() && source->form != SourceForm::kPronoun) {
    source->at.end = NamedEnd(source->at);
  }
  Draft d = Make(cue, at, "attribution.according_to", 0.95);
  d.source = source;
  const std::uint32_t behind = source->at.end;
  // "The agency reported that, according to a survey, ...", "..., but, according to a survey, ...".
  const bool inside =
      at.begin > s_.begin + 2 && At(at.begin - 1).mark == Mark::kComma &&
      (p_.Spells(at.begin - 2, "that") || At(at.begin - 2).Is(kConjunction | kSubordinator));
  const TokenRange before = ContentBefore(p_, s_, at.begin);
  const bool introduced = clause && !before.empty() && Introduces(before);
  // "Voters, according to X, are tired.": in the middle of what X says.
  const bool interrupts = at.begin > s_.begin && At(at.begin - 1).mark == Mark::kComma &&
                          !before.empty() && !HasPredicate(before) && Has(behind + 1) &&
                          At(behind).mark == Mark::kComma && IsPredicate(behind + 1);
  // "The signing, first reported by X, ends ...": of what stands before, that X reported it.
  const bool reduced = at.end - at.begin > 1 && At(at.end - 2).suffix == kSuffixEd &&
                       at.begin > s_.begin && At(at.begin - 1).mark == Mark::kComma &&
                       !before.empty() && !HasPredicate(before);
  const bool leads = Has(behind) && At(behind).mark == Mark::kComma && opens && !interrupts &&
                     !reduced && (early || dash || inside || introduced);
  if (leads) {
    std::uint32_t begin = behind + 1;
    CitedBehind(begin);
    d.content.push_back(ClauseFrom(p_, s_, begin));
  } else if (Has(behind) && p_.Spells(behind, "that")) {
    d.content.push_back(ClauseFrom(p_, s_, behind));  // "It was reported by X that ..."
  } else {
    d.content.push_back(before);
    if (interrupts && !reduced) {
      AddRest(d, behind);
    }
  }
  Emit(std::move(d));
  cited_.reset();
}

bool SentenceFinder::IsPredicate(std::uint32_t i) const {
  return !InSpeech(i) && !At(i).capital &&
         (At(i).Is(kBe | kHave | kDo | kModal) || At(i).suffix == kSuffixEd ||
          (At(i).Is(kVerb) && !At(i).Is(kPlural | kDeterminer)));
}

bool SentenceFinder::HasPredicate(TokenRange clause) const {
  for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
    const bool noun = i > clause.begin && At(i - 1).Is(kDeterminer | kPossessive | kPreposition);
    if (!noun && IsPredicate(i)) {
      return true;
    }
  }
  return false;
}

std::optional<SourceFind> SentenceFinder::Named(std::uint32_t begin) const {
  std::optional<SourceFind> source = SourceAfter(view_, begin);
  if (source || !Has(begin + 1)) {
    return source;
  }
  if (InSpeech(begin)) {
    if (!IsTitle(begin)) {
      return source;
    }
    const TokenRange title = p_.quotes[static_cast<std::size_t>(p_.quote_of[begin])].at;
    const bool by = Has(title.end) && p_.Spells(title.end, "by");
    const std::optional<SourceFind> author = by ? SourceAfter(view_, title.end + 1) : std::nullopt;
    source = SourceFind{};
    source->head = title;
    source->at = {title.begin, author ? author->at.end : title.end};
    return source;
  }
  std::uint32_t first = begin + (At(begin).Is(kDeterminer) ? 1U : 0U);
  if (At(first).Is(kPeriodModifier) || At(first).suffix == kSuffixLy) {
    source = Has(first + 1) ? SourceAfter(view_, first + 1) : source;
  }
  if (source) {
    source->at.begin = begin;
  }
  return source;
}

// "According to X, citing Y, the talks ...": `begin` moves on from "citing" to what is said.
void SentenceFinder::CitedBehind(std::uint32_t& begin) {
  std::uint32_t end = begin;
  const Cue* cue = Has(begin) && At(begin).cue != 0 ? p_.CueAt(begin, s_.end, end) : nullptr;
  if (cue == nullptr || cue->inflection != CueInflection::kIng || !cue->Has(kNamesSource)) {
    return;
  }
  std::optional<SourceFind> source = SourceAfter(view_, end);
  if (!source || !Speaks(*source)) {
    return;
  }
  if (!source->description.empty() &&
      (!Has(source->at.end) || At(source->at.end).mark != Mark::kComma ||
       HasVerb(source->description))) {
    source->at.end = source->description.begin - 1;
    source->description = {};
  } else if (source->form != SourceForm::kPronoun) {
    source->at.end = NamedEnd(source->at);
  }
  if (!Has(source->at.end) || At(source->at.end).mark != Mark::kComma) {
    return;
  }
  begin = source->at.end + 1;
  cited_ = Make(*cue, {end - 1, end}, "attribution.cited", 0.85);
  cited_->source = source;
}

bool SentenceFinder::IsManner(const SourceFind& source) const {
  const Token& first = At(source.at.begin);
  if (source.form != SourceForm::kCommonNoun || source.at.size() > 1 || first.Is(kPlural)) {
    return source.form == SourceForm::kCommonNoun && first.Is(kNegation | kDeterminer) &&
           p_.Spells(source.at.begin, "no");
  }
  const bool speaks =
      first.Is(kPerson | kBody | kGovernment | kPoll | kMediaNoun | kDocumentNoun | kQuantity) ||
      EndsInS(first) || first.suffix == kSuffixIng;
  return !speaks || first.Is(kMeasure);
}

std::uint32_t SentenceFinder::NamedEnd(TokenRange phrase) const {
  std::uint32_t i = phrase.end;
  for (; Has(i) && !InSpeech(i) && i - phrase.begin < kNamedTokensMax; ++i) {
    const Token& t = At(i);
    if (!t.word() && t.mark != Mark::kNumber) {
      return t.mark == Mark::kOther || t.mark == Mark::kOpen ? phrase.end : i;
    }
    const bool time =
        t.Is(kPreposition) && Has(i + 1) &&
        (At(i + 1).Is(kDay | kMonth | kPeriodModifier) || At(i + 1).mark == Mark::kNumber);
    if (time && At(phrase.end - 1).capital) {
      return i;
    }
    const bool breaks = t.Is(kBe | kHave | kDo | kModal | kSubordinator | kPronoun | kNegation) ||
                        (t.Is(kVerb) && !t.Is(kPostmodifier));
    if (breaks && !t.Is(kPreposition | kQuantity)) {
      return phrase.end;
    }
  }
  return Has(i) ? phrase.end : i;
}

bool SentenceFinder::Cited(const Cue& cue, TokenRange at) {
  const std::optional<SourceFind> source = SourceAfter(view_, at.end);
  if (!source || !Speaks(*source)) {
    return false;
  }
  Draft d = Make(cue, at, "attribution.cited", 0.85);
  d.source = source;
  if (out_.size() == first_) {
    // "X, citing Y, said": what Y is cited for comes behind.
    const bool inserted = at.begin > s_.begin && At(at.begin - 1).mark == Mark::kComma &&
                          Has(source->at.end) && At(source->at.end).mark == Mark::kComma;
    if (inserted) {
      cited_ = std::move(d);
    }
    return inserted;
  }
  d.content = out_.back().content;
  d.nested = true;
  Emit(std::move(d));
  return true;
}

void SentenceFinder::Passive(const Cue& cue, TokenRange at, const Group& group) {
  const std::uint32_t by = at.end;
  if (cue.Has(kHearsay) && group.be && !group.modal) {
    Hearsay(cue, at, group);
  }
  if (Rejects(cue.Has(kHomograph | kAttitude) || !Has(by) || !p_.Spells(by, "by"),
              "rejected.attribution.no_agent")) {
    return;
  }
  const std::optional<SourceFind> source = SourceAfter(view_, by + 1);
  const bool speaks = source && (source->form != SourceForm::kCommonNoun || Speaks(*source));
  if (Rejects(!speaks || At(by + 1).suffix == kSuffixIng, "rejected.attribution.no_agent")) {
    return;
  }
  Draft d = Make(cue, group.at, "attribution.passive", 0.75);
  d.source = source;
  const std::optional<SourceFind> quoted =
      cue.lemma.starts_with("be ") ? SourceBefore(view_, group.at.begin) : std::nullopt;
  if (quoted) {
    // "..., Bell was quoted as saying by the agency": Bell speaks, the agency reports it.
    Draft said = Make(cue, group.at, "attribution.quoted_as", 0.85);
    said.source = quoted;
    said.nested = true;
    said.content.push_back(ContentBefore(p_, s_, quoted->at.begin));
    d.cue = {by, by + 1};
    d.content = said.content;
    Emit(std::move(said));
  } else {
    d.content.push_back(ContentBefore(p_, s_, group.at.begin));
  }
  Emit(std::move(d));
}

}  // namespace ibid::detect
