#include "detect/attributions/quotes.h"

#include <cstddef>

#include "detect/attributions/cues.h"

namespace ibid::detect {
namespace {

constexpr std::uint32_t kScareTokensMax = 4;    // "flying tanks"
constexpr std::uint32_t kSpeakerTokensMax = 9;  // ", | the mayor said on Monday."
constexpr std::uint32_t kSingleTokensMax = 80;  // A single quote that is longer lost its end.

enum class Facing : std::uint8_t { kNone, kOpen, kClose, kEither };

bool Tight(const std::vector<Token>& tokens, std::uint32_t next, std::uint32_t end) {
  return next < end && !tokens[next].space_before;
}

bool IsDoubleMark(Mark mark) {
  return mark == Mark::kDouble || (mark >= Mark::kLeftDouble && mark <= Mark::kRightCorner);
}

// How a mark can face where nothing is open, by its shape and the white space around it.
Facing FacingOf(const std::vector<Token>& tokens, std::uint32_t i, std::uint32_t end) {
  const Token& t = tokens[i];
  const bool tight_after = Tight(tokens, i + 1, end);
  switch (t.mark) {
    case Mark::kLeftDouble:
    case Mark::kLowDouble:
    case Mark::kLeftAngle:
    case Mark::kLeftCorner:
      return Facing::kOpen;
    case Mark::kRightDouble:
    case Mark::kRightAngle:
      // ”Swedish”, »German«: the mark that closes elsewhere opens.
      return t.space_before && tight_after ? Facing::kEither : Facing::kClose;
    case Mark::kRightCorner:
      return Facing::kClose;
    case Mark::kDouble:
      if (t.space_before && tight_after) {
        return Facing::kOpen;
      }
      return !t.space_before && !tight_after ? Facing::kClose : Facing::kEither;
    default:
      return Facing::kNone;
  }
}

// How it faces where `open` opened a quote: what has no part in that pair is a quote inside it.
Facing FacingInside(Mark open, const std::vector<Token>& tokens, std::uint32_t i,
                    std::uint32_t end) {
  const Mark mark = tokens[i].mark;
  switch (open) {
    case Mark::kLowDouble:
      return mark == Mark::kLeftDouble || mark == Mark::kRightDouble ? Facing::kClose
             : mark == Mark::kLowDouble                              ? Facing::kOpen
             : mark == Mark::kDouble                                 ? FacingOf(tokens, i, end)
                                                                     : Facing::kNone;
    case Mark::kLeftAngle:
      return mark == Mark::kRightAngle  ? Facing::kClose
             : mark == Mark::kLeftAngle ? Facing::kOpen
                                        : Facing::kNone;
    case Mark::kRightAngle:
      return mark == Mark::kLeftAngle || mark == Mark::kRightAngle ? Facing::kClose : Facing::kNone;
    case Mark::kRightDouble:
      return mark == Mark::kRightDouble ? Facing::kClose : Facing::kNone;
    case Mark::kLeftCorner:
      return mark == Mark::kRightCorner  ? Facing::kClose
             : mark == Mark::kLeftCorner ? Facing::kOpen
                                         : Facing::kNone;
    default:
      return mark == Mark::kRightDouble                           ? Facing::kClose
             : mark == Mark::kLeftDouble || mark == Mark::kDouble ? FacingOf(tokens, i, end)
                                                                  : Facing::kNone;
  }
}

bool OpensSingle(const std::vector<Token>& tokens, std::uint32_t i, std::uint32_t end) {
  const Token& t = tokens[i];
  if (t.mark == Mark::kLeftSingle || t.mark == Mark::kLowSingle) {
    return true;
  }
  return t.mark == Mark::kSingle && !t.genitive && (t.space_before || i == 0) &&
         Tight(tokens, i + 1, end) && !(tokens[i + 1].mark == Mark::kNumber);
}

bool ClosesSingle(const Token& t, const Token* next, Mark open) {
  const bool mark = t.mark == Mark::kRightSingle || t.mark == Mark::kSingle ||
                    (open == Mark::kLowSingle && t.mark == Mark::kLeftSingle);
  return mark && !t.space_before &&
         (next == nullptr || next->space_before || next->mark != Mark::kWord);
}

class Matcher {
 public:
  Matcher(const std::vector<Token>& tokens, TokenRange paragraph, std::vector<Quote>& out)
      : tokens_(tokens), paragraph_(paragraph), out_(out) {}

  void Run() {
    for (std::uint32_t i = paragraph_.begin; i < paragraph_.end; ++i) {
      if (IsDoubleMark(tokens_[i].mark)) {
        const Facing facing = open_ ? FacingInside(open_mark_, tokens_, i, paragraph_.end)
                                    : FacingOf(tokens_, i, paragraph_.end);
        OnDouble(i, facing);
      } else if (!open_ && OpensSingle(tokens_, i, paragraph_.end)) {
        i = TakeSingle(i);
      }
    }
    if (open_) {
      CloseWithParagraph();
    }
  }

 private:
  void OnDouble(std::uint32_t i, Facing facing) {
    const Mark mark = tokens_[i].mark;
    if (!open_) {
      // A closing mark with nothing to close is left alone.
      if (facing != Facing::kClose && (IsLeft(mark) || Again(i, mark))) {
        open_ = true;
        open_mark_ = mark;
        begin_ = i;
        corners_ = 0;
      }
      return;
    }
    if (facing == Facing::kNone) {
      return;
    }
    if (open_mark_ == Mark::kLeftCorner && (facing == Facing::kOpen || corners_ > 0)) {
      corners_ += facing == Facing::kOpen ? 1 : -1;
      return;
    }
    if (facing == Facing::kOpen) {
      // Directional marks nest only by mistake: the mark that should have closed was lost.
      Emit(begin_, SpokenEnd(begin_, i), false);
      begin_ = i;
      open_mark_ = mark;
      return;
    }
    Emit(begin_, i + 1, true);
    open_ = false;
  }

