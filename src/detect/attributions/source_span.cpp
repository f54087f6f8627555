#include <algorithm>
#include <cstdint>
#include <optional>

#include "detect/attributions/cues.h"
#include "detect/attributions/source_reader.h"

namespace ibid::detect {
namespace {

constexpr int kSegmentsMax = 4;  // Comma-separated parts of one source.
constexpr int kAdjunctsMax = 4;  // "on Friday at a meeting in Paris" between subject and cue.
constexpr std::uint32_t kAsideTokensMax = 5;  // "on the other hand"
constexpr int kCoordinatesMax = 4;            // "A, B and C": how many more than one speak at once.

class LeftReader : public SourceReader {
 public:
  using SourceReader::SourceReader;

  std::optional<SourceFind> Before(std::uint32_t end) const {
    const std::uint32_t before_aside = SkipAside(end);
    std::uint32_t i = SkipBrackets(before_aside);
    bool dropped = before_aside != end;
    for (int n = 0; n < kAdjunctsMax; ++n) {
      const std::uint32_t skipped = SkipTime(SkipAdverbs(i));
      const std::uint32_t without = SkipAdjunctPhrase(skipped);
      if (without == i) {
        break;
      }
      dropped = true;
      i = without;
    }
    if (i <= s_.at.begin) {
      return std::nullopt;
    }
    if (At(i - 1).mark == Mark::kComma) {
      return AcrossCommas(i, dropped);
    }
    if (At(i - 1).mark == Mark::kDash && !dropped) {
      return AcrossDashes(i);
    }
    if (const std::optional<SourceFind> issued = Issued(i, end)) {
      return issued;
    }
    std::optional<SourceFind> found = Unclosed(i, Phrase(i));
    if (!found || found->form == SourceForm::kRelative) {
      return found;
    }
    if (found->form != SourceForm::kPronoun && found->at.end < end && !dropped) {
      found->at.end = end;  // Brackets behind the name: "Ted Cruz (R-Texas)".
    }
    Coordinate(*found);
    return found;
  }

 private:
  // ---- What stands between the subject and the cue --------------------------------------------
  std::uint32_t SkipAdverbs(std::uint32_t end) const {
    while (end > s_.at.begin && !At(end - 1).capital &&
           (At(end - 1).Is(kAdverb) || At(end - 1).suffix == kSuffixLy)) {
      --end;
    }
    return end;
  }
  // "Bell, however, |", "Bell, for her part, |": where the first comma stands, or `end`.
  std::uint32_t SkipAside(std::uint32_t end) const {
    if (end <= s_.at.begin + 2 || At(end - 1).mark != Mark::kComma) {
      return end;
    }
    const std::uint32_t open = CommaBefore(end - 1);
    const std::uint32_t size = end - 2 - open;
    if (open == end - 1 || open <= s_.at.begin || size == 0 || size > kAsideTokensMax) {
      return end;
    }
    const bool phrase = At(open + 1).Is(kPreposition) && At(end - 2).Is(kAside) && size > 1;
    bool adverbs = true;
    for (std::uint32_t i = open + 1; i + 1 < end; ++i) {
      adverbs = adverbs && !At(i).capital && (At(i).Is(kAdverb) || At(i).suffix == kSuffixLy);
    }
    return phrase || adverbs ? open : end;
  }
  std::uint32_t SkipBrackets(std::uint32_t end) const {
    if (end <= s_.at.begin || At(end - 1).mark != Mark::kClose) {
      return end;
    }
    for (std::uint32_t i = end - 1; i > s_.at.begin && end - i < kAppositionTokensMax; --i) {
      if (At(i - 1).mark == Mark::kOpen) {
        return i - 1;
      }
    }
    return end;
  }
  // "Monday", "on Monday", "last spring", "in February", "earlier this week".
  std::uint32_t SkipTime(std::uint32_t end) const {
    std::uint32_t i = end;
    while (i > s_.at.begin && end - i < 6 && s_.outlet_of[i - 1] < 0 &&
           (At(i - 1).Is(kDay) || (At(i - 1).Is(kPeriod) && !At(i - 1).capital) ||
            At(i - 1).mark == Mark::kNumber || (At(i - 1).Is(kMonth) && At(i - 1).capital))) {
      --i;
    }
    const bool year = end - i == 1 && At(i).mark == Mark::kNumber && At(i).at.size() == 4 &&
                      i > s_.at.begin && At(i - 1).Is(kLocative);
    if (i == end || (!year && end - i == 1 && At(i).mark == Mark::kNumber)) {
      return end;
    }
    const bool counted = end - i >= 2 && At(end - 1).Is(kPlural) &&
                         At(end - 2).mark == Mark::kNumber && !At(i - 1).Is(kPreposition);
    if (counted) {
      return end;  // "shared 900 times |"
    }
    while (i > s_.at.begin && At(i - 1).Is(kPeriodModifier | kDeterminer | kAdverb)) {
      --i;
    }
    if (i > s_.at.begin && At(i - 1).Is(kPreposition)) {
      --i;
    }
    return i;
  }
  // "at a meeting with his counterpart", "at the Council on Foreign Relations": where it cannot be
  // an attribute of the noun before it. Returns where it begins, or `end`.
  std::uint32_t SkipAdjunctPhrase(std::uint32_t end) const {
    std::uint32_t i = end;
    for (int n = 0; n < kAttachmentsMax; ++n) {
      const TokenRange base = BaseBefore(s_, i);
      if (base.empty() || base.begin <= s_.at.begin || !At(base.begin - 1).Is(kPreposition)) {
        return end;
      }
      const std::uint32_t preposition = base.begin - 1;
      const bool locative = At(preposition).Is(kLocative);
      const Token& head = At(HeadOf(s_, base).end - 1);
      const bool after_comma = Has(preposition - 1) && At(preposition - 1).mark == Mark::kComma;
      const TokenRange left = BaseBefore(s_, preposition);
      const bool event = locative && head.Is(kEvent) && !head.capital;
      const bool common = left.begin == s_.at.begin && left.size() == 1 &&
                          At(left.begin).Is(kSpeakers);  // "Historians | at the museum"
      const bool after_name = locative && !left.empty() && At(left.end - 1).capital && !common;
      const bool after_time = locative && SkipTime(preposition) != preposition;
      if (after_comma || ((event || after_name || after_time) && preposition > s_.at.begin)) {
        return preposition;
      }
      if (left.empty()) {
        return end;
      }
      i = preposition;
    }
    return end;
  }

