#include "detect/posts/signature_name.h"

#include <algorithm>
#include <array>

#include "detect/posts/post_words.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

// X allows 50; early Japanese embeds append an honorific.
constexpr std::size_t kNameCharsMax = 60;
constexpr std::size_t kNameWordsMax = 5;
constexpr std::size_t kLineBytesMax = 800;  // What is looked at of a line before a name.

bool IsBidiMark(char32_t code) {
  return code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0xFE0E || code == 0xFE0F;
}

TextSpan Span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

struct DashForm {
  std::string_view written;
  Signature::Dash dash;
  bool needs_spaces;  // On both sides (or the line's begin): else it stands inside names and words.
};

constexpr auto kDashes = std::to_array<DashForm>({
    {"&mdash;", Signature::Dash::kDash, false},
    {"&#8212;", Signature::Dash::kDash, false},
    {"&ndash;", Signature::Dash::kDash, false},
    {"&#8211;", Signature::Dash::kDash, false},
    {"\xC3\xA2\xE2\x82\xAC\xE2\x80\x9D", Signature::Dash::kDash,
     false},  // "—" read as Windows-1252
    {"\xC3\xA2\xE2\x82\xAC\xE2\x80\x9C", Signature::Dash::kDash, false},  // "–", likewise
    {"———", Signature::Dash::kDash, false},
    {"——", Signature::Dash::kDash, false},
    {"—", Signature::Dash::kDash, false},
    {"―", Signature::Dash::kDash, false},
    {"---", Signature::Dash::kDash, false},
    {"--", Signature::Dash::kDash, false},
    {"–", Signature::Dash::kDash, true},
    {"-", Signature::Dash::kHyphen, true},
    {"‐", Signature::Dash::kHyphen, true},
    {"‑", Signature::Dash::kHyphen, true},
    {"−", Signature::Dash::kHyphen, true},
    {"???", Signature::Dash::kDamaged, true},
    {"??", Signature::Dash::kDamaged, true},
    {"?", Signature::Dash::kDamaged, true},
    {"\uFFFD\uFFFD\uFFFD", Signature::Dash::kDamaged, true},
    {"\uFFFD", Signature::Dash::kDamaged, true},
});

bool HasCase(char32_t code) {
  constexpr char32_t kCasedScriptsEnd = 0x590;  // Latin, Greek, Cyrillic, Armenian.
  return code < kCasedScriptsEnd && text::IsLetter(code);
}

bool EndsPost(std::string_view word) {
  return word.find("t.co/") != std::string_view::npos || word.starts_with("pic.") ||
         word.find("://") != std::string_view::npos || word.find('#') != std::string_view::npos ||
         (word.size() > 1 && word.find('@') != std::string_view::npos) || word == ":)" ||
         word == ";)" || word == ":(" || word == ":D";
}

bool IsInitial(std::string_view word) {
  constexpr auto kTitles =
      std::to_array<std::string_view>({"Mr.", "Ms.", "Mrs.", "Dr.", "Jr.", "Sr.", "St.", "Sen.",
                                       "Rep.", "Gov.", "Gen.", "Col.", "Lt.", "Sgt.", "Prof."});
  return (word.size() == 2 && word.front() >= 'A' && word.front() <= 'Z') ||
         std::find(kTitles.begin(), kTitles.end(), word) != kTitles.end();
}

bool EndsSentence(std::string_view word) {
  if (word.ends_with("”") || word.ends_with("…") || word.ends_with("\"")) {
    return true;
  }
  const bool stop = word.ends_with('.') || word.ends_with('!') || word.ends_with('?') ||
                    word.ends_with("。") || word.ends_with("？") || word.ends_with("！") ||
                    word.ends_with("؟") || word.ends_with("।");
  return stop && !IsInitial(word);
}

class NameFinder {
 public:
  NameFinder(std::string_view text, std::size_t floor, std::size_t open)
      : text_(text), floor_(floor), open_(open) {}

