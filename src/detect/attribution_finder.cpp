#include "detect/attribution_finder.h"

#include <algorithm>
#include <cstddef>

namespace ibid::detect {
namespace {

constexpr int kAdjunctsMax = 4;
constexpr std::uint32_t kGroupTokensMax = 6;
constexpr std::uint32_t kFarThatTokensMax = 30;  // How far behind its verb a clause may begin.
constexpr std::size_t kDraftsMax = 64;           // Of one sentence.

class SentenceFinder {
 public:
  SentenceFinder(const Passage& passage, const Passage::Paragraph& paragraph, std::uint32_t index,
                 std::vector<Draft>& out)
      : p_(passage),
        paragraph_(paragraph),
        s_(passage.sentences[index]),
        view_{passage.tokens, s_, passage.quote_of, passage.outlet_of},
        index_(index),
        out_(out),
        first_(out.size()) {}

  void Run() {
    for (std::uint32_t i = s_.begin; i < s_.end;) {
      std::uint32_t end = i + 1;
      if (p_.tokens[i].cue != 0 && !InSpeech(i) && p_.outlet_of[i] < 0) {
        if (const Cue* cue = p_.CueAt(i, s_.end, end)) {
          Consider(*cue, {i, end});
        }
      }
      i = std::max(i + 1, end);
    }
    Colon();
    MarkNested();
  }

 private:
  struct Group {
    TokenRange at;  // With auxiliaries, adverbs and negation.
    bool be = false;
    bool have = false;
    bool modal = false;
    bool does = false;
    bool to = false;
  };

  const Token& At(std::uint32_t i) const { return p_.tokens[i]; }
  bool Has(std::uint32_t i) const { return i >= s_.begin && i < s_.end; }
  bool InSpeech(std::uint32_t i) const { return p_.quote_of[i] >= 0; }

  Group GroupOf(TokenRange cue) const {
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
      } else if ((t.Is(kAdverb) || t.suffix == kSuffixLy) && !t.Is(kDay | kPeriodModifier)) {
        --i;
        g.at.begin = i;
      } else if (t.genitive && i - 1 > s_.begin && g.at.begin < cue.begin) {
        break;
      } else {
        break;
      }
    }
    g.to = i > s_.begin && p_.Spells(i - 1, "to");
    return g;
  }