  // ---- The phrase itself ----------------------------------------------------------------------
  // The noun phrase that ends at `end`, with its prepositional attributes.
  std::optional<SourceFind> Phrase(std::uint32_t end) const {
    if (end > s_.at.begin + 1 && At(end - 1).Is(kReflexive)) {
      std::optional<SourceFind> self = Phrase(end - 1);  // "Bell | herself"
      if (self) {
        self->at.end = end;
      }
      return self;
    }
    if (end > s_.at.begin + 2 && IsFloating(end - 1)) {
      std::optional<SourceFind> all = Phrase(end - 1);
      if (all && all->form != SourceForm::kRelative) {
        all->at.end = end;
        return all;
      }
    }
    TokenRange base = BaseBefore(s_, end);
    if (base.empty() && end > s_.at.begin + 2 && At(end - 1).Is(kObjectPronoun) &&
        At(end - 2).Is(kOf)) {
      base = {end - 1, end};  // "one of them"
    }
    if (base.empty()) {
      return std::nullopt;
    }
    TokenRange head_base = base;
    std::uint32_t begin = base.begin;
    for (int n = 0; n < kAttachmentsMax && begin > s_.at.begin; ++n) {
      if (At(begin - 1).Is(kApproximate) && Counts(begin)) {
        --begin;  // "About | 9 percent"
        break;
      }
      if (!At(begin - 1).Is(kPreposition)) {
        break;
      }
      const std::uint32_t preposition = begin - 1;
      std::uint32_t left_end = preposition;
      while (left_end > s_.at.begin && At(left_end - 1).Is(kPostmodifier) &&
             !At(left_end - 1).capital) {
        --left_end;
      }
      const TokenRange left = BaseBefore(s_, left_end);
      const bool share = !left.empty() && At(preposition).Is(kLocative) && Counts(left.end - 1) &&
                         base.size() == 1 && Counts(base.begin);  // "four | in 10"
      if (left.empty() || (!share && !At(preposition).Is(kOf) && !Attaches(left, preposition))) {
        return std::nullopt;  // The object of a preposition is no subject.
      }
      begin = left.begin;
      head_base = OfficeAndName(left, base) ? TokenRange{base.begin, base.end} : left;
      base = left;
    }
    SourceFind out = Made({begin, end}, head_base);
    const Token& noun = At(out.head.end - 1);
    if (At(out.at.begin).genitive ||
        !(noun.word() || noun.percent() || noun.mark == Mark::kNumber)) {
      return std::nullopt;
    }
    out.clean = BeginsClause(begin);
    return out;
  }
  // "Bell, Moss and Lane all |", "the mayors both |": behind those whom it counts.
  bool IsFloating(std::uint32_t i) const {
    const Token& before = At(i - 1);
    return !At(i).capital && At(i).Is(kQuantity) && At(i).Is(kPronoun | kCorrelative) &&
           before.word() && !before.Is(kPreposition | kConjunction | kDeterminer | kAdverb) &&
           (before.capital || before.Is(kPlural | kPronoun));
  }
  bool Counts(std::uint32_t i) const { return At(i).mark == Mark::kNumber || At(i).Is(kQuantity); }
  // "Secretary of State John Kerry": the name stands behind the preposition.
  bool OfficeAndName(TokenRange left, TokenRange right) const {
    const Token& office = At(left.end - 1);
    return office.Is(kTitle | kPerson) && right.size() >= 2 && At(right.end - 1).capital &&
           At(right.begin).Is(kDepartment | kState) && HeadOf(s_, right).begin > right.begin;
  }
  bool BeginsClause(std::uint32_t begin) const {
    if (begin <= s_.at.begin) {
      return true;
    }
    const Token& before = At(begin - 1);
    return !before.word() || before.Is(kConjunction | kSubordinator | kAdverb | kDay | kRelative |
                                       kQuestionWord | kPeriod);
  }