  bool Find(Signature& out) {
    const std::size_t end = SkipBlankBack(text_, open_, floor_);
    line_ = LineBegin(end);
    return FindDash(end, out) || Undashed(end, out);
  }

  bool FindUndashed(Signature& out) {
    const std::size_t end = SkipBlankBack(text_, open_, floor_);
    line_ = LineBegin(end);
    return Undashed(end, out);
  }

 private:
  // No dash: the name is the line, or what follows the last thing that ends a post.
  bool Undashed(std::size_t end, Signature& out) const {
    const bool line_is_name = CountChars(line_, end) <= 50;
    std::size_t begin = SkipBlank(text_, AfterLastEnd(line_, end, line_is_name), end);
    const bool cut = begin > SkipBlank(text_, line_, end);
    if (begin < end && (cut ? WordsIn(begin, end) > 3 : !line_is_name)) {
      begin = CapitalisedBegin(begin, end);
      out.guessed = !cut;
    }
    if (begin >= end) {
      return false;
    }
    out.name = Span(begin, end);
    out.at.begin = static_cast<std::uint32_t>(begin);
    out.own_line = begin == SkipBlank(text_, line_, end);
    return true;
  }

  std::size_t CountChars(std::size_t begin, std::size_t end) const {
    return text::CountCodePoints(text_.substr(begin, end - begin));
  }

  // One past the last character of the word at `at`.
  std::size_t WordEnd(std::size_t at, std::size_t end) const {
    while (at < end && !IsBlank(text::DecodeAt(text_, at).code)) {
      at += text::DecodeAt(text_, at).size;
    }
    return std::min(at, end);
  }

  std::size_t WordBegin(std::size_t end, std::size_t floor) const {
    while (end > floor && !IsBlank(text::DecodeBefore(text_, end).code)) {
      end -= text::DecodeBefore(text_, end).size;
    }
    return end;
  }

  std::size_t WordsIn(std::size_t begin, std::size_t end) const {
    std::size_t words = 0;
    for (std::size_t at = SkipBlank(text_, begin, end); at < end; ++words) {
      at = SkipBlank(text_, WordEnd(at, end), end);
    }
    return words;
  }

  // Where the line of `at` begins, looking no further back than a name and the end of a post need.
  std::size_t LineBegin(std::size_t at) const {
    const std::size_t limit = at > floor_ + kLineBytesMax ? at - kLineBytesMax : floor_;
    std::size_t i = at;
    while (i > limit && text_[i - 1] != '\n') {
      --i;
    }
    return text::BoundaryAfter(text_, i);
  }

  const DashForm* DashEndingAt(std::size_t end) const {
    for (const DashForm& form : kDashes) {
      if (end >= floor_ + form.written.size() &&
          text_.substr(end - form.written.size(), form.written.size()) == form.written) {
        return &form;
      }
    }
    return nullptr;
  }

  bool BlankBefore(std::size_t at) const {
    return at <= floor_ || IsBlank(text::DecodeBefore(text_, at).code);
  }
  bool BlankAt(std::size_t at) const {
    return at >= text_.size() || at >= open_ || IsBlank(text::DecodeAt(text_, at).code);
  }

  bool Stands(const DashForm& form, std::size_t begin, std::size_t end) const {
    const bool before = BlankBefore(begin);
    const bool after = BlankAt(end);
    if (form.dash == Signature::Dash::kDamaged) {
      return after && (before || DamagedWhereGlued(form, begin, end));
    }
    return form.needs_spaces ? before && after : before || after;
  }

  // "drink? Shay Friedman (": whether the mark was a dash, and not the question's own.
  bool DamagedWhereGlued(const DashForm& form, std::size_t begin, std::size_t end) const {
    if (form.written == "??" || !IsNameAlone(end)) {
      return false;
    }
    if (form.written.front() != '?') {
      return true;
    }
    const char32_t before = text::DecodeBefore(text_, begin).code;
    const std::size_t word = WordBegin(begin, line_);
    const bool closed = !text::IsWordChar(before) && before != '?' && before != '"';
    return closed || EndsPost(text_.substr(word, begin - word)) || !IsQuestion(begin);
  }

