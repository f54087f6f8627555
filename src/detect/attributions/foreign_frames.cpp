#include "detect/attributions/foreign_frames.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "detect/attributions/foreign_words.h"

namespace ibid::detect {
namespace {

constexpr std::uint32_t kAdjunctTokensMax = 14;  // Between a verb and what is said.
constexpr std::uint32_t kSplitTokensMax = 24;    // Between a verb and its particle or participle.
constexpr std::uint32_t kClauseTokensMin = 3;
constexpr std::size_t kFindsMax = 32;  // Of one sentence.

class SentenceReader {
 public:
  SentenceReader(const ForeignText& text, const Passage::Paragraph& paragraph, TokenRange sentence,
                 std::vector<ForeignFind>& out)
      : t_(text),
        p_(text.passage),
        paragraph_(paragraph),
        s_(sentence),
        out_(out),
        first_(out.size()) {}

  void Run() {
    for (std::uint32_t i = s_.begin; i < s_.end; ++i) {
      if (InForeignSpeech(p_, i) || !p_.tokens[i].word() || out_.size() - first_ >= kFindsMax) {
        continue;
      }
      if (const std::uint32_t size = ForeignPrefixAt(t_.language, t_.words, i, s_.end); size > 0) {
        i = Prefix({i, i + size});
      } else if (W(i).Is(kFSuffix)) {
        Suffix(i);
      } else if (W(i).Is(kFAs)) {
        As(i);
      } else if (W(i).Is(kFSo) && i > s_.begin && Comma(i - 1) && Before(i)) {
        Inverted({i, i + 1}, i + 1, p_.tokens[i].at);
      } else if (W(i).Is(kFVerb | kFSplit | kFAux)) {
        i = Verb(i);
      }
    }
  }

 private:
  const ForeignWord& W(std::uint32_t i) const { return t_.words[i]; }
  bool Comma(std::uint32_t i) const { return p_.tokens[i].mark == Mark::kComma; }
  bool Inside(std::uint32_t i) const { return i >= s_.begin && i < s_.end; }
  bool german() const { return t_.language == Language::kGerman; }

  // Without marks at both ends.
  TokenRange Trimmed(TokenRange r) const {
    const auto mark = [&](std::uint32_t i) {
      const Mark m = p_.tokens[i].mark;
      return (m == Mark::kStop || m == Mark::kComma || m == Mark::kColon || m == Mark::kDash ||
              m == Mark::kSemicolon) &&
             p_.quote_of[i] < 0;
    };
    while (!r.empty() && mark(r.end - 1)) {
      --r.end;
    }
    while (!r.empty() && mark(r.begin)) {
      ++r.begin;
    }
    return r;
  }
  TokenRange Rest(std::uint32_t begin) const {
    return begin >= s_.end ? TokenRange{s_.end, s_.end} : Trimmed({begin, s_.end});
  }
  TokenRange QuoteAt(std::uint32_t i) const {
    return p_.quotes[static_cast<std::size_t>(p_.quote_of[i])].at;
  }

  // What stands before `at` and can be what is said: the quote that closes there, also in the
  // sentence before, or the clause with its comma.
  std::optional<TokenRange> Before(std::uint32_t at) const {
    std::uint32_t i = at;
    if (i > paragraph_.at.begin && (Comma(i - 1) || p_.tokens[i - 1].mark == Mark::kDash)) {
      --i;
    }
    if (i > paragraph_.at.begin && InForeignSpeech(p_, i - 1)) {
      return QuoteAt(i - 1);
    }
    const TokenRange clause = Trimmed({s_.begin, at});
    const bool comma = at > s_.begin && i < at;
    return comma && clause.size() >= kClauseTokensMin ? std::optional(clause) : std::nullopt;
  }

  void Emit(ForeignFind find) {
    std::erase_if(find.content, [](TokenRange r) { return r.empty(); });
    if (!find.content.empty()) {
      out_.push_back(std::move(find));
    }
  }

  // Whether a clause or quote before an inverted verb may end here: the phrase behind it is all.
  bool EndsClause(std::uint32_t i) const {
    return i >= s_.end || p_.quote_of[i] >= 0 || !p_.tokens[i].word() ||
           W(i).Is(kFPrep | kFAdverb | kFConj | kFThat) || !p_.tokens[i].capital;
  }

  // "..., sagte X": the source stands behind `source_at`. The rest of a clause or a quote that the
  // speaker interrupts is content too.
  bool Inverted(TokenRange cue, std::uint32_t source_at, TextSpan cue_span) {
    const std::optional<TokenRange> before = Before(cue.begin);
    if (!before) {
      return false;
    }
    std::optional<ForeignSource> source =
        ForeignSourceAfter(t_, PastTime(source_at), s_.end, Beside::kBehindVerb);
    if (source ? !EndsClause(source->at.end) : !Understood(source_at)) {
      return false;
    }
    ForeignFind find;
    find.cue = cue_span;
    find.content.push_back(*before);
    find.source = source;
    AddInterrupted(find.source ? find.source->at.end : source_at, find);
    Emit(std::move(find));
    return true;
  }