  // "a survey published this week |": the participle belongs to the document.
  std::optional<SourceFind> Issued(std::uint32_t participle_end, std::uint32_t end) const {
    if (participle_end < s_.at.begin + 2 || !At(participle_end - 1).Is(kPostmodifier) ||
        At(participle_end - 1).Is(kVerb) || At(participle_end - 1).capital) {
      return std::nullopt;
    }
    std::optional<SourceFind> found = Phrase(participle_end - 1);
    if (!found || !At(found->head.end - 1).Is(kDocumentNoun | kPoll)) {
      return std::nullopt;
    }
    found->at.end = end;
    return found;
  }

  // "Bell - who leads the survey - |".
  std::optional<SourceFind> AcrossDashes(std::uint32_t end) const {
    for (std::uint32_t i = end - 1; i > s_.at.begin && end - i < kAppositionTokensMax; --i) {
      if (s_.quote_of[i - 1] >= 0 || At(i - 1).mark == Mark::kSemicolon) {
        break;
      }
      if (At(i - 1).mark != Mark::kDash) {
        continue;
      }
      std::optional<SourceFind> core = Phrase(SkipBrackets(i - 1));
      if (core && Names(*core)) {
        core->description = {i, end - 1};
        core->at.end = end;
        return core;
      }
      break;
    }
    return std::nullopt;
  }

  // ---- Several who speak at once -------------------------------------------------------------
  // "Bell and other officials |", "A, B and C |": what stands left of the conjunction speaks too,
  // if it begins the clause.
  void Coordinate(SourceFind& last) const {
    std::uint32_t begin = last.at.begin;
    for (int n = 0; n < kCoordinatesMax && begin > s_.at.begin + 1; ++n) {
      const Token& link = At(begin - 1);
      const bool links =
          n == 0 ? link.Is(kConjunction) && !link.capital : link.mark == Mark::kComma;
      if (!links) {
        break;
      }
      const bool list = n == 0 && At(begin - 2).mark == Mark::kComma;  // "A, B, and C"
      std::optional<SourceFind> left = Phrase(begin - (list ? 2 : 1));
      if (left && left->at.begin > s_.at.begin && At(left->at.begin - 1).Is(kCorrelative)) {
        --left->at.begin;  // "Neither the bank nor the fund |"
        left->clean = BeginsClause(left->at.begin);
      }
      if (!left || !left->clean || left->at.begin < s_.at.begin || !Coordinates(*left, last)) {
        break;
      }
      if (list && (left->at.begin == s_.at.begin || At(left->at.begin - 1).mark != Mark::kComma)) {
        break;  // "The talks failed at last, and officials said"
      }
      begin = left->at.begin;
      const bool attributes = left->at.end > left->head.end && last.form == SourceForm::kName &&
                              left->form == SourceForm::kCommonNoun;
      if (attributes || (left->form == SourceForm::kName && last.form == SourceForm::kCommonNoun)) {
        // "Bell and other officials"; "officials of the bank and the fund", where both are
        // attributes.
        last.head = left->head;
        last.form = left->form;
      }
    }
    if (begin < last.at.begin) {
      last.at.begin = begin;
      last.clean = true;
      last.several = true;
    }
  }
  bool Coordinates(const SourceFind& left, const SourceFind& last) const {
    const Token& head = At(left.head.end - 1);
    if (left.form == SourceForm::kPronoun) {
      return last.form != SourceForm::kPronoun && head.Is(kPronoun) && !head.Is(kQuantity);
    }
    if (left.form != SourceForm::kName) {
      return left.form == SourceForm::kCommonNoun && head.Is(kSpeakers | kDegree | kNationality);
    }
    return last.form != SourceForm::kPronoun && head.suffix == 0;
  }

