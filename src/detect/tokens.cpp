#include "detect/tokens.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "text/utf8.h"

namespace ibid::detect {
namespace {

enum class Glyph : std::uint8_t { kLetter, kDigit, kSpace, kApostrophe, kHyphen, kPunctuation };

constexpr bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool IsAsciiDigit(char c) {
  return c >= '0' && c <= '9';
}

struct Char {
  char32_t code = 0;
  std::uint32_t size = 1;
  Glyph glyph = Glyph::kPunctuation;
};

constexpr Glyph GlyphOfAscii(char c) {
  if (IsAsciiLetter(c)) {
    return Glyph::kLetter;
  }
  if (IsAsciiDigit(c)) {
    return Glyph::kDigit;
  }
  if (c == ' ' || (c >= '\t' && c <= '\r')) {
    return Glyph::kSpace;
  }
  return c == '\'' ? Glyph::kApostrophe : c == '-' ? Glyph::kHyphen : Glyph::kPunctuation;
}

constexpr std::array<Glyph, 128> kAsciiGlyphs = [] {
  std::array<Glyph, 128> glyphs{};
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    glyphs[i] = GlyphOfAscii(static_cast<char>(i));
  }
  return glyphs;
}();

Char ReadBeyondAscii(std::string_view text, std::size_t at) {
  const text::Decoded decoded = text::DecodeAt(text, at);
  Char out{decoded.code, decoded.size, Glyph::kPunctuation};
  if (decoded.code == 0x2019) {
    out.glyph = Glyph::kApostrophe;
  } else if (decoded.code == 0x2010 || decoded.code == 0x2011) {
    out.glyph = Glyph::kHyphen;
  } else if (text::IsSpace(decoded.code)) {
    out.glyph = Glyph::kSpace;
  } else if (text::IsWordChar(decoded.code)) {
    out.glyph = Glyph::kLetter;
  }
  return out;
}

inline Char ReadChar(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 0x80 ? Char{byte, 1, kAsciiGlyphs[byte]} : ReadBeyondAscii(text, at);
}

Mark PunctuationMark(char32_t code) {
  switch (code) {
    case '.':
    case '!':
    case '?':
    case 0x2026:
    case 0x3002:
    case 0xFF01:
    case 0xFF1F:
      return Mark::kStop;
    case ',':
      return Mark::kComma;
    case ':':
      return Mark::kColon;
    case ';':
      return Mark::kSemicolon;
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case '-':
      return Mark::kDash;
    case '(':
    case '[':
      return Mark::kOpen;
    case ')':
    case ']':
      return Mark::kClose;
    case '"':
      return Mark::kDouble;
    case '\'':
    case '`':
      return Mark::kSingle;
    case 0x201C:
      return Mark::kLeftDouble;
    case 0x201D:
      return Mark::kRightDouble;
    case 0x201E:
    case 0x201F:
      return Mark::kLowDouble;
    case 0x00AB:
      return Mark::kLeftAngle;
    case 0x00BB:
      return Mark::kRightAngle;
    case 0x300C:
    case 0x300E:
      return Mark::kLeftCorner;
    case 0x300D:
    case 0x300F:
      return Mark::kRightCorner;
    case 0x2018:
      return Mark::kLeftSingle;
    case 0x2019:
    case 0x203A:
      return Mark::kRightSingle;
    case 0x201A:
    case 0x2039:
      return Mark::kLowSingle;
    default:
      return Mark::kOther;
  }
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, TextSpan part, std::vector<Token>& out)
      : text_(text.substr(0, part.end)), at_(part.begin), out_(out) {}

  void Run() {
    bool space = true;
    while (at_ < text_.size()) {
      if (text_[at_] == ' ') {
        ++at_;
        space = true;
        continue;
      }
      const Char c = ReadChar(text_, at_);
      if (c.glyph == Glyph::kSpace) {
        at_ += c.size;
        space = true;
        continue;
      }
      space_ = space;
      space = false;
      if (c.glyph == Glyph::kLetter || c.glyph == Glyph::kDigit) {
        Word(c);
      } else {
        Punctuation(c);
      }
    }
  }

 private:
  Char Peek(std::size_t at) const { return at < text_.size() ? ReadChar(text_, at) : Char{}; }
  bool WordCharAt(std::size_t at) const {
    const Glyph g = Peek(at).glyph;
    return at < text_.size() && (g == Glyph::kLetter || g == Glyph::kDigit);
  }

