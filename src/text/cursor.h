#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

// A place in a text and the few moves that the date grammar is made of. A move that fails leaves
// the place where it was. For dates.cpp, clock.cpp and instant.cpp.
namespace ibid::text {

// The value of a decimal digit: ASCII, Arabic and Persian, Devanagari, Bengali, Thai, fullwidth.
std::optional<int> DigitOf(char32_t code);

class Cursor {
 public:
  // REQUIRES: at <= text.size(); `text` outlives the cursor.
  Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::string_view text() const { return text_; }
  std::size_t at() const { return at_; }
  bool done() const { return at_ == text_.size(); }
  std::string_view rest() const { return text_.substr(at_); }
  // The byte at a distance from here; NUL outside the text.
  char At(int distance) const;
  bool AtLetter() const;

  void Skip(std::size_t bytes) { at_ += bytes; }
  // White space, at most kSpacesMax characters of it.
  bool Space();
  bool Literal(std::string_view bytes);
  // A literal in any case, given in lower case, with no letter after it.
  bool Word(std::string_view lower);
  // All of a run of `min` to `max` (at most 9) digits.
  std::optional<int> Number(int min, int max);

 private:
  static constexpr int kSpacesMax = 8;

  std::string_view text_;
  std::size_t at_;
};

}  // namespace ibid::text
