#include "detect/quotes.h"

#include <cstddef>

namespace ibid::detect {
namespace {

constexpr std::uint32_t kScareTokensMax = 4;    // "flying tanks"
constexpr std::uint32_t kSingleTokensMax = 80;  // A single quote that is longer lost its end.

enum class Facing : std::uint8_t { kNone, kOpen, kClose, kEither };

bool Tight(const std::vector<Token>& tokens, std::uint32_t next, std::uint32_t end) {
  return next < end && !tokens[next].space_before;
}

// How a mark can face, by its shape and the white space around it.
Facing FacingOf(const std::vector<Token>& tokens, std::uint32_t i, std::uint32_t end) {
  const Token& t = tokens[i];
  const bool tight_after = Tight(tokens, i + 1, end);
  switch (t.mark) {
    case Mark::kLeftDouble:
      return Facing::kOpen;
    case Mark::kRightDouble:
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

bool OpensSingle(const std::vector<Token>& tokens, std::uint32_t i, std::uint32_t end) {
  const Token& t = tokens[i];
  if (t.mark == Mark::kLeftSingle) {
    return true;
  }
  return t.mark == Mark::kSingle && !t.genitive && (t.space_before || i == 0) &&
         Tight(tokens, i + 1, end) && !(tokens[i + 1].mark == Mark::kNumber);
}

bool ClosesSingle(const Token& t, const Token* next) {
  const bool mark = t.mark == Mark::kRightSingle || t.mark == Mark::kSingle;
  return mark && !t.space_before &&
         (next == nullptr || next->space_before || next->mark != Mark::kWord);
}

class Matcher {
 public:
  Matcher(const std::vector<Token>& tokens, TokenRange paragraph, std::vector<Quote>& out)
      : tokens_(tokens), paragraph_(paragraph), out_(out) {}

  void Run() {
    for (std::uint32_t i = paragraph_.begin; i < paragraph_.end; ++i) {
      const Facing facing = FacingOf(tokens_, i, paragraph_.end);
      if (facing != Facing::kNone) {
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
    if (!open_) {
      if (facing != Facing::kClose) {
        open_ = true;
        begin_ = i;
      }
      return;  // A closing mark with nothing to close is left alone.
    }
    if (facing == Facing::kOpen) {
      // Directional marks nest only by mistake: the mark that should have closed was lost.
      Emit(begin_, SentenceEnd(begin_, i), false);
      begin_ = i;
      return;
    }
    Emit(begin_, i + 1, true);
    open_ = false;
  }

  // Returns the index to go on after.
  std::uint32_t TakeSingle(std::uint32_t begin) {
    for (std::uint32_t i = begin + 1; i < paragraph_.end && i - begin < kSingleTokensMax; ++i) {
      if (FacingOf(tokens_, i, paragraph_.end) != Facing::kNone) {
        return begin;
      }
      const Token* next = i + 1 < paragraph_.end ? &tokens_[i + 1] : nullptr;
      if (ClosesSingle(tokens_[i], next)) {
        Emit(begin, i + 1, true, true);
        return i;
      }
    }
    return begin;
  }

  void CloseWithParagraph() {
    const bool whole = begin_ == paragraph_.begin;
    Emit(begin_, whole ? paragraph_.end : SentenceEnd(begin_, paragraph_.end), false);
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
    if (words > 0 && capitals == words && !stop && words > 1) {
      return QuoteUse::kTitle;
    }
    return inner.size() < kScareTokensMax && !verb && !stop ? QuoteUse::kScare : QuoteUse::kSpeech;
  }

  const std::vector<Token>& tokens_;
  TokenRange paragraph_;
  std::vector<Quote>& out_;
  bool open_ = false;
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
