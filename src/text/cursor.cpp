#include "text/cursor.h"

#include "text/utf8.h"

namespace ibid::text {

std::optional<int> DigitOf(char32_t code) {
  if (IsDigit(code)) {
    return static_cast<int>(code - '0');
  }
  // Arabic, Persian, Devanagari, Bengali, Thai, fullwidth: those that pages write dates in.
  for (const char32_t zero : U"\u0660\u06F0\u0966\u09E6\u0E50\uFF10") {
    if (zero != 0 && code >= zero && code < zero + 10) {
      return static_cast<int>(code - zero);
    }
  }
  return std::nullopt;
}

char Cursor::At(int distance) const {
  const std::size_t place = at_ + static_cast<std::size_t>(distance);  // Wraps below zero.
  return place < text_.size() ? text_[place] : '\0';
}

bool Cursor::AtLetter() const {
  return at_ < text_.size() && IsLetter(DecodeAt(text_, at_).code);
}

bool Cursor::Space() {
  const std::size_t begin = at_;
  for (int i = 0; i < kSpacesMax && at_ < text_.size(); ++i) {
    const Decoded c = DecodeAt(text_, at_);
    if (!IsSpace(c.code)) {
      break;
    }
    at_ += c.size;
  }
  return at_ > begin;
}

bool Cursor::Literal(std::string_view bytes) {
  if (!rest().starts_with(bytes)) {
    return false;
  }
  at_ += bytes.size();
  return true;
}

bool Cursor::Word(std::string_view lower) {
  std::size_t at = at_;
  for (std::size_t i = 0; i < lower.size();) {
    if (at >= text_.size()) {
      return false;
    }
    const Decoded want = DecodeAt(lower, i);
    const Decoded have = DecodeAt(text_, at);
    if (ToLower(have.code) != want.code) {
      return false;
    }
    i += want.size;
    at += have.size;
  }
  if (at < text_.size() && IsLetter(DecodeAt(text_, at).code)) {
    return false;
  }
  at_ = at;
  return true;
}

std::optional<int> Cursor::Number(int min, int max) {
  int digits = 0;
  int value = 0;
  std::size_t at = at_;
  while (digits <= max && at < text_.size()) {
    const Decoded c = DecodeAt(text_, at);
    const std::optional<int> digit = DigitOf(c.code);
    if (!digit) {
      break;
    }
    value = value * 10 + *digit;
    at += c.size;
    ++digits;
  }
  if (digits < min || digits > max) {
    return std::nullopt;
  }
  at_ = at;
  return value;
}

}  // namespace ibid::text
