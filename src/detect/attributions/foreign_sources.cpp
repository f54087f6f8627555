#include "detect/attributions/foreign_sources.h"

#include <algorithm>

#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::uint32_t kPhraseTokensMax = 16;
constexpr std::uint32_t kSkippedMax = 3;   // Adverbs before a subject.
constexpr std::uint32_t kLowerRunMax = 3;  // Words written small, one after another.
constexpr std::uint32_t kApposedMax = 8;
constexpr ForeignClasses kVerbal = kFVerb | kFAux | kFSplit | kFFinal;

class Reader {
 public:
  explicit Reader(const ForeignText& text) : t_(text), p_(text.passage) {}

  const ForeignWord& W(std::uint32_t i) const { return t_.words[i]; }
  bool IsOutlet(std::uint32_t i) const { return p_.outlet_of[i] >= 0; }
  bool Capital(std::uint32_t i) const { return W(i).capital || IsOutlet(i); }
  bool german() const { return t_.language == Language::kGerman; }

  // One past the noun phrase that begins at `begin`, without appositions; `begin` where none does.
  std::uint32_t PhraseEnd(std::uint32_t begin, std::uint32_t limit, Beside beside) const {
    limit = std::min(limit, begin + kPhraseTokensMax);
    Phrase phrase{begin, begin, 0, false, true};
    for (std::uint32_t i = begin; i < limit; ++i) {
      const Token& token = p_.tokens[i];
      if (token.mark == Mark::kOpen && phrase.noun) {
        const std::uint32_t close = ClosingBracket(i, limit);
        if (close == i) {
          break;
        }
        i = close;
        phrase.end = i + 1;
      } else if (!token.word() && p_.quote_of[i] >= 0 && !InForeignSpeech(p_, i)) {
        phrase.end = phrase.noun ? i + 1 : phrase.end;  // The marks around a name.
      } else if ((!token.word() && !IsOutlet(i)) || InForeignSpeech(p_, i) ||
                 !GoesOn(phrase, i, limit, beside)) {
        break;
      }
    }
    return phrase.noun ? phrase.end : begin;
  }

  // One past ", Anna Weber" or ", Vorsitzende der Grünen," behind the phrase, else `end`.
  std::uint32_t ApposedEnd(std::uint32_t end, std::uint32_t limit) const {
    if (end + 1 >= limit || p_.tokens[end].mark != Mark::kComma) {
      return end;
    }
    const std::uint32_t close =
        PhraseEnd(end + 1, std::min(limit, end + 1 + kApposedMax), Beside::kPreposition);
    const bool whole =
        close > end + 1 && (close >= limit || p_.tokens[close].mark == Mark::kComma ||
                            p_.tokens[close].mark == Mark::kStop || p_.quote_of[close] >= 0);
    return whole && (Capital(end + 1) || W(end + 1).Is(kFDet | kFRole)) ? close : end;
  }

  ForeignSource Make(TokenRange at) const {
    ForeignSource out;
    out.at = at;
    out.span = p_.Span(at);
    if (W(at.begin).elided > 0 && !W(at.begin).Is(kFDet)) {
      out.span.begin += W(at.begin).elided;  // "d'|Emmanuel Macron", "qu'|Anne"
    }
    const TokenRange name = NameIn(at);
    const TokenRange head = name.empty() ? NounIn(at) : name;
    out.head_at = head;
    out.head = p_.Span(head);
    out.head.begin += W(head.begin).elided;
    Classify(at, name, out);
    return out;
  }

 private:
  struct Phrase {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;  // One past the last word that may end it.
    std::uint32_t small = 0;
    bool noun = false;
    bool open = true;  // After an article or a link, words written small may follow.
  };