  // Behind "jeudi", "el jueves", "am Montag" between a verb and its subject.
  std::uint32_t PastTime(std::uint32_t i) const {
    constexpr int kAdverbsMax = 3;
    for (int n = 0; n < kAdverbsMax && Inside(i); ++n) {
      const bool pair = Inside(i + 1) && W(i).Is(kFPrep | kFDet) &&
                        (W(i + 1).Is(kFTime) || (W(i + 1).Is(kFAdverb) && !W(i + 1).capital));
      if (pair) {
        i += 2;
      } else if (W(i).Is(kFAdverb)) {
        ++i;
      } else {
        break;
      }
    }
    return i;
  }

  // Spanish leaves out the pronoun: "..., dijo."
  bool Understood(std::uint32_t behind) const {
    return t_.language == Language::kSpanish &&
           (behind >= s_.end || p_.tokens[behind].mark == Mark::kStop || Comma(behind));
  }

  // «...», betonte sie: another verb says whose words the quote of the next sentence is.
  bool ClaimedBehind(std::uint32_t end) const {
    const std::uint32_t verb = end < p_.tokens.size() && Comma(end) ? end + 1 : end;
    return verb >= s_.end && verb < paragraph_.at.end && p_.quote_of[verb] < 0 &&
           W(verb).Is(kFVerb | kFSplit | kFAux);
  }
  // The quote that goes on behind the speaker, in this sentence or at the next one's beginning.
  void AddInterrupted(std::uint32_t end, ForeignFind& find) const {
    for (std::uint32_t i = end; i < paragraph_.at.end && i < end + kAdjunctTokensMax; ++i) {
      if (InForeignSpeech(p_, i)) {
        const bool again = i > end && find.content.front().begin == QuoteAt(i).begin;
        if (!again && !ClaimedBehind(QuoteAt(i).end)) {
          find.content.push_back(QuoteAt(i));
        }
        return;
      }
      if (p_.tokens[i].mark == Mark::kStop && i + 1 < paragraph_.at.end && p_.quote_of[i + 1] < 0) {
        return;
      }
    }
  }

  // "Laut X ...", "selon X, ...", "..., según X."
  std::uint32_t Prefix(TokenRange cue) {
    std::uint32_t at = cue.end;
    while (at < s_.end && W(at).lower == "von") {
      ++at;
    }
    TextSpan cue_span = p_.Span(cue);
    std::optional<ForeignSource> source;
    if (at < s_.end && W(at).Is(kFVerb | kFAux)) {  // "según informó X"
      const std::uint32_t behind = W(at).Is(kFAux) && at + 1 < s_.end ? at + 2 : at + 1;
      source = ForeignSourceAfter(t_, behind, s_.end, Beside::kBehindVerb);
      cue_span.end = p_.tokens[behind - 1].at.end;
    } else {
      source = ForeignSourceAfter(t_, at, s_.end, Beside::kPreposition);
    }
    if (!source || source->type == SourceType::kUnresolvedPronoun ||
        (source->type == SourceType::kUnnamedGroup && !german())) {
      return cue.end - 1;
    }
    const std::uint32_t end = source->at.end;
    // "Wie X unter Berufung auf Y berichtet, ...": nothing is said yet.
    const bool as = cue.begin > s_.begin && W(s_.begin).Is(kFAs) && !Comma(cue.begin - 1);
    const TokenRange before = as ? TokenRange{} : Trimmed({s_.begin, cue.begin});
    const bool inside = end < s_.end && Comma(end) && cue.begin > s_.begin && Comma(cue.begin - 1);
    ForeignFind find;
    find.cue = cue_span;
    find.prefix = true;
    if (before.size() >= kClauseTokensMin || inside) {
      find.content.push_back(before);
    }
    if (before.size() < kClauseTokensMin || inside) {
      find.content.push_back(german() && !as ? Rest(end) : Rest(PastComma(end)));
    }
    find.source = *std::move(source);
    Emit(std::move(find));
    return end - 1;
  }

  // Behind the comma that closes an opening phrase ("D'après une étude publiée mardi, ...").
  std::uint32_t PastComma(std::uint32_t begin) const {
    for (std::uint32_t i = begin; i < s_.end && i - begin < kAdjunctTokensMax; ++i) {
      if (Comma(i) || p_.quote_of[i] >= 0) {
        return i;
      }
    }
    return begin;
  }

