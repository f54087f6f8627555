#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "detect/attributions/attribution_sentence.h"

// What stands without a verb of saying and its subject: hearsay, signatures, transcripts, views.
namespace ibid::detect {
namespace {

constexpr std::uint32_t kOwnedTokensMax = 3;  // "the bank's | repeated public" warning

}  // namespace

void SentenceFinder::Hearsay(const Cue& cue, TokenRange at, const Group& group) {
  const std::uint32_t subject_end = group.at.begin;
  const TokenRange subject = BaseBefore(view_, subject_end);
  const bool it = !subject.empty() && p_.Spells(subject.end - 1, "it");
  const bool clause = Has(at.end) && p_.Spells(at.end, "that") && it;
  const bool infinitive = Has(at.end) && p_.Spells(at.end, "to") && !subject.empty();
  if (!clause && !infinitive) {
    return;
  }
  Draft d = Make(cue, group.at, "attribution.hearsay", 0.6);
  d.evidential = true;
  if (infinitive) {
    d.content.push_back(subject);
  }
  d.content.push_back(ClauseFrom(p_, s_, at.end));
  Emit(std::move(d));
}

void SentenceFinder::Evidential(const Cue& cue, TokenRange at) {
  for (std::size_t k = first_; k < out_.size(); ++k) {
    if (out_[k].cue.begin <= at.begin && at.end <= out_[k].cue.end) {
      return;  // "allegedly promised": a part of another cue.
    }
  }
  Draft d = Make(cue, at, "attribution.evidential", 0.55);
  d.evidential = true;
  d.content.push_back(ClauseFrom(p_, s_, s_.begin));
  Emit(std::move(d));
}

void SentenceFinder::Evidentials() {
  if (out_.size() > first_) {
    return;  // Somebody is named who says it.
  }
  for (std::uint32_t i = s_.begin; i < s_.end; ++i) {
    std::uint32_t end = i + 1;
    const Cue* cue = p_.tokens[i].cue != 0 && !InSpeech(i) ? p_.CueAt(i, s_.end, end) : nullptr;
    if (cue != nullptr && cue->Has(kEvidential) && !cue->Has(kHomograph | kTakesInfinitive)) {
      Evidential(*cue, {i, end});
      return;
    }
  }
}

void SentenceFinder::View(const Cue& cue, TokenRange noun) {
  // "in Bell's view", "in her view": the owner is the source.
  const std::uint32_t last = noun.begin - 1;
  const bool pronoun = At(last).Is(kPossessive);
  const TokenRange owner = pronoun           ? TokenRange{last, noun.begin}
                           : last > s_.begin ? BaseBefore(view_, last)
                                             : TokenRange{};
  if (owner.empty() || owner.begin == s_.begin || !p_.Spells(owner.begin - 1, "in")) {
    return;
  }
  const std::uint32_t in = owner.begin - 1;
  if (!Has(noun.end)) {
    return;
  }
  SourceFind source;
  source.at = owner;
  source.head = pronoun ? owner : HeadOf(view_, owner);
  source.form = pronoun                           ? SourceForm::kPronoun
                : At(source.head.end - 1).capital ? SourceForm::kName
                                                  : SourceForm::kCommonNoun;
  Draft d = Make(cue, noun, "attribution.view", 0.8);
  d.source = source;
  const bool leads = At(noun.end).mark == Mark::kComma && in <= s_.begin + 2;
  d.content.push_back(leads ? ClauseFrom(p_, s_, noun.end + 1) : ContentBefore(p_, s_, in));
  Emit(std::move(d));
}

std::optional<SourceFind> SentenceFinder::OwnerOf(std::uint32_t noun) const {
  std::uint32_t owned = noun;  // "the bank's | repeated warning"
  while (owned > s_.begin && noun - owned < kOwnedTokensMax && !At(owned - 1).genitive &&
         !At(owned - 1).Is(kPossessive) && At(owned - 1).word() && !InSpeech(owned - 1) &&
         !At(owned - 1).Is(kPreposition | kDeterminer | kConjunction | kBe | kHave | kModal)) {
    --owned;
  }
  if (owned == s_.begin || !(At(owned - 1).Is(kPossessive) || At(owned - 1).genitive)) {
    return std::nullopt;
  }
  const bool pronoun = At(owned - 1).Is(kPossessive);
  SourceFind source;
  source.at = pronoun ? TokenRange{owned - 1, owned} : BaseBefore(view_, owned - 1);
  if (source.at.empty()) {
    return std::nullopt;
  }
  source.head = pronoun ? source.at : HeadOf(view_, source.at);
  source.form = pronoun                           ? SourceForm::kPronoun
                : At(source.head.end - 1).capital ? SourceForm::kName
                                                  : SourceForm::kCommonNoun;
  return source;
}

bool SentenceFinder::NounCue(std::uint32_t noun) {
  std::uint32_t that = noun + 1;
  std::optional<SourceFind> source;
  if (Has(that) && p_.Spells(that, "by")) {
    source = SourceAfter(view_, that + 1);
    that = source ? source->at.end : that;
  } else {
    source = OwnerOf(noun);
  }
  const bool clause = source && Has(that + 1) && At(that).Is(kThat) && !InSpeech(that) &&
                      !At(that + 1).Is(kBe | kHave | kDo | kModal | kVerb) &&
                      At(that + 1).suffix != kSuffixEd;
  if (!clause || !Speaks(*source) || p_.Spells(source->head.begin, "my") ||
      p_.Spells(source->head.begin, "your") || p_.Spells(source->head.begin, "our")) {
    return false;
  }
  static constexpr Cue kNoun{};
  Draft d = Make(kNoun, {noun, noun + 1}, "attribution.noun", 0.75);
  d.entry = nullptr;
  d.source = source;
  d.content.push_back(ClaimFrom(that, std::min(source->at.begin, noun)));
  Emit(std::move(d));
  return true;
}

TokenRange SentenceFinder::ClaimFrom(std::uint32_t that, std::uint32_t phrase) const {
  TokenRange clause = ClauseFrom(p_, s_, that);
  std::uint32_t groups = 0;  // Of verbs: the second is the sentence's own.
  bool inside = false;
  const bool subject = phrase == s_.begin;
  const bool opens = subject || (phrase <= s_.begin + 2 && At(s_.begin).Is(kPreposition));
  for (std::uint32_t i = that + 1; opens && i < clause.end && !InSpeech(i); ++i) {
    const bool verb = At(i).Is(kBe | kHave | kDo | kModal) ||
                      (At(i).Is(kVerb) && !At(i - 1).Is(kDeterminer | kPossessive));
    groups += verb && !inside ? 1 : 0;
    const bool comma = At(i).mark == Mark::kComma && groups > 0;
    if (comma || (subject && groups > 1)) {
      clause.end = i;
    }
    inside = verb || (inside && At(i).Is(kAdverb | kNegation));
  }
  return clause;
}

void SentenceFinder::Signature() {
  // '"The plan is dead." - Anna Bell': a quote, a dash, a name and nothing else.
  if (out_.size() > first_) {
    return;
  }
  for (std::uint32_t i = s_.begin; i + 1 < s_.end; ++i) {
    if (At(i).mark != Mark::kDash || InSpeech(i) || i == paragraph_.at.begin || !InSpeech(i - 1)) {
      continue;
    }
    const TokenRange quote = p_.quotes[static_cast<std::size_t>(p_.quote_of[i - 1])].at;
    const std::optional<SourceFind> source = SourceAfter(view_, i + 1);
    const bool name = source && source->form == SourceForm::kName && source->at.size() > 1;
    const std::uint32_t end = name ? source->at.end : i;
    const bool ends = name && (!Has(end) || InSpeech(end) || At(end).mark == Mark::kStop);
    if (ends && quote.size() > 4) {
      static constexpr Cue kDashCue{};
      Draft d = Make(kDashCue, {i, i + 1}, "attribution.signature", 0.75);
      d.entry = nullptr;
      d.source = source;
      d.content.push_back(quote);
      Emit(std::move(d));
      return;
    }
  }
}

bool SentenceFinder::Transcript() {
  // "Q: ...", "A. ..." at the beginning of a paragraph.
  const std::uint32_t i = s_.begin;
  const bool letter = i == paragraph_.at.begin && Has(i + 2) && At(i).at.size() == 1 &&
                      At(i).capital && (p_.Spells(i, "q") || p_.Spells(i, "a"));
  if (!letter || At(i + 1).mark != Mark::kColon) {
    return false;
  }
  static constexpr Cue kColonCue{};
  Draft d = Make(kColonCue, {i + 1, i + 2}, "attribution.transcript", 0.7);
  d.entry = nullptr;
  d.source = SourceFind{};
  d.source->at = {i, i + 1};
  d.source->head = d.source->at;
  d.source->form = SourceForm::kCommonNoun;
  d.content.push_back(ClauseFrom(p_, s_, i + 2));
  Emit(std::move(d));
  return true;
}

}  // namespace ibid::detect