  static bool IsLeft(Mark mark) { return mark != Mark::kRightDouble && mark != Mark::kRightAngle; }
  // Whether a mark that only closes in most languages comes again, so that the two are a pair.
  bool Again(std::uint32_t i, Mark mark) const {
    constexpr std::uint32_t kTokensMax = 200;
    for (std::uint32_t j = i + 1; j < paragraph_.end && j - i < kTokensMax; ++j) {
      const Mark other = tokens_[j].mark;
      if (other == mark || (mark == Mark::kRightAngle && other == Mark::kLeftAngle)) {
        return true;
      }
      if (other == Mark::kLeftDouble) {
        return false;
      }
    }
    return false;
  }

  // Returns the index to go on after.
  std::uint32_t TakeSingle(std::uint32_t begin) {
    for (std::uint32_t i = begin + 1; i < paragraph_.end && i - begin < kSingleTokensMax; ++i) {
      if (IsDoubleMark(tokens_[i].mark)) {
        return begin;
      }
      const Token* next = i + 1 < paragraph_.end ? &tokens_[i + 1] : nullptr;
      if (ClosesSingle(tokens_[i], next, tokens_[begin].mark)) {
        Emit(begin, i + 1, true, true);
        return i;
      }
    }
    return begin;
  }

  void CloseWithParagraph() {
    const std::uint32_t end = SpokenEnd(begin_, paragraph_.end);
    const bool whole = begin_ == paragraph_.begin && tokens_[end - 1].mark != Mark::kComma;
    Emit(begin_, whole ? paragraph_.end : end, false);
  }

  // Where a quote ends that lost its mark: with the last sentence, or at the comma before who said
  // it, where the mark stood: "It is old, | Bell said."
  std::uint32_t SpokenEnd(std::uint32_t from, std::uint32_t limit) const {
    const std::uint32_t end = SentenceEnd(from, limit);
    bool name = false;
    bool verb = false;
    for (std::uint32_t i = end; i > from + 1 && end - i < kSpeakerTokensMax; --i) {
      const Token& t = tokens_[i - 1];
      if (t.mark == Mark::kComma) {
        const bool clause = tokens_[i].Is(kConjunction | kSubordinator | kRelative);
        return name && verb && !clause ? i : end;
      }
      if (t.mark == Mark::kStop && i != end) {
        break;
      }
      name = name || t.capital || t.Is(kPronoun | kPerson);
      verb = verb || (t.cue != 0 && Cues::Get().At(t.cue).Has(kInverts) &&
                      Cues::Get().At(t.cue).inflection != CueInflection::kIng);
    }
    return end;
  }

  // One past the last full stop in [from, limit), or limit.
  std::uint32_t SentenceEnd(std::uint32_t from, std::uint32_t limit) const {
    for (std::uint32_t i = limit; i > from + 1; --i) {
      if (tokens_[i - 1].mark == Mark::kStop) {
        return i;
      }
    }
    return limit;
  }

  void Emit(std::uint32_t begin, std::uint32_t end, bool closed, bool single = false) {
    if (end <= begin + 1U + (closed ? 1U : 0U)) {
      return;
    }
    Quote quote;
    quote.at = {begin, end};
    quote.closed = closed;
    quote.single = single;
    quote.use = UseOf(quote.inner(), single);
    out_.push_back(quote);
  }

  // A comma inside shows that words are spoken, except between single marks, which hold words at
  // arm's length as often ("nicknamed 'flying tanks,' they came").
  QuoteUse UseOf(TokenRange inner, bool single) const {
    std::uint32_t words = 0;
    std::uint32_t capitals = 0;
    bool verb = false;
    bool stop = false;
    for (std::uint32_t i = inner.begin; i < inner.end; ++i) {
      const Token& t = tokens_[i];
      stop = stop || t.mark == Mark::kStop ||
             (!single && t.mark == Mark::kComma && i + 1 == inner.end);
      if (!t.word() || t.Is(kDeterminer | kPreposition | kConjunction)) {
        continue;
      }
      ++words;
      capitals += t.capital ? 1U : 0U;
      verb = verb || t.Is(kBe | kHave | kDo | kModal | kPronoun | kVerb) || t.cue != 0;
    }
    if (words > 0 && capitals == words && !stop && inner.size() > 1) {
      return QuoteUse::kTitle;
    }
    return inner.size() < kScareTokensMax && !verb && !stop ? QuoteUse::kScare : QuoteUse::kSpeech;
  }

  const std::vector<Token>& tokens_;
  TokenRange paragraph_;
  std::vector<Quote>& out_;
  bool open_ = false;
  Mark open_mark_ = Mark::kDouble;
  int corners_ = 0;  // Corner brackets open inside the quote.
  std::uint32_t begin_ = 0;
};

}  // namespace

void MatchQuotes(const std::vector<Token>& tokens, TokenRange paragraph, std::vector<Quote>& out) {
  const std::size_t before = out.size();
  Matcher(tokens, paragraph, out).Run();
  if (out.size() > before && before > 0) {
    const Quote& last = out[before - 1];
    Quote& first = out[before];
    first.continues =
        !last.closed && first.at.begin == paragraph.begin && last.at.end == paragraph.begin;
  }
}

}  // namespace ibid::detect