  // ---- Appositions ----------------------------------------------------------------------------
  // "Anna Bell, a spokeswoman for the police said", "Dr Bell, who leads the survey said": the comma
  // that should close the apposition is missing. `found` is what ends at `end` without it.
  std::optional<SourceFind> Unclosed(std::uint32_t end, std::optional<SourceFind> found) const {
    const bool alone = found && found->clean && !Apposes(found->at.begin);
    if (end <= s_.at.begin + 2 || alone) {
      return found;
    }
    const std::uint32_t comma = CommaBefore(end);
    if (comma == end || comma <= s_.at.begin || comma + 1 >= end || !Apposes(comma + 1) ||
        !Describes({comma + 1, end})) {
      return found && found->clean ? found : Restricted(end, found);
    }
    std::optional<SourceFind> core = Phrase(comma);
    const bool named =
        core && core->clean && core->form == SourceForm::kName &&
        At(core->head.end - 1).suffix == 0 &&
        (core->at.size() > 1 || HasRelative({comma + 1, end}) || At(comma + 1).capital);
    if (!named) {
      return found;
    }
    core->description = {comma + 1, end};
    core->at.end = end;
    return core;
  }
  bool HasRelative(TokenRange range) const {
    return std::any_of(s_.tokens.begin() + range.begin, s_.tokens.begin() + range.end,
                       [](const Token& t) { return t.Is(kRelative); });
  }
  // "Several employees who spoke to the paper |", "Two aides assigned to the case |": who is meant,
  // without a comma. Only where the phrase begins the clause.
  std::optional<SourceFind> Restricted(std::uint32_t end, std::optional<SourceFind> found) const {
    if (found && found->form == SourceForm::kPronoun) {
      return found;
    }
    for (std::uint32_t i = end - 1; i > s_.at.begin && end - i < kAppositionTokensMax; --i) {
      const Token& t = At(i);
      if (!t.word() && t.mark != Mark::kNumber) {
        break;
      }
      const bool participle = !t.capital && (t.suffix == kSuffixEd || t.Is(kPostmodifier)) &&
                              i + 1 < end &&
                              At(i + 1).Is(kPreposition | kQuantity | kPeriodModifier | kDay);
      const bool that = t.Is(kThat) && i + 2 < end &&
                        !At(i + 1).Is(kDeterminer | kPronoun | kPossessive) && !At(i + 1).capital;
      if (!((t.Is(kRelative) || that) && !t.capital && i + 2 < end) && !participle) {
        continue;
      }
      std::optional<SourceFind> core = Phrase(i);
      const bool speaks =
          core && core->clean && core->form != SourceForm::kPronoun &&
          core->form != SourceForm::kRelative &&
          At(core->head.end - 1).Is(kPerson | kPlural | kQuantity | kBody | kDocumentNoun | kPoll);
      if (speaks) {
        core->at.end = end;
        return core;
      }
    }
    return found;
  }
  // Whether the phrase at `begin` stands behind a comma and can be an apposition.
  bool Apposes(std::uint32_t begin) const {
    const Token& first = At(begin);
    if (begin > s_.at.begin && At(begin - 1).mark == Mark::kComma && first.capital) {
      const TokenRange base = BaseAfter(s_, begin);  // "Bell, Melton expert"
      const Token& last = At(base.empty() ? begin : base.end - 1);
      return last.Is(kPerson) && !last.Is(kPlural | kTitle) && !last.capital;
    }
    return begin > s_.at.begin && At(begin - 1).mark == Mark::kComma && !first.capital &&
           (!first.Is(kPronoun) || first.Is(kRelative)) &&
           first.Is(kDeterminer | kRelative | kPerson | kDegree | kBody);
  }
  // "a 29-year-old teacher", "who works in Paris": no clause of its own with another subject.
  bool Describes(TokenRange segment) const {
    bool person = false;
    for (std::uint32_t i = segment.begin; i < segment.end; ++i) {
      person = person || At(i).Is(kPerson | kRelative | kBody);
      if (At(i).Is(kBe | kHave | kModal) && !At(segment.begin).Is(kRelative)) {
        return false;
      }
    }
    return person;
  }