  // Whether one name, and no end of anything, stands between `begin` and the parenthesis.
  bool IsNameAlone(std::size_t begin) const {
    const std::size_t end = SkipBlankBack(text_, open_, begin);
    std::size_t words = 0;
    for (std::size_t at = SkipBlank(text_, begin, end); at < end; ++words) {
      const std::size_t word_end = WordEnd(at, end);
      const std::string_view word = text_.substr(at, word_end - at);
      if (EndsPost(word) || (word_end < end && EndsSentence(word))) {
        return false;
      }
      at = SkipBlank(text_, word_end, end);
    }
    return words > 0 && words <= kNameWordsMax + 1;
  }

  // Whether the sentence that ends at `end` begins as questions do.
  bool IsQuestion(std::size_t end) const {
    std::size_t begin = line_;
    for (std::size_t at = SkipBlank(text_, line_, end); at < end;) {
      const std::size_t word_end = WordEnd(at, end);
      const std::string_view word = text_.substr(at, word_end - at);
      if (word_end < end && (EndsSentence(word) || EndsPost(word) || word.ends_with(',') ||
                             word.ends_with(':') || word.ends_with(';'))) {
        begin = word_end;
      }
      at = SkipBlank(text_, word_end, end);
    }
    std::size_t first = begin;
    while (first < end && !text::IsWordChar(text::DecodeAt(text_, first).code)) {
      first += text::DecodeAt(text_, first).size;
    }
    return IsPostWord(PostWord::kQuestion, text_.substr(first, WordEnd(first, end) - first));
  }

  // The nearest dash to the left of the name; one that begins the line wins over those in names.
  bool FindDash(std::size_t end, Signature& out) const {
    const DashForm* best = nullptr;
    std::size_t best_end = 0;
    std::size_t at = end;
    int breaks = 0;
    for (std::size_t n = 0; n <= kNameCharsMax && at > floor_; ++n) {
      if (const DashForm* form = DashEndingAt(at)) {
        const std::size_t begin = at - form->written.size();
        const bool begins_line = SkipBlankBackInLine(begin) == LineBegin(begin);
        // A name is broken over lines where its dash is one beyond doubt.
        const bool reaches = breaks == 0 || begins_line || form->dash == Signature::Dash::kDash;
        if (reaches && (best == nullptr || begins_line) && Stands(*form, begin, at)) {
          best = form;
          best_end = at;
          if (begins_line) {
            break;
          }
        }
        at = begin;
        continue;
      }
      const text::Decoded c = text::DecodeBefore(text_, at);
      if (c.code == '\n' && (best != nullptr || ++breaks > 1)) {
        break;
      }
      // A signature before this one, or a link, ends what can be its name.
      if (c.code == '@' || (c.code == '/' && at >= 3 && text_.substr(at - 3, 3) == "://")) {
        break;
      }
      at -= c.size;
    }
    if (best == nullptr) {
      return false;
    }
    const std::size_t begin = best_end - best->written.size();
    const std::size_t name = SkipBlank(text_, best_end, end);
    out.dash = best->dash;
    out.name = Span(name, end);
    out.at.begin = static_cast<std::uint32_t>(begin);
    out.own_line = SkipBlankBackInLine(begin) == LineBegin(begin);
    return true;
  }

  std::size_t SkipBlankBackInLine(std::size_t at) const {
    while (at > floor_) {
      const text::Decoded c = text::DecodeBefore(text_, at);
      if (c.code == '\n' || !IsBlank(c.code)) {
        break;
      }
      at -= c.size;
    }
    return at;
  }