  // "Dem Ministerium zufolge ..."
  void Suffix(std::uint32_t i) {
    std::uint32_t begin = i;
    while (begin > s_.begin && i - begin < kAdjunctTokensMax && p_.tokens[begin - 1].word() &&
           p_.quote_of[begin - 1] < 0 && !W(begin - 1).Is(kFVerb | kFAux)) {
      --begin;
    }
    std::optional<ForeignSource> source;
    for (; begin < i && !source; ++begin) {
      source = ForeignSourceIn(t_, {begin, i});
    }
    if (!source) {
      return;
    }
    ForeignFind find;
    find.cue = p_.tokens[i].at;
    find.prefix = true;
    const TokenRange before = Trimmed({s_.begin, source->at.begin});
    find.content.push_back(before.size() < kClauseTokensMin ? Rest(i + 1) : before);
    find.source = *std::move(source);
    Emit(std::move(find));
  }

  // "Wie die Polizei mitteilte, ...", "..., wie X berichtet.", "comme l'a dit X", "como dijo X".
  void As(std::uint32_t as) {
    const std::uint32_t limit = std::min(s_.end, as + kSplitTokensMax);
    std::uint32_t verb = as + 1;
    if (!german()) {
      verb += Inside(verb + 1) && W(verb).Is(kFAux) && W(verb + 1).Is(kFParticiple) ? 1U : 0U;
    } else {
      while (verb < limit && p_.tokens[verb].word() && !W(verb).Is(kFVerb | kFFinal)) {
        ++verb;
      }
    }
    if (verb >= limit || !W(verb).Is(kFVerb | kFFinal | kFParticiple)) {
      return;
    }
    std::optional<ForeignSource> source =
        german() ? ForeignSourceAfter(t_, as + 1, verb, Beside::kBehindVerb)
                 : ForeignSourceAfter(t_, verb + 1, s_.end, Beside::kBehindVerb);
    const std::uint32_t end = !source || german() ? verb + 1 : source->at.end;
    if (!source || (end < s_.end && p_.tokens[end].word())) {
      return;
    }
    ForeignFind find;
    find.cue = p_.tokens[verb].at;
    find.source = source;
    find.prefix = true;
    const TokenRange before = Trimmed({s_.begin, as});
    find.content.push_back(before.size() < kClauseTokensMin ? Rest(end) : before);
    Emit(std::move(find));
  }

  struct Group {
    TokenRange at;  // Verb, or auxiliary and participle where they touch.
    TextSpan cue;
    std::uint32_t behind = 0;               // One past it.
    std::optional<std::uint32_t> particle;  // "mit", "gesagt" at the clause's end.
    bool clitic = false;
    bool negated = false;
  };

  std::optional<Group> GroupAt(std::uint32_t i) const {
    Group g;
    g.at = {i, i + 1};
    g.cue = p_.tokens[i].at;
    g.behind = i + 1;
    g.clitic = W(i).Is(kFClitic);
    g.negated = (i > s_.begin && W(i - 1).Is(kFNot)) || W(i).Is(kFNot);
    if (g.clitic) {
      const std::string_view verb = p_.WordAt(i).substr(0, p_.WordAt(i).size() - W(i).clitic - 1);
      g.cue.end =
          g.cue.begin + static_cast<std::uint32_t>(verb.size() - (verb.ends_with("-t") ? 2 : 0));
    }
    g.negated = g.negated || (Inside(i + 1) && W(i + 1).Is(kFNot));
    if (W(i).Is(kFAux)) {
      std::uint32_t at = i + 1;
      while (Inside(at) && W(at).Is(kFNot | kFAdverb) && at - i < 4) {
        g.negated = g.negated || W(at).Is(kFNot);
        ++at;
      }
      if (Inside(at) && W(at).Is(kFParticiple)) {
        g.at.end = g.behind = at + 1;
        g.cue = g.clitic ? p_.tokens[at].at : TextSpan{g.cue.begin, p_.tokens[at].at.end};
        return g;
      }
      return german() ? WithTail(i, g, kFParticiple) : std::nullopt;
    }
    if (W(i).Is(kFSplit)) {
      if (auto tail = WithTail(i, g, 0)) {
        return tail;
      }
    }
    return W(i).Is(kFVerb) ? std::optional(g) : std::nullopt;
  }
  // German's second half: "hat am Montag | gesagt", "teilte am Montag | mit".
  std::optional<Group> WithTail(std::uint32_t i, Group g, ForeignClasses tail) const {
    for (std::uint32_t at = i + 1; at < std::min(s_.end, i + kSplitTokensMax); ++at) {
      if (p_.quote_of[at] >= 0 || (!p_.tokens[at].word() && p_.tokens[at].mark != Mark::kComma &&
                                   p_.tokens[at].mark != Mark::kNumber)) {
        break;
      }
      const bool ends = at + 1 >= s_.end || !p_.tokens[at + 1].word();
      const bool fits =
          tail != 0 ? W(at).Is(tail) : IsForeignParticle(t_.language, W(i).lower, W(at).lower);
      g.negated = g.negated || W(at).Is(kFNot);
      if (fits && ends) {
        g.particle = at;
        g.cue = tail != 0 ? p_.tokens[at].at : g.cue;
        return g;
      }
    }
    return std::nullopt;
  }