  void Consider(const Cue& cue, TokenRange at) {
    if (cue.Has(kNamesSource) && cue.inflection == CueInflection::kFixed) {
      NamedByPreposition(cue, at);
      return;
    }
    if (cue.Has(kEvidential)) {
      return;  // Handled with the sources that the sentence may name elsewhere.
    }
    if (At(at.begin).capital && at.begin != s_.begin) {
      return;
    }
    if (cue.Has(kNamesSource) && cue.inflection == CueInflection::kIng && Cited(cue, at)) {
      return;
    }
    const Group group = GroupOf(at);
    if (!IsVerb(cue, at, group)) {
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

  // Whether the form is a verb here, and not the noun or attribute that it is spelled like.
  bool IsVerb(const Cue& cue, TokenRange at, const Group& group) const {
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
      return before.Is(kPronoun) && cue.inflection != CueInflection::kIng;
    }
    if (before.genitive || before.Is(kPossessive) ||
        (before.Is(kPreposition) && !before.Is(kSubordinator) &&
         cue.inflection != CueInflection::kIng)) {
      return false;
    }
    if (cue.inflection == CueInflection::kBase) {
      return before.Is(kPlural | kPronoun | kQuantity | kRelative | kAdverb) || EndsInS(before) ||
             before.mark == Mark::kComma;
    }
    return true;
  }
  bool EndsInS(const Token& t) const {
    const std::string_view word = Slice(p_.text, t.at);
    return t.word() && (word.ends_with('s') || word.ends_with('S'));
  }

  // ---- According to X; citing X
  // ------------------------------------------------------------------
  void NamedByPreposition(const Cue& cue, TokenRange at) {
    std::optional<SourceFind> source = SourceAfter(view_, at.end);
    if (!source || (cue.Has(kHomograph) && source->form != SourceForm::kName)) {
      return;
    }
    if (at.begin == s_.begin && !source->description.empty() &&
        (!Has(source->at.end) || At(source->at.end).mark != Mark::kComma)) {
      // "According to X, the talks ...": what looks like an apposition is what is said.
      source->at.end = source->description.begin - 1;
      source->description = {};
    }
    Draft d = Make(cue, at, "attribution.according_to", 0.95);
    d.source = source;
    const bool first =
        at.begin == s_.begin || !At(at.begin - 1).word() || At(at.begin - 1).Is(kConjunction);
    const std::uint32_t behind = source->at.end;
    const bool leads = Has(behind) && At(behind).mark == Mark::kComma &&
                       (at.begin == s_.begin || first) && at.begin <= s_.begin + 3;
    if (leads) {
      d.content.push_back(ClauseFrom(p_, s_, behind + 1));
    } else {
      d.content.push_back(ContentBefore(p_, s_, at.begin));
    }
    Emit(std::move(d));
  }

  // "Reuters reported, citing three officials": a source behind the source.
  bool Cited(const Cue& cue, TokenRange at) {
    const std::optional<SourceFind> source = SourceAfter(view_, at.end);
    if (!source || out_.size() == first_ || !Speaks(*source)) {
      return false;
    }
    Draft d = Make(cue, at, "attribution.cited", 0.85);
    d.source = source;
    d.content = out_.back().content;
    d.nested = true;
    Emit(std::move(d));
    return true;
  }

  // ---- Passives
  // ----------------------------------------------------------------------------------
  void Passive(const Cue& cue, TokenRange at, const Group& group) {
    const std::uint32_t by = at.end;
    if (cue.Has(kHomograph) || !Has(by) || !p_.Spells(by, "by")) {
      return;
    }
    const std::optional<SourceFind> source = SourceAfter(view_, by + 1);
    const bool speaks = source && (source->form != SourceForm::kCommonNoun || Speaks(*source));
    if (!speaks || At(by + 1).suffix == kSuffixIng) {
      return;
    }
    Draft d = Make(cue, group.at, "attribution.passive", 0.75);
    d.source = source;
    d.content.push_back(ContentBefore(p_, s_, group.at.begin));
    Emit(std::move(d));
  }

  bool Speaks(const SourceFind& source) const {
    const Token& head = At(source.head.end - 1);
    return head.capital || source.form != SourceForm::kCommonNoun ||
           head.Is(kPerson | kBody | kGovernment | kDocumentNoun | kPoll | kMediaNoun | kQuantity);
  }

  // ---- "...," said X
  // -----------------------------------------------------------------------------
  bool Inverted(const Cue& cue, TokenRange at, const Group& group) {
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
    Draft d = Make(cue, group.at, "attribution.inverted", 0.95);
    d.content.push_back(ContentBefore(p_, s_, group.at.begin));
    AddQuoteBehind(d, source->at.end);
    d.source = source;
    Emit(std::move(d));
    return true;
  }
  // '"Never!" said the minister.': the question mark ended the sentence before.
  bool InvertedAtStart(const Cue& cue, TokenRange at, const Group& group) {
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

  // ---- X said
  // ------------------------------------------------------------------------------------
  void Plain(const Cue& cue, TokenRange at, const Group& group) {
    Draft d = Make(cue, group.at, "attribution.subject", 0.9);
    d.source = Subject(cue, group, d);
    if (!d.source) {
      return;
    }
    std::uint32_t behind = at.end;
    if (cue.Has(kTakesAddressee)) {
      d.addressee = Addressee(behind);
      behind = d.addressee.empty() ? behind : d.addressee.end;
    }
    behind = SkipAdjuncts(behind, d);
    // A wish or a belief is cited where it is put into words, not where it is only had.
    if (cue.Has(kAttitude) && !(Has(behind) && (InSpeech(behind) || p_.Spells(behind, "that")))) {
      return;
    }
    if (!Content(cue, at, behind, d)) {
      return;
    }
    if (cue.Has(kAttitude)) {
      d.confidence -= 0.2;
    }
    Emit(std::move(d));
  }

  std::optional<SourceFind> Subject(const Cue& cue, const Group& group, Draft& d) {
    const Token& before = At(group.at.begin == s_.begin ? group.at.begin : group.at.begin - 1);
    const bool ing = cue.inflection == CueInflection::kIng && !group.be;
    const bool coordinated = group.at.begin > s_.begin && before.Is(kConjunction);
    if (!ing && !coordinated && group.at.begin > s_.begin) {
      std::optional<SourceFind> found = SourceBefore(view_, group.at.begin);
      if (found && Accept(*found, cue, d)) {
        return found;
      }
      if (found || before.mark != Mark::kComma) {
        return std::nullopt;
      }
    }
    return Inherited(cue, group, d);
  }
  bool Accept(const SourceFind& source, const Cue& cue, Draft& d) const {
    const Token& head = At(source.head.end - 1);
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
    if (head.Is(kThing) && !head.capital) {
      return false;
    }
    if (source.form == SourceForm::kCommonNoun && !Speaks(source)) {
      d.confidence -= 0.25;
      return source.clean && (cue.Has(kOfDocuments) || head.Is(kPlural));
    }
    d.confidence -= source.clean ? 0.0 : 0.15;
    return true;
  }
  // "..., adding that", "and said": the source of the attribution before, or of the clause.
  std::optional<SourceFind> Inherited(const Cue& cue, const Group& group, Draft& d) {
    if (cue.Has(kAttitude) || !cue.Has(kTakesQuote | kNamesSource)) {
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
    return FirstNoun(group.at.begin);
  }
  // The subject of the sentence: its first noun phrase that no preposition governs.
  std::optional<SourceFind> FirstNoun(std::uint32_t limit) const {
    std::uint32_t i = s_.begin;
    for (int n = 0; n < kAdjunctsMax && i < limit && Has(i); ++n) {
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

  TokenRange Addressee(std::uint32_t begin) const {
    const TokenRange base = Has(begin) && !InSpeech(begin) ? BaseAfter(view_, begin) : TokenRange{};
    return base;
  }

  // "in a statement", "on Monday", "at a news conference", "to reporters", "later": between the
  // cue and what is said.
  std::uint32_t SkipAdjuncts(std::uint32_t begin, Draft& d) const {
    std::uint32_t i = begin;
    for (int n = 0; n < kAdjunctsMax && Has(i) && !InSpeech(i); ++n) {
      const Token& t = At(i);
      if (t.Is(kDay) || (t.Is(kAdverb) && !t.Is(kPreposition | kConjunction | kSubordinator)) ||
          (t.suffix == kSuffixLy)) {
        ++i;
        continue;
      }
      if (t.Is(kPeriodModifier) && Has(i + 1) && At(i + 1).Is(kPeriod | kDay)) {
        i += 2;
        continue;
      }
      const bool preposition = t.Is(kPreposition) && !t.capital;
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
  std::uint32_t AdjunctEnd(std::uint32_t preposition, Draft& d) const {
    if (Has(preposition + 1) && At(preposition + 1).Is(kMonth | kDay)) {
      std::uint32_t i = preposition + 2;
      while (Has(i) && At(i).mark == Mark::kNumber) {
        ++i;
      }
      return i;
    }
    const TokenRange base = BaseAfter(view_, preposition + 1);
    if (base.empty()) {
      return preposition;
    }
    const Token& noun = At(base.end - 1);
    const bool to = p_.Spells(preposition, "to");
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

  // What is said, from what stands behind the cue. False: this is no attribution.
  bool Content(const Cue& cue, TokenRange at, std::uint32_t i, Draft& d) {
    const std::uint32_t source_begin =
        d.inherited ? d.cue.begin : std::min(d.source->at.begin, d.cue.begin);
    const bool post = !Has(i) || At(i).mark == Mark::kStop || At(i).mark == Mark::kComma ||
                      At(i).mark == Mark::kSemicolon || At(i).mark == Mark::kDash ||
                      At(i).Is(kConjunction);
    const bool quote_here = Has(i) && InSpeech(i) && !IsTitle(i);
    const bool comma_quote = Has(i + 1) && At(i).mark == Mark::kComma && InSpeech(i + 1);
    if (quote_here || comma_quote) {
      return QuoteContent(cue, comma_quote ? i + 1 : i, source_begin, d);
    }
    if (Has(i) && At(i).mark == Mark::kColon) {
      return ColonContent(cue, i, d);
    }
    if (post) {
      return FarThat(cue, i, d) || PostContent(cue, i, source_begin, d);
    }
    return ClauseContent(cue, at, i, source_begin, d);
  }
  // "commented at a meeting on Sunday, held in New York, that the issue ...".
  bool FarThat(const Cue& cue, std::uint32_t comma, Draft& d) {
    if (!cue.Has(kTakesClause) || !Has(comma) || At(comma).mark != Mark::kComma) {
      return false;
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
  bool QuoteContent(const Cue& cue, std::uint32_t i, std::uint32_t source_begin, Draft& d) {
    if (!cue.Has(kTakesQuote | kTakesObject | kTakesClause | kTakesInfinitive | kAttitude)) {
      return false;
    }
    const bool interrupts = source_begin > s_.begin && Precedes(source_begin);
    if (interrupts && At(i - 1).mark == Mark::kComma) {
      d.content.push_back(ContentBefore(p_, s_, source_begin));
    }
    d.content.push_back(ClauseFrom(p_, s_, i));
    return true;
  }
  bool IsTitle(std::uint32_t i) const {
    return p_.quotes[static_cast<std::size_t>(p_.quote_of[i])].use == QuoteUse::kTitle;
  }
  // Whether a quote or a clause with its comma stands right before the source.
  bool Precedes(std::uint32_t source_begin) const {
    if (source_begin <= s_.begin) {
      return s_.begin > paragraph_.at.begin && InSpeech(s_.begin - 1) && source_begin == s_.begin;
    }
    const std::uint32_t before = source_begin - 1;
    return InSpeech(before) || At(before).mark == Mark::kComma || At(before).mark == Mark::kDash ||
           At(before).Is(kSubordinator);
  }
  bool ColonContent(const Cue& cue, std::uint32_t colon, Draft& d) {
    if (!cue.Has(kTakesQuote | kTakesClause)) {
      return false;
    }
    TokenRange content = ClauseFrom(p_, s_, colon + 1);
    if (content.empty()) {
      content = QuoteAfter(p_, paragraph_, colon + 1);
    }
    if (content.empty()) {
      return false;
    }
    d.content.push_back(content);
    return true;
  }
  bool PostContent(const Cue& cue, std::uint32_t i, std::uint32_t source_begin, Draft& d) {
    if (cue.Has(kBare)) {
      return true;
    }
    const bool takes = cue.Has(kTakesQuote) || (cue.Has(kTakesClause) && !cue.Has(kAttitude));
    if (!takes) {
      return false;
    }
    if (!d.inherited && Precedes(source_begin)) {
      const TokenRange before =
          source_begin <= s_.begin
              ? p_.quotes[static_cast<std::size_t>(p_.quote_of[s_.begin - 1])].at
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
  // "The plan, she said, was bad.": the rest of the clause that the cue interrupts.
  void AddRest(Draft& d, std::uint32_t comma) {
    const bool interrupted = Has(comma + 1) && At(comma).mark == Mark::kComma &&
                             !InSpeech(comma + 1) && !InSpeech(d.content.back().end - 1) &&
                             At(comma + 1).suffix != kSuffixIng &&
                             !At(comma + 1).Is(kConjunction | kSubordinator | kRelative);
    if (interrupted) {
      const TokenRange rest = ClauseFrom(p_, s_, comma + 1);
      if (!rest.empty()) {
        d.content.push_back(rest);
      }
    }
  }
  // '"...," X said. "More."': the quote that goes on right behind.
  void AddQuoteBehind(Draft& d, std::uint32_t end) {
    const bool spoken =
        !d.content.empty() && !d.content.back().empty() && InSpeech(d.content.back().end - 1);
    if (!spoken) {
      return;
    }
    const TokenRange more = QuoteAfter(p_, paragraph_, end);
    if (!more.empty()) {
      d.content.push_back(more);
    }
  }
  bool ClauseContent(const Cue& cue, TokenRange at, std::uint32_t i, std::uint32_t source_begin,
                     Draft& d) {
    const Token& t = At(i);
    const bool that = p_.Spells(i, "that");
    if (that || t.Is(kQuestionWord) || p_.Spells(i, "whether") || p_.Spells(i, "if")) {
      const bool takes = cue.Has(kTakesClause) || (cue.Has(kTakesObject) && t.Is(kQuestionWord));
      return takes && Take(i, d);
    }
    if (p_.Spells(i, "to")) {
      return cue.Has(kTakesInfinitive) && Take(i, d);
    }
    if (t.Is(kSubordinator) && !t.Is(kPreposition)) {
      return PostContent(cue, i, source_begin, d);
    }
    if (t.Is(kPreposition)) {
      if (cue.Has(kTakesObject) && at.size() > 1) {
        return Take(i, d);
      }
      const bool about = p_.Spells(i, "about") || p_.Spells(i, "of");
      if (about && cue.Has(kTakesQuote | kAttitude)) {
        return Take(i, d);
      }
      return PostContent(cue, i, source_begin, d);
    }
    if (cue.Has(kTakesClause) || cue.Has(kTakesObject)) {
      const TokenRange base = BaseAfter(view_, i);
      const bool object =
          !base.empty() || t.suffix == kSuffixIng || t.Is(kDeterminer | kPossessive);
      if (!object && !cue.Has(kTakesClause)) {
        return false;
      }
      if (cue.Has(kHomograph) && !cue.Has(kTakesObject) &&
          (d.confidence < 0.8 || !HasVerb(ClauseFrom(p_, s_, i)) || !Finds(cue, d))) {
        return false;
      }
      return Take(i, d);
    }
    return false;
  }
  // "found", "shows" and their kind state something without "that" only where papers do it.
  bool Finds(const Cue& cue, const Draft& d) const {
    return cue.Has(kTakesQuote) || !cue.Has(kOfDocuments) ||
           At(d.source->head.end - 1).Is(kDocumentNoun | kPoll);
  }
  bool HasVerb(TokenRange clause) const {
    for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
      if (At(i).Is(kBe | kHave | kDo | kModal | kVerb) || At(i).suffix == kSuffixEd ||
          At(i).cue != 0) {
        return true;
      }
    }
    return false;
  }
  bool Take(std::uint32_t i, Draft& d) {
    const TokenRange content = ClauseFrom(p_, s_, i);
    if (content.empty()) {
      return false;
    }
    d.content.push_back(content);
    return true;
  }

  // ---- Speaker: "words"
  // --------------------------------------------------------------------------
  void Colon() {
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
    const bool all = source && source->at.begin == s_.begin && source->form == SourceForm::kName &&
                     (InSpeech(colon + 1) || At(s_.begin).all_capitals);
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

  Draft Make(const Cue& cue, TokenRange at, std::string_view rule, double confidence) const {
    Draft d;
    d.entry = &cue;
    d.cue = at;
    d.rule = rule;
    d.confidence = confidence;
    d.sentence = index_;
    return d;
  }
  void Emit(Draft d) {
    std::erase_if(d.content, [](TokenRange r) { return r.empty(); });
    const bool bare = d.entry != nullptr && d.entry->Has(kBare);
    if ((d.content.empty() && !bare) || out_.size() - first_ >= kDraftsMax) {
      return;
    }
    out_.push_back(std::move(d));
  }
  // What stands inside what another says is nested.
  void MarkNested() {
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

  const Passage& p_;
  const Passage::Paragraph& paragraph_;
  TokenRange s_;
  SentenceView view_;
  std::uint32_t index_;
  std::vector<Draft>& out_;
  std::size_t first_;
};

}  // namespace

void FindDrafts(const Passage& passage, const Passage::Paragraph& paragraph,
                std::vector<Draft>& out) {
  for (std::uint32_t i = paragraph.sentences.begin; i < paragraph.sentences.end; ++i) {
    SentenceFinder(passage, paragraph, i, out).Run();
  }
}

}  // namespace ibid::detect