  // Whether token `i` carries the phrase on, which is updated.
  bool GoesOn(Phrase& phrase, std::uint32_t i, std::uint32_t limit, Beside beside) const {
    const ForeignWord& word = W(i);
    const bool after_link = i > phrase.begin && W(i - 1).Is(kFLink);
    if (Capital(i) || (!german() && word.Is(kFRole | kFBody | kFDocument))) {
      if (word.Is(kFTime) && i > phrase.begin) {
        return false;
      }
      phrase.noun = true;
      phrase.small = 0;
      phrase.open = !german();
      phrase.end = i + 1;
      return true;
    }
    if (word.Is(kFDet) && word.elided == 0 &&
        (i == phrase.begin || after_link || (german() && phrase.noun && word.Is(kFLink)))) {
      phrase.open = true;
      phrase.small = 0;
      return true;
    }
    if (beside == Beside::kBehindVerb && phrase.noun && IsTo(word)) {
      return false;  // "a déclaré la ministre | à l'AFP", "dijo Ruiz | a Radio Nacional"
    }
    if (word.Is(kFLink) && word.elided == 0 && phrase.noun) {
      phrase.open = i + 1 < limit && !W(i + 1).Is(kFTime);
      phrase.small = 0;
      return phrase.open;
    }
    const bool elided_article = word.elided > 0 && (i == phrase.begin || after_link);
    if (!phrase.open || ++phrase.small > kLowerRunMax ||
        word.Is(kVerbal | kFThat | kFConj | kFNot | kFAdverb) ||
        (!elided_article && word.Is(kFPronoun | kFDet))) {
      return false;
    }
    if (!german()) {
      // "la direction", "le ministre chargé", "el presidente estadounidense"
      const bool article = elided_article || (i > phrase.begin && W(i - 1).Is(kFDet));
      phrase.noun = phrase.noun || (beside != Beside::kPreposition && article);
      phrase.end = phrase.noun && !word.Is(kFPrep) ? i + 1 : phrase.end;
    }
    return true;
  }

  bool IsTo(const ForeignWord& word) const {
    return !german() && (word.lower == "a" || word.lower == "al" || word.lower == "\u00e0" ||
                         word.lower == "au" || word.lower == "aux");
  }

  std::uint32_t ClosingBracket(std::uint32_t open, std::uint32_t limit) const {
    constexpr std::uint32_t kBracketMax = 6;
    for (std::uint32_t i = open + 1; i < std::min(limit, open + kBracketMax); ++i) {
      if (p_.tokens[i].mark == Mark::kClose) {
        return i;
      }
    }
    return open;
  }
  bool IsNoun(std::uint32_t i) const { return W(i).Is(kFRole | kFBody | kFDocument); }

  // The last run of capitals that is a name: two words, or one that no class knows.
  TokenRange NameIn(TokenRange at) const {
    TokenRange best;
    for (std::uint32_t i = at.begin; i < at.end; ++i) {
      const bool article = W(i).Is(kFDet) && W(i).elided == 0 && !IsOutlet(i);
      if (!Capital(i) || IsNoun(i) || article) {
        continue;
      }
      const std::uint32_t begin = i;
      const bool outlet = IsOutlet(begin);
      while (i < at.end && Capital(i) && (outlet ? IsOutlet(i) : !IsNoun(i))) {
        ++i;
      }
      const bool single = i - begin == 1 && !outlet;
      // German nouns are capitals all: one alone names somebody only where no article is before it.
      if (single && german() && (begin > at.begin || best.size() > 1)) {
        continue;
      }
      // "le ministre de l'Intérieur" is no name, "le président de la Commission" neither.
      const bool governed = begin > at.begin && (W(begin - 1).Is(kFLink) || W(begin).Is(kFLink) ||
                                                 (begin > at.begin + 1 && W(begin - 2).Is(kFLink)));
      if (single && (best.size() > 1 || governed)) {
        continue;
      }
      best = {begin, i};
    }
    return best;
  }
  TokenRange NounIn(TokenRange at) const {
    for (std::uint32_t i = at.begin; i < at.end; ++i) {
      if (IsNoun(i) || (Capital(i) && !W(i).Is(kFDet))) {
        return {i, i + 1};
      }
    }
    return {at.end - 1, at.end};
  }

  void Classify(TokenRange at, TokenRange name, ForeignSource& out) const {
    ForeignClasses classes = 0;
    for (std::uint32_t i = at.begin; i < at.end; ++i) {
      if (IsOutlet(i) &&
          p_.outlet_names[static_cast<std::size_t>(p_.outlet_of[i])].at.size() + 2 >= at.size()) {
        const OutletRow* row = p_.outlet_names[static_cast<std::size_t>(p_.outlet_of[i])].outlet;
        out.type = row != nullptr && row->is_agency() ? SourceType::kAgency : SourceType::kOutlet;
        out.named = true;
        return;
      }
      classes |= W(i).classes;
    }
    if (const OutletRow* row = OutletNamed(name, out)) {
      out.type = row->is_agency() ? SourceType::kAgency : SourceType::kOutlet;
      out.named = true;
    } else if (name.size() > 1 && !p_.tokens[name.begin].all_capitals) {
      out.type = SourceType::kPersonNamed;
      out.named = true;
    } else if ((classes & kFRole) != 0) {
      out.type = name.empty() ? SourceType::kUnnamedPerson : SourceType::kPersonNamed;
      out.named = !name.empty();
    } else if ((classes & kFBody) != 0) {
      out.type = SourceType::kGovernmentBody;
      out.named = true;
    } else if ((classes & kFDocument) != 0) {
      out.type = SourceType::kDocument;
    } else if (!name.empty()) {
      const bool article = W(at.begin).Is(kFDet) || p_.tokens[name.begin].all_capitals;
      out.type = article ? SourceType::kOrgNamed : SourceType::kPersonNamed;
      out.named = true;
    }
  }

