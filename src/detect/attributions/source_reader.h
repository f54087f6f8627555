#pragma once

#include <cstdint>

#include "detect/attributions/source_span.h"

namespace ibid::detect {

inline constexpr std::uint32_t kAppositionTokensMax = 25;
inline constexpr int kAttachmentsMax = 5;  // Prepositional attributes of one source.

inline constexpr WordClasses kSpeakers =
    kPerson | kBody | kGovernment | kDocumentNoun | kPoll | kMediaNoun | kQuantity;

// What the readers to the left and to the right of a cue share. For source_span.cpp and
// source_after.cpp alone.
class SourceReader {
 public:
  explicit SourceReader(const SentenceView& sentence) : s_(sentence) {}

 protected:
  const Token& At(std::uint32_t i) const { return s_.tokens[i]; }
  bool Has(std::uint32_t i) const { return s_.Inside(i); }

  SourceFind Made(TokenRange at, TokenRange base) const {
    SourceFind out;
    out.at = at;
    out.head = HeadOf(s_, base);
    const Token& head = At(out.head.end - 1);
    const bool outlet = s_.outlet_of[out.head.end - 1] >= 0;
    if (!outlet && head.Is(kRelative) && base.size() == 1) {
      out.form = SourceForm::kRelative;
    } else if (!outlet && head.Is(kPronoun | kObjectPronoun) && base.size() == 1 &&
               !head.all_capitals) {
      out.form = SourceForm::kPronoun;
    } else {
      // "Research", "Officials": a capital at the beginning of a sentence names nobody.
      const bool common = out.at.begin == s_.at.begin && out.head.end == s_.at.begin + 1 &&
                          head.Is(kSpeakers) && !head.all_capitals && !head.Is(kBodyName);
      out.form = outlet || (head.capital && !common && !IsRank(head)) ? SourceForm::kName
                                                                      : SourceForm::kCommonNoun;
    }
    return out;
  }

  // Whether a phrase behind this preposition can be an attribute of `left`.
  bool Attaches(TokenRange left, std::uint32_t preposition) const {
    const Token& noun = At(left.end - 1);
    if (noun.capital && s_.outlet_of[left.end - 1] < 0 && !noun.Is(kSpeakers)) {
      return !At(preposition).Is(kLocative);
    }
    return noun.Is(kSpeakers | kPlural) || !At(preposition).Is(kLocative);
  }

  const SentenceView& s_;
};

}  // namespace ibid::detect
