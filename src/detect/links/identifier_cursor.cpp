#include "detect/links/identifier_cursor.h"

#include <array>

#include "text/utf8.h"

namespace ibid::detect {

bool Cursor::Take(std::string_view exact) {
  if (text_.substr(at_, exact.size()) != exact) {
    return false;
  }
  at_ += exact.size();
  return true;
}

bool Cursor::TakeNoCase(std::string_view ascii) {
  if (!text::StartsWithNoCase(text_.substr(at_), ascii)) {
    return false;
  }
  at_ += ascii.size();
  return true;
}

bool Cursor::TakeHyphen() {
  static constexpr std::array<std::string_view, 6> kHyphens = {"-", "‐", "‑", "‒", "–", "−"};
  for (const std::string_view hyphen : kHyphens) {
    if (Take(hyphen)) {
      return true;
    }
  }
  return false;
}

bool Cursor::TakeSpaces() {
  constexpr int kSpacesMax = 8;
  const std::size_t begin = at_;
  int breaks = 0;
  for (int i = 0; i < kSpacesMax && at_ < text_.size(); ++i) {
    const text::Decoded c = text::DecodeAt(text_, at_);
    breaks += c.code == '\n' ? 1 : 0;
    if (!text::IsSpace(c.code) || breaks > 1) {
      break;
    }
    at_ += c.size;
  }
  return at_ > begin;
}

std::optional<std::string_view> Cursor::TakeDigits(std::size_t min, std::size_t max) {
  std::size_t end = at_;
  while (end < text_.size() && end - at_ <= max &&
         text::IsDigit(static_cast<unsigned char>(text_[end]))) {
    ++end;
  }
  if (end - at_ < min || end - at_ > max) {
    return std::nullopt;
  }
  const std::string_view digits = text_.substr(at_, end - at_);
  at_ = end;
  return digits;
}

std::size_t Cursor::TakeLetters(std::string_view marks, std::size_t max) {
  const std::size_t begin = at_;
  while (at_ < text_.size() && at_ - begin < max && text::IsAscii(text_[at_]) &&
         (text::IsLetter(static_cast<unsigned char>(text_[at_])) ||
          marks.find(text_[at_]) != std::string_view::npos)) {
    ++at_;
  }
  return at_ - begin;
}

bool Cursor::AtWordEnd() const {
  return at_ >= text_.size() || !text::IsWordChar(text::DecodeAt(text_, at_).code);
}

}  // namespace ibid::detect