  // Returns the token to go on after.
  std::uint32_t Verb(std::uint32_t i) {
    const std::optional<Group> group = GroupAt(i);
    if (!group) {
      return i;
    }
    const std::uint32_t last = group->at.end - 1;
    if (group->clitic) {
      if (const auto before = Before(group->at.begin)) {
        ForeignFind find;
        find.source = ForeignClitic(t_, i);
        find.cue = group->cue;
        find.content.push_back(*before);
        AddInterrupted(group->behind, find);
        Emit(std::move(find));
      }
      return last;
    }
    if (Inverted(group->at, group->behind, group->cue)) {
      out_.back().negated = group->negated;
      return last;
    }
    Plain(*group);
    return last;
  }

  // The subject in front of a verb: what fills its clause. Where a comma closes right before the
  // verb, an apposition may be inside, and the longest phrase counts.
  std::optional<ForeignSource> SubjectBefore(const Group& group) const {
    std::uint32_t end = group.at.begin;
    end -= end > s_.begin && W(end - 1).Is(kFNot) ? 1U : 0U;
    const std::uint32_t floor = end - std::min(end - s_.begin, kSplitTokensMax);
    const bool apposed = end > s_.begin && Comma(end - 1);
    std::optional<ForeignSource> source;
    std::uint32_t commas = 0;
    std::uint32_t begin = end - (apposed ? 1U : 0U);
    for (; begin > floor && !InForeignSpeech(p_, begin - 1); --begin) {
      const Mark mark = p_.tokens[begin - 1].mark;
      if (mark == Mark::kComma) {
        auto longer = ForeignSourceIn(t_, {begin, end});
        source = longer ? std::move(longer) : std::move(source);
        if (!apposed || ++commas > 1) {
          return source;
        }
      } else if (mark == Mark::kStop || mark == Mark::kColon || mark == Mark::kSemicolon ||
                 mark == Mark::kDash) {
        break;
      }
    }
    auto longer = ForeignSourceIn(t_, {begin, end});
    return longer ? std::move(longer) : std::move(source);
  }

  // "X sagte, dass ...", "Am Montag sagte X: ..."
  void Plain(const Group& group) {
    std::optional<ForeignSource> source = SubjectBefore(group);
    std::uint32_t from = group.behind;
    if (!source && t_.language != Language::kFrench) {
      source = ForeignSourceAfter(t_, group.behind, s_.end, Beside::kBehindVerb);
      from = source ? source->at.end : from;
    }
    if (!source) {
      return;
    }
    const TokenRange content = ContentBehind(group, from);
    if (content.empty()) {
      return;
    }
    ForeignFind find;
    find.cue = group.cue;
    find.negated = group.negated;
    find.content.push_back(content);
    find.source = *std::move(source);
    Emit(std::move(find));
  }

  TokenRange ContentBehind(const Group& group, std::uint32_t from) const {
    const std::uint32_t limit =
        std::min(s_.end, from + kAdjunctTokensMax + (group.particle ? kSplitTokensMax : 0));
    for (std::uint32_t i = group.particle ? std::max(from, *group.particle + 1) : from; i < limit;
         ++i) {
      if (p_.quote_of[i] >= 0) {
        return p_.quotes[static_cast<std::size_t>(p_.quote_of[i])].use == QuoteUse::kSpeech
                   ? QuoteAt(i)
                   : TokenRange{};
      }
      if (W(i).Is(kFThat)) {
        return Rest(i);
      }
      const Mark mark = p_.tokens[i].mark;
      if (mark == Mark::kColon) {
        // The quote behind a colon may be a sentence of its own.
        const bool quote = i + 1 < paragraph_.at.end && p_.quote_of[i + 1] >= 0;
        return quote ? QuoteAt(i + 1) : Rest(i + 1);
      }
      if (mark == Mark::kComma && german() && i + kClauseTokensMin < s_.end) {
        return Rest(i + 1);
      }
      if (mark == Mark::kStop || W(i).Is(kFVerb | kFSplit)) {
        return {};
      }
    }
    return {};
  }

  const ForeignText& t_;
  const Passage& p_;
  const Passage::Paragraph& paragraph_;
  TokenRange s_;
  std::vector<ForeignFind>& out_;
  std::size_t first_;
};

}  // namespace

void FindForeign(const ForeignText& text, const Passage::Paragraph& paragraph, TokenRange sentence,
                 std::vector<ForeignFind>& out) {
  SentenceReader(text, paragraph, sentence, out).Run();
}

}  // namespace ibid::detect