  // One past the word that begins at at_: letters and digits, joined by hyphens, apostrophes inside
  // and the points of numbers and initials ("3,500", "U.S", "18.8").
  std::size_t WordEnd() {
    apostrophe_ = false;
    std::size_t end = at_;
    while (end < text_.size()) {
      if (IsAsciiLetter(text_[end])) {
        ++end;
        continue;
      }
      if (text_[end] == ' ') {
        break;
      }
      const Char c = ReadChar(text_, end);
      if (c.glyph == Glyph::kLetter || c.glyph == Glyph::kDigit) {
        end += c.size;
      } else if ((c.glyph == Glyph::kHyphen || c.glyph == Glyph::kApostrophe) &&
                 WordCharAt(end + c.size)) {
        apostrophe_ = apostrophe_ || c.glyph == Glyph::kApostrophe;
        end += c.size;
      } else if (c.code == '&' && end > at_ && WordCharAt(end + 1) && Peek(end + 1).code < 0x80) {
        end += 1;
      } else if ((c.code == '.' || c.code == ',') && JoinsNumber(end)) {
        end += 1;
      } else if (c.code == '.' && IsInitial(end)) {
        end += 1;
      } else {
        break;
      }
    }
    return end;
  }
  bool JoinsNumber(std::size_t at) const {
    return at > at_ && IsAsciiDigit(text_[at - 1]) && at + 1 < text_.size() &&
           IsAsciiDigit(text_[at + 1]);
  }
  // A point after a single letter that begins the word or follows another point or a hyphen, with a
  // letter after it: the inner points of U.S.A. and D-N.Y.
  bool IsInitial(std::size_t at) const {
    const bool single =
        at == at_ + 1 || (at >= at_ + 2 && (text_[at - 2] == '.' || text_[at - 2] == '-'));
    return single && IsAsciiLetter(text_[at - 1]) && at + 1 < text_.size() &&
           IsAsciiLetter(text_[at + 1]) &&
           (at + 2 >= text_.size() || !IsAsciiLetter(text_[at + 2]));
  }

  void Word(const Char& first) {
    std::size_t end = WordEnd();
    std::size_t clitic = CliticBegin(end);
    if (clitic == end) {
      end = WithPoint(end);
      clitic = end;
    }
    Push(at_, clitic, first);
    if (clitic < end) {
      space_ = false;
      Push(clitic, end, Char{'\'', 1, Glyph::kLetter});
    }
    at_ = end;
  }

  // Where the last contraction of the word [at_, end) begins, or end.
  std::size_t CliticBegin(std::size_t end) const {
    if (!apostrophe_) {
      return end;
    }
    const std::string_view word = text_.substr(at_, end - at_);
    static constexpr std::array<std::string_view, 9> kClitics = {"n't", "'s", "'re", "'ve", "'ll",
                                                                 "'d",  "'m", "'S",  "N'T"};
    std::array<char, 8> tail{};
    std::size_t size = 0;
    // The last bytes of the word with its typographic apostrophe made straight.
    std::size_t from = word.size();
    while (from > 0 && size < 3) {
      const text::Decoded c = text::DecodeBefore(word, from);
      from -= c.size;
      tail[7 - size++] = c.code == 0x2019 ? '\'' : static_cast<char>(c.code < 0x80 ? c.code : '?');
    }
    const std::string_view straight(&tail[8 - size], size);
    for (const std::string_view clitic : kClitics) {
      if (straight.ends_with(clitic) && word.size() > clitic.size()) {
        const bool curly =
            word.find("\xE2\x80\x99", word.size() - std::min<std::size_t>(word.size(), 5)) !=
            std::string_view::npos;
        const std::size_t bytes = clitic.size() + (curly ? 2 : 0);
        return word.size() > bytes ? end - bytes : end;
      }
    }
    return end;
  }

  // The word's end with the full stop of an abbreviation.
  std::size_t WithPoint(std::size_t end) const {
    if (end >= text_.size() || text_[end] != '.') {
      return end;
    }
    const std::string_view word = text_.substr(at_, end - at_);
    if (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z') {
      return end + 1;
    }
    if (word.size() >= 3 && word[word.size() - 2] == '.') {
      return end + 1;
    }
    if (word.size() > 6) {
      return end;
    }
    const detect::Word* found = FindWord(FoldedWord(word));
    const bool abbreviates = found != nullptr && (found->classes & kAbbreviation) != 0 &&
                             !((found->classes & kPlainWord) != 0 && PlainAt(end));
    return abbreviates ? end + 1 : end;
  }
  // "ill." for "Ill.", but "no. 5": written small and without a number behind it, what is a word
  // too is that word at the end of its sentence.
  bool PlainAt(std::size_t end) const {
    const std::string_view behind = text_.substr(end + 1, 3);
    if (behind.starts_with('"') || behind == "\u201D" || behind == "\u2019") {
      return true;  // 'She said: "No." He left.'
    }
    const bool small = text_[at_] >= 'a' && text_[at_] <= 'z';
    return small &&
           !(end + 2 < text_.size() && text_[end + 1] == ' ' && IsAsciiDigit(text_[end + 2]));
  }

