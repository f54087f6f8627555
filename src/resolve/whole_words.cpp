#include "resolve/whole_words.h"

#include "text/utf8.h"

namespace ibid::resolve {
namespace {

bool SetsWordsApart(char32_t code) {
  constexpr char32_t kThai = 0x0E00;
  constexpr char32_t kAfterMyanmar = 0x10A0;
  constexpr char32_t kCjk = 0x2E80;
  return text::IsWordChar(code) && (code < kThai || code >= kAfterMyanmar) && code < kCjk;
}

}  // namespace

bool BeginsWord(std::string_view text, std::size_t at, std::string_view phrase) {
  return at == 0 || !SetsWordsApart(text::DecodeAt(phrase, 0).code) ||
         !text::IsWordChar(text::DecodeBefore(text, at).code);
}

bool StandsWhole(std::string_view text, std::size_t at, std::string_view phrase) {
  const std::size_t end = at + phrase.size();
  return BeginsWord(text, at, phrase) &&
         (end == text.size() || !SetsWordsApart(text::DecodeBefore(phrase, phrase.size()).code) ||
          !text::IsWordChar(text::DecodeAt(text, end).code));
}

int CountWordChars(std::string_view words) {
  int count = 0;
  for (std::size_t at = 0; at < words.size();) {
    const text::Decoded next = text::DecodeAt(words, at);
    count += text::IsWordChar(next.code) ? 1 : 0;
    at += next.size;
  }
  return count;
}

}  // namespace ibid::resolve
