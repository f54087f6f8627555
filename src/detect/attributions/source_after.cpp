#include <cstdint>
#include <optional>

#include "detect/attributions/source_reader.h"

// The source behind its cue: "said | X, the minister".
namespace ibid::detect {
namespace {

constexpr int kSegmentsMax = 3;                  // Descriptions behind one name.
constexpr std::uint32_t kBracketTokensMax = 10;  // "(D-Ohio)"

class RightReader : public SourceReader {
 public:
  using SourceReader::SourceReader;

  std::optional<SourceFind> After(std::uint32_t begin) const {
    std::uint32_t i = begin;
    const TokenRange base = BaseAfter(s_, i);
    if (base.empty()) {
      return std::nullopt;
    }
    SourceFind out = Made(base, base);
    if (out.form == SourceForm::kPronoun) {
      return out;
    }
    const TokenRange whole{base.begin, SkipBrackets(AttachRight(base))};
    out.at = whole;
    std::uint32_t apposed = AppositionRight(whole.end);
    for (int n = 1; n < kSegmentsMax && apposed > whole.end && Continues(apposed, whole.end); ++n) {
      apposed = AppositionRight(apposed);
    }
    if (apposed > whole.end) {
      out.at.end = apposed;
      out.description = {whole.end + 1, apposed};
      NameFromApposition(out, base);
    }
    return out;
  }

 private:
  // One past "(D-Ohio)" behind a name, or `i`.
  std::uint32_t SkipBrackets(std::uint32_t i) const {
    const bool opens = Has(i) && At(i).mark == Mark::kOpen && At(i - 1).capital;
    for (std::uint32_t k = i + 1; opens && Has(k) && k - i < kBracketTokensMax; ++k) {
      if (At(k).mark == Mark::kClose) {
        return k + 1;
      }
    }
    return i;
  }
  // Whether another description follows: "Anna Bell, 60, | a nurse", "a nurse in Melton, | who
  // left".
  bool Continues(std::uint32_t comma, std::uint32_t first) const {
    return Has(comma + 1) && At(comma).mark == Mark::kComma &&
           (At(first + 1).mark == Mark::kNumber || At(comma + 1).Is(kRelative));
  }
  // One past an apposition that begins with the comma at `comma`, or `comma`.
  std::uint32_t AppositionRight(std::uint32_t comma) const {
    if (!Has(comma) || At(comma).mark != Mark::kComma || !Has(comma + 1)) {
      return comma;
    }
    const Token& first = At(comma + 1);
    const bool opens =
        first.Is(kDeterminer | kRelative | kPossessive | kPerson | kDegree | kTitle) ||
        first.mark == Mark::kNumber || (first.capital && Possessor(comma + 1)) ||
        (Has(comma + 2) && ((first.Is(kQuantity) && At(comma + 2).Is(kOf)) ||
                            (first.Is(kAdverb) && At(comma + 2).Is(kDeterminer)))) ||
        (first.capital && !first.Is(kPronoun) && EndsInPerson(comma + 1));
    if (!opens || first.Is(kPronoun & ~kQuantity & ~kRelative) || first.suffix == kSuffixIng ||
        first.Is(kSubordinator) || s_.quote_of[comma + 1] >= 0) {
      return comma;
    }
    std::uint32_t i = comma + 1;
    for (; Has(i) && i - comma < kAppositionTokensMax; ++i) {
      const Token& t = At(i);
      const bool ends = t.mark == Mark::kComma || t.mark == Mark::kStop ||
                        t.mark == Mark::kSemicolon || t.mark == Mark::kColon ||
                        t.mark == Mark::kDash || s_.quote_of[i] >= 0;
      if (ends) {
        return i;
      }
    }
    return Has(i) ? comma : i;
  }
  bool Possessor(std::uint32_t i) const {
    const TokenRange base = BaseAfter(s_, i);
    for (std::uint32_t k = base.begin; k < base.end; ++k) {
      if (At(k).genitive) {
        return true;
      }
    }
    return false;
  }
  bool EndsInPerson(std::uint32_t i) const {
    const TokenRange base = BaseAfter(s_, i);
    return !base.empty() && At(base.end - 1).Is(kPerson);
  }
  // "said a spokesman for X, John Smith": the apposition has the name.
  void NameFromApposition(SourceFind& out, TokenRange base) const {
    if (out.form != SourceForm::kCommonNoun || !At(base.end - 1).Is(kPerson)) {
      return;
    }
    const TokenRange name = BaseAfter(s_, out.description.begin);
    if (!name.empty() && name.end == out.description.end && At(name.end - 1).capital) {
      out.description = {out.at.begin, out.description.begin - 1};
      out.head = HeadOf(s_, name);
      out.form = SourceForm::kName;
    }
  }
  // One past the prepositional attributes behind `base`.
  std::uint32_t AttachRight(TokenRange base) const {
    std::uint32_t end = base.end;
    TokenRange left = base;
    for (int n = 0; n < kAttachmentsMax && Has(end); ++n) {
      std::uint32_t preposition = end;
      while (Has(preposition) && At(preposition).Is(kPostmodifier) && !At(preposition).capital) {
        ++preposition;
      }
      if (!Has(preposition) || !At(preposition).Is(kPreposition) || At(preposition).capital) {
        break;
      }
      const bool attaches =
          At(preposition).Is(kOf) || preposition > end || Attaches(left, preposition);
      const TokenRange right = BaseAfter(s_, preposition + 1);
      if (!attaches || right.empty()) {
        break;
      }
      const Token& noun = At(right.end - 1);
      const bool of_the_act =
          !At(preposition).Is(kOf) && !noun.capital && noun.Is(kEvent | kDocumentNoun | kPeriod);
      if (of_the_act || s_.quote_of[right.begin] >= 0) {
        break;
      }
      end = right.end;
      left = right;
    }
    return end;
  }
};

}  // namespace

std::optional<SourceFind> SourceAfter(const SentenceView& sentence, std::uint32_t begin) {
  return RightReader(sentence).After(begin);
}

}  // namespace ibid::detect