  // `comma` is one past a comma that stands before the cue.
  std::optional<SourceFind> AcrossCommas(std::uint32_t comma, bool adjunct) const {
    std::uint32_t end = comma;  // One past the comma that closes the segment.
    if (adjunct) {
      // "X, the minister, at the Council |": the comma before the adjunct closes the apposition.
      const std::optional<SourceFind> direct = Apposed(end);
      return direct ? direct : Phrase(end - 1);
    }
    return Apposed(end);
  }

  // The source of "X, segment, segment,": `end` is one past the last comma.
  std::optional<SourceFind> Apposed(std::uint32_t end) const {
    std::uint32_t close = end - 1;
    std::optional<SourceFind> last;
    for (int n = 0; n < kSegmentsMax; ++n) {
      const std::uint32_t open = CommaBefore(close);
      if (open == close || !Appositive({open + 1, close})) {
        return std::nullopt;
      }
      const bool dropped = At(open + 1).Is(kSubordinator) || Cites(open + 1);
      if (n == 0 && !dropped) {
        last = Phrase(close);
      }
      std::optional<SourceFind> core = Phrase(SkipBrackets(open));
      if (core && (core->form == SourceForm::kRelative || !Names(*core))) {
        core.reset();
      }
      if (core) {
        return Joined(*core, last, dropped ? open : end - 1, {open + 1, end - 1});
      }
      close = open;
    }
    return std::nullopt;
  }
  bool Cites(std::uint32_t i) const {
    return At(i).suffix == kSuffixIng && At(i).cue != 0 &&
           Cues::Get().At(At(i).cue).Has(kNamesSource);
  }
  bool Names(const SourceFind& core) const {
    const Token& head = At(core.head.end - 1);
    return head.capital || head.Is(kSpeakers) || core.clean;
  }
  SourceFind Joined(SourceFind core, const std::optional<SourceFind>& last, std::uint32_t end,
                    TokenRange description) const {
    const bool name_last = last && last->form == SourceForm::kName &&
                           core.form == SourceForm::kCommonNoun && last->at.begin > core.at.end &&
                           last->at.end == description.end && At(core.head.end - 1).Is(kSpeakers);
    core.description = description;
    if (name_last) {
      core.description = core.at;
      core.head = last->head;
      core.form = SourceForm::kName;
    }
    core.at.end = end;
    return core;
  }
  // The comma before `close` that opens the segment, or `close`.
  std::uint32_t CommaBefore(std::uint32_t close) const {
    for (std::uint32_t i = close; i > s_.at.begin && close - i < kAppositionTokensMax; --i) {
      const Token& t = At(i - 1);
      if (t.mark == Mark::kComma) {
        return i - 1;
      }
      // A full stop right before the comma is that of an abbreviation: "R-Ky.,".
      const bool breaks = t.mark == Mark::kSemicolon || t.mark == Mark::kColon ||
                          (t.mark == Mark::kStop && i != close) || s_.quote_of[i - 1] >= 0;
      if (breaks) {
        return close;
      }
    }
    return close;
  }
  // Whether what stands between two commas can describe the noun before the first.
  bool Appositive(TokenRange segment) const {
    if (segment.empty()) {
      return false;
    }
    const Token& first = At(segment.begin);
    if (first.Is(kPronoun) && !first.Is(kRelative | kQuantity)) {
      return false;
    }
    return first.Is(kDeterminer | kRelative | kPossessive | kPerson | kDegree | kPreposition |
                    kSubordinator | kPostmodifier | kTitle | kNationality | kBody | kGovernment |
                    kQuantity) ||
           first.capital || first.mark == Mark::kNumber || first.suffix != 0;
  }
};

}  // namespace

std::optional<SourceFind> SourceBefore(const SentenceView& sentence, std::uint32_t end) {
  return LeftReader(sentence).Before(end);
}

}  // namespace ibid::detect