  // "al-Jafari", "el-Sisi": the article of an Arabic name is written small.
  static bool ArabicName(std::string_view word) {
    static constexpr std::array<std::string_view, 13> kArticles = {
        "al-", "el-", "ad-", "an-",  "ar-",  "as-", "at-",
        "az-", "ul-", "ur-", "ash-", "abu-", "bin-"};
    return std::any_of(kArticles.begin(), kArticles.end(), [word](std::string_view article) {
      return word.size() > article.size() && word[0] == article[0] && word.starts_with(article) &&
             word[article.size()] >= 'A' && word[article.size()] <= 'Z';
    });
  }
  // "eMarketer", "iFixit": a name that its owner begins small.
  static bool CamelName(std::string_view word) {
    return word.size() > 3 && (word[0] == 'e' || word[0] == 'i') && word[1] >= 'A' &&
           word[1] <= 'Z' && word[2] >= 'a' && word[2] <= 'z';
  }
  static bool Capital(const Char& c) {
    return c.code < 0x80 ? (c.code >= 'A' && c.code <= 'Z') : text::IsUpper(c.code);
  }

  // "London-based", "Berlin-born": attributes like "British", not the names of who speaks.
  static bool OfPlace(std::string_view lower) {
    return lower.ends_with("-based") || lower.ends_with("-born") || lower.ends_with("-owned") ||
           lower.ends_with("-educated");
  }

  // An unlisted word that is spelled as plurals are.
  static bool PluralShape(std::string_view lower) {
    return lower.size() > 4 && lower.ends_with('s') && !lower.ends_with("ss") &&
           !lower.ends_with("us") && !lower.ends_with("is");
  }

  // "family" and "ally" are no adverbs.
  static constexpr WordClasses kNouns = kPerson | kBody | kGovernment | kDocumentNoun | kEvent;

  void Push(std::size_t begin, std::size_t end, const Char& first) {
    Token t;
    t.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    t.space_before = space_;
    const std::string_view word = text_.substr(begin, end - begin);
    t.mark = IsAsciiDigit(word[0]) ? Mark::kNumber : Mark::kWord;
    t.capital = Capital(first) || ArabicName(word) || CamelName(word);
    const FoldedWord folded(word);
    const std::string_view lower = folded.text();
    const detect::Word* found = FindWord(folded);
    if (found == nullptr && lower.ends_with('.')) {
      found = FindWord(folded.WithoutLast());
    }
    if (found != nullptr) {
      t.classes = found->classes;
      t.cue = found->cue;
    }
    if (found == nullptr && !t.capital && PluralShape(lower)) {
      t.classes |= kPlural;
    }
    if (t.capital && OfPlace(lower)) {
      t.classes |= kNationality;
    }
    t.genitive = lower == "'s";
    if (t.capital) {
      std::size_t upper = 0;
      const bool any_lower =
          std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      upper = static_cast<std::size_t>(
          std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
      t.all_capitals = !any_lower && upper >= 2;
    } else if (lower.size() > 4) {
      t.suffix = lower.ends_with("ing")                   ? kSuffixIng
                 : lower.ends_with("ed")                  ? kSuffixEd
                 : lower.ends_with("ly") && !t.Is(kNouns) ? kSuffixLy
                                                          : std::uint8_t{0};
    }
    out_.push_back(t);
  }

  void Punctuation(const Char& c) {
    Token t;
    std::size_t end = at_ + c.size;
    t.mark = PunctuationMark(c.code);
    t.space_before = space_;
    if (t.mark == Mark::kDash) {
      while (end < text_.size() && text_[end] == '-') {
        ++end;
      }
      if (c.code == '-' && end == at_ + 1 && !space_) {
        t.mark = Mark::kOther;
      }
    } else if (t.mark == Mark::kSingle && end < text_.size() && text_[end] == text_[at_] &&
               (space_ || end + 1 >= text_.size() || text_[end + 1] != text_[at_])) {
      // Of three at the end of words the first closes the quote inside.
      ++end;
      t.mark = Mark::kDouble;
    } else if (c.code == '.') {
      while (end < text_.size() && text_[end] == '.') {
        ++end;
      }
    }
    const bool after_s = (t.mark == Mark::kSingle || t.mark == Mark::kRightSingle) && !space_ &&
                         at_ > 0 && (text_[at_ - 1] == 's' || text_[at_ - 1] == 'S');
    t.genitive = after_s && end < text_.size() && Peek(end).glyph == Glyph::kSpace;
    t.at = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)};
    out_.push_back(t);
    at_ = end;
  }

  std::string_view text_;
  std::size_t at_;
  std::vector<Token>& out_;
  bool space_ = false;
  bool apostrophe_ = false;  // Inside the word whose end was sought last.
};

}  // namespace

void Tokenize(std::string_view text, TextSpan part, std::vector<Token>& out) {
  Tokenizer(text, part, out).Run();
}

}  // namespace ibid::detect
