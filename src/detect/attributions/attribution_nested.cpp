#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "detect/attributions/attribution_sentence.h"

// Where what one says ends because another speaks, and who speaks inside what another says.
namespace ibid::detect {
namespace {

constexpr std::uint32_t kOpeningTokensMax = 4;   // "Back | when he wrote", before the subject.
constexpr std::uint32_t kRelativeTokensMax = 6;  // "compared with 40 percent | who"

}  // namespace

// "It will not pay, the bank said, the agency adds": what one says ends where another is named for
// all of it.
void SentenceFinder::EndBeforeOuter() {
  for (std::size_t a = first_; a < out_.size(); ++a) {
    for (std::size_t b = first_; b < out_.size(); ++b) {
      const Draft& outer = out_[b];
      if (a == b || !outer.source || outer.inherited || outer.content.empty()) {
        continue;
      }
      std::uint32_t begin = std::min(outer.source->at.begin, outer.cue.begin);
      const bool around = outer.content.front().begin <= out_[a].cue.begin;
      begin = around ? begin : SecondClause(out_[a], outer, begin);
      if (begin == s_.begin || !BehindComma(begin)) {
        continue;
      }
      for (TokenRange& content : out_[a].content) {
        if (content.begin >= out_[a].cue.end && content.begin + 1 < begin && begin < content.end) {
          content.end = InSpeech(begin - 1) ? begin : begin - 1;
        }
      }
    }
  }
}

bool SentenceFinder::BehindComma(std::uint32_t i) const {
  const bool quoted = InSpeech(i - 1) && !InSpeech(i) && i > s_.begin + 1;
  const Mark mark = At(i - 1).mark;
  return mark == Mark::kComma || mark == Mark::kDash || mark == Mark::kColon ||
         (quoted && At(i - 2).mark == Mark::kComma);
}

std::uint32_t SentenceFinder::SecondClause(const Draft& first, const Draft& second,
                                           std::uint32_t begin) const {
  const bool speaks = second.entry != nullptr && second.cue.begin >= begin &&
                      (second.entry->Has(kDeclines) ||
                       (second.entry->Has(kTakesQuote) && second.entry->Has(kTakesClause)));
  if (begin <= s_.begin + 1 || first.inherited || !first.source || second.cue.begin < begin) {
    return s_.begin;
  }
  if (const std::uint32_t relative = RelativeClause(begin); relative > s_.begin) {
    return relative;
  }
  const bool reports = speaks || (second.entry != nullptr && At(begin - 1).Is(kConjunction) &&
                                  !second.entry->Has(kAttitude));
  if (!reports) {
    return s_.begin;
  }
  // "..., though she said": what stands behind the comma is the writer's own again.
  const Token& link = At(begin - 1);
  if (link.Is(kConjunction | kSubordinator) && !p_.Spells(begin - 1, "that") &&
      !p_.Spells(begin - 1, "because") && !p_.Spells(begin - 1, "if")) {
    return begin - 1;
  }
  if (link.mark == Mark::kDash || link.mark == Mark::kColon) {
    return begin;
  }
  // "When he wrote the book, Bell said": the clause before the comma is subordinate.
  const std::uint32_t subject = std::min(first.source->at.begin, first.cue.begin);
  const bool subordinate = subject > s_.begin && subject <= s_.begin + kOpeningTokensMax &&
                           At(subject - 1).Is(kSubordinator) && !p_.Spells(subject - 1, "that");
  return subordinate ? begin : s_.begin;
}

// "..., who has said", "..., which he called", "..., something that Bell mocks", "..., compared
// with 40 percent who say": the word behind the comma, else the beginning of the sentence.
std::uint32_t SentenceFinder::RelativeClause(std::uint32_t subject) const {
  const std::uint32_t floor = subject - std::min(subject - s_.begin, kRelativeTokensMax);
  bool relative = At(subject).Is(kRelative);
  for (std::uint32_t i = subject; i > floor && !InSpeech(i - 1); --i) {
    const Token& t = At(i - 1);
    if (t.mark == Mark::kComma) {
      return relative || p_.Spells(i, "something") ? i : s_.begin;
    }
    relative = relative || t.Is(kRelative);
    if (!t.word() && t.mark != Mark::kNumber && t.mark != Mark::kOther) {
      break;
    }
  }
  return s_.begin;
}

void SentenceFinder::MarkNested() {
  EndBeforeOuter();
  for (std::size_t a = first_; a < out_.size(); ++a) {
    for (std::size_t b = first_; b < out_.size(); ++b) {
      for (const TokenRange content : out_[b].content) {
        out_[a].nested = out_[a].nested || (a != b && content.begin <= out_[a].cue.begin &&
                                            out_[a].cue.end <= content.end);
      }
    }
  }
  // A participle inside what another says has a subject that nobody can tell from here.
  out_.erase(std::remove_if(out_.begin() + static_cast<std::ptrdiff_t>(first_), out_.end(),
                            [](const Draft& d) { return d.inherited && d.nested; }),
             out_.end());
}

}  // namespace ibid::detect
