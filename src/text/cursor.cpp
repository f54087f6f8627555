#include "text/cursor.h"

#include "text/utf8.h"

namespace ibid::text {

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
  while (digits <= max && At(digits) >= '0' && At(digits) <= '9') {
    value = value * 10 + (At(digits) - '0');
    ++digits;
  }
  if (digits < min || digits > max) {
    return std::nullopt;
  }
  at_ += static_cast<std::size_t>(digits);
  return value;
}

}  // namespace ibid::text