  // The finder of outlets reads English: to it "L'AFP" is one word, and a name between quotation
  // marks a title.
  const OutletRow* OutletNamed(TokenRange name, const ForeignSource& source) const {
    if (name.empty()) {
      return nullptr;
    }
    const NamedOutlet found = OutletByName(Slice(p_.text, source.head));
    const bool sure = found.policy == AliasPolicy::kSafe || found.policy == AliasPolicy::kCaseExact;
    return sure ? found.outlet : nullptr;
  }

  const ForeignText& t_;
  const Passage& p_;
};

ForeignSource Pronoun(TokenRange at, TextSpan span) {
  ForeignSource out;
  out.at = out.head_at = at;
  out.span = out.head = span;
  out.type = SourceType::kUnresolvedPronoun;
  return out;
}

}  // namespace

bool InForeignSpeech(const Passage& passage, std::uint32_t token) {
  const std::int32_t quote = passage.quote_of[token];
  return quote >= 0 && passage.quotes[static_cast<std::size_t>(quote)].use != QuoteUse::kTitle;
}

std::optional<ForeignSource> ForeignSourceAfter(const ForeignText& text, std::uint32_t begin,
                                                std::uint32_t limit, Beside beside) {
  const Reader reader(text);
  if (begin >= limit || InForeignSpeech(text.passage, begin)) {
    return std::nullopt;
  }
  const bool elided = reader.W(begin).elided > 0;
  if (reader.W(begin).Is(kFPronoun) && !elided && !reader.W(begin).Is(kFDet)) {
    return Pronoun({begin, begin + 1}, text.passage.Span({begin, begin + 1}));
  }
  const std::uint32_t end = reader.PhraseEnd(begin, limit, beside);
  if (end == begin) {
    if (reader.W(begin).Is(kFPronoun) && reader.W(begin).Is(kFDet) && begin + 1 < limit &&
        !text.passage.tokens[begin + 1].word()) {
      return Pronoun({begin, begin + 1}, text.passage.Span({begin, begin + 1}));
    }
    return std::nullopt;
  }
  return reader.Make({begin, reader.ApposedEnd(end, limit)});
}

std::optional<ForeignSource> ForeignSourceIn(const ForeignText& text, TokenRange range) {
  const Reader reader(text);
  for (std::uint32_t skipped = 0; skipped <= kSkippedMax && !range.empty(); ++skipped) {
    const ForeignWord& first = reader.W(range.begin);
    const bool goes = first.Is(kFAdverb | kFConj) && !first.Is(kFPronoun | kFDet);
    if (!goes) {
      break;
    }
    ++range.begin;
  }
  if (range.empty() || range.size() > kPhraseTokensMax + kApposedMax) {
    return std::nullopt;
  }
  const ForeignWord& first = reader.W(range.begin);
  if (range.size() == 1 && first.Is(kFPronoun)) {
    return Pronoun(range, text.passage.Span(range));
  }
  const bool may_begin =
      reader.Capital(range.begin) || first.Is(kFDet | kFRole | kFBody | kFDocument);
  if (!may_begin || (first.Is(kFPrep) && !first.Is(kFDet))) {
    return std::nullopt;
  }
  const std::uint32_t end = reader.PhraseEnd(range.begin, range.end, Beside::kBeforeVerb);
  const std::uint32_t all = end > range.begin ? reader.ApposedEnd(end, range.end) : end;
  // A comma closes an apposition before the verb.
  const bool closed = all + 1 == range.end && text.passage.tokens[all].mark == Mark::kComma;
  if (end == range.begin || (all != range.end && !closed)) {
    return std::nullopt;
  }
  return reader.Make({range.begin, all});
}

ForeignSource ForeignClitic(const ForeignText& text, std::uint32_t token) {
  TextSpan span = text.passage.tokens[token].at;
  span.begin = span.end - text.words[token].clitic;
  return Pronoun({token, token + 1}, span);
}

}  // namespace ibid::detect