  // One past the last link, tag or sentence end between `begin` and `end`: where there is no dash,
  // the name begins behind it. A line that is short enough for a name may hold a full stop early.
  std::size_t AfterLastEnd(std::size_t begin, std::size_t end, bool may_be_name) const {
    constexpr std::size_t kSentenceWordsMin = 3;
    std::size_t last = begin;
    std::size_t words = 0;
    for (std::size_t i = SkipBlank(text_, begin, end); i < end;) {
      const std::size_t word_end = WordEnd(i, end);
      const std::string_view word = text_.substr(i, word_end - i);
      i = SkipBlank(text_, word_end, end);
      const bool sentence = !may_be_name || ++words >= kSentenceWordsMin;
      if (i < end && (EndsPost(word) || (sentence && EndsSentence(word)))) {
        last = word_end;
      }
    }
    return last;
  }

  enum class Fit : std::uint8_t { kNo, kParticle, kYes };

  // Whether the word can be part of a name that is written in capitals.
  Fit FitsName(std::string_view word, bool last) const {
    if (EndsPost(word) || (!last && (EndsSentence(word) || word.ends_with(',') ||
                                     word.ends_with(':') || word.ends_with(';')))) {
      return Fit::kNo;
    }
    std::size_t at = 0;
    while (at < word.size() && !text::IsWordChar(text::DecodeAt(word, at).code)) {
      at += text::DecodeAt(word, at).size;
    }
    if (at == word.size()) {
      return last ? Fit::kYes : Fit::kNo;  // Signs and emoji: behind a name, not before it.
    }
    const char32_t first = text::DecodeAt(word, at).code;
    if (!HasCase(first) || text::IsUpper(first) || last) {
      return Fit::kYes;
    }
    return IsPostWord(PostWord::kParticle, word) ? Fit::kParticle : Fit::kNo;
  }

  // Where the run of capitalised words before `end` begins; at least its last word.
  std::size_t CapitalisedBegin(std::size_t floor, std::size_t end) const {
    constexpr std::size_t kUnspacedBytes = 24;  // Of scripts that put no spaces between words.
    std::size_t begin = end;
    std::size_t at = end;
    bool has_letters = false;
    for (std::size_t words = 0; words < kNameWordsMax; ++words) {
      const std::size_t word_end = SkipBlankBack(text_, at, floor);
      at = WordBegin(word_end, floor);
      const std::string_view word = text_.substr(at, word_end - at);
      const Fit fit = word.empty() ? Fit::kNo : FitsName(word, !has_letters);
      const bool unspaced = !word.empty() && !HasCase(text::DecodeAt(word, 0).code) &&
                            word.size() > kUnspacedBytes && words > 0;
      if (fit == Fit::kNo || unspaced) {
        break;
      }
      if (fit == Fit::kYes) {
        begin = at;
      }
      const char32_t first = text::DecodeAt(word, 0).code;
      has_letters |= text::IsWordChar(first);
      if (words == 0 && HasCase(first) && !text::IsUpper(first)) {
        break;  // "nucube.io": one word, and no more of its kind.
      }
    }
    return begin;
  }

  std::string_view text_;
  std::size_t floor_;
  std::size_t open_;
  std::size_t line_ = 0;
};

}  // namespace

bool IsBlank(char32_t code) {
  return text::IsSpace(code) || IsBidiMark(code);
}

std::size_t SkipBlankBack(std::string_view text, std::size_t at, std::size_t floor) {
  while (at > floor) {
    const text::Decoded c = text::DecodeBefore(text, at);
    if (!IsBlank(c.code)) {
      break;
    }
    at -= c.size;
  }
  return at;
}

std::size_t SkipBlank(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end) {
    const text::Decoded c = text::DecodeAt(text, at);
    if (!IsBlank(c.code)) {
      break;
    }
    at += c.size;
  }
  return at;
}

bool FindName(std::string_view text, std::size_t floor, std::size_t open, Signature& out) {
  return NameFinder(text, floor, open).Find(out);
}

bool FindUndashedName(std::string_view text, std::size_t floor, std::size_t open, Signature& out) {
  return NameFinder(text, floor, open).FindUndashed(out);
}

}  // namespace ibid::detect
