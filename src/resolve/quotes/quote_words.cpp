#include "resolve/quotes/quote_words.h"

#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kWordBytesMax = 64;

// Scripts that set no spaces between words: each character is compared by itself.
bool IsUnspaced(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) ||  // Thai, Lao
         (c >= 0x1000 && c <= 0x109F) ||  // Burmese
         (c >= 0x1780 && c <= 0x17FF) ||  // Khmer
         (c >= 0x3040 && c <= 0x30FF) ||  // Kana
         (c >= 0x3400 && c <= 0x9FFF) ||  // Ideographs
         (c >= 0xF900 && c <= 0xFAFF) ||  // Compatibility ideographs
         (c >= 0x20000 && c <= 0x3FFFF);  // Further ideographs
}

// Joins the letters around it into one word and is no part of it.
bool IsJoiner(char32_t c, char32_t before, char32_t after) {
  switch (c) {
    case U'\'':
    case U'\u2019':
    case U'\u02BC':
    case U'\u00AD':  // Soft hyphen
    case U'\u200B':
    case U'\u200C':
    case U'\u200D':
    case U'\u2060':
    case U'\uFEFF':
      return true;
    case U',':
      return text::IsDigit(before) && text::IsDigit(after);
    case U'.':
      return text::IsUpper(before) && text::IsUpper(after);
    default:
      return false;
  }
}

// One word from `at`, which begins it; `at` is moved behind it.
QuoteWord TakeWord(std::string_view text, std::size_t& at) {
  QuoteWord word;
  word.begin = static_cast<std::uint32_t>(at);
  char32_t before = 0;
  while (at < text.size()) {
    const text::Decoded c = text::DecodeAt(text, at);
    const std::size_t next = at + c.size;
    if (text::IsWordChar(c.code) && c.code != U'_' && !IsUnspaced(c.code)) {
      if (word.folded.size() < kWordBytesMax) {
        text::Append(word.folded, text::ToLower(c.code));
      }
      before = c.code;
      at = next;
      word.end = static_cast<std::uint32_t>(at);
      continue;
    }
    const text::Decoded after =
        next < text.size() ? text::DecodeAt(text, next) : text::Decoded{U' ', 1};
    const bool goes_on = text::IsWordChar(after.code) && !IsUnspaced(after.code);
    const bool decimal = c.code == U'.' && text::IsDigit(before) && text::IsDigit(after.code);
    if (!goes_on || (!decimal && !IsJoiner(c.code, before, after.code))) {
      break;
    }
    if (decimal) {
      word.folded += '.';
    }
    at = next;
  }
  return word;
}

}  // namespace

std::vector<QuoteWord> QuoteWords(std::string_view text, std::size_t most) {
  std::vector<QuoteWord> words;
  for (std::size_t at = 0; at < text.size() && words.size() < most;) {
    const text::Decoded c = text::DecodeAt(text, at);
    const auto begin = static_cast<std::uint32_t>(at);
    const auto end = static_cast<std::uint32_t>(at + c.size);
    if (c.code == U'%') {
      words.push_back({"percent", begin, end});
      at = end;
    } else if (IsUnspaced(c.code)) {
      words.push_back({std::string(text.substr(at, c.size)), begin, end});
      at = end;
    } else if (text::IsWordChar(c.code) && c.code != U'_') {
      words.push_back(TakeWord(text, at));
    } else {
      at = end;
    }
  }
  return words;
}

}  // namespace ibid::resolve
