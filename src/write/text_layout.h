#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "write/verdict_words.h"

namespace ibid::write {

// Lays out safe words (see Plain) in lines of a terminal. A line is at most `width` columns wide,
// but for a URL, which is never broken and gets a line of its own where it does not fit.
class TextLayout {
 public:
  TextLayout(std::size_t width, bool color) : width_(width), color_(color) {}

  void Blank() { out_ += '\n'; }
  // Words wrapped after `first`, a prefix of that many columns, which may be coloured; later lines
  // are indented by `hang`.
  void Paragraph(std::string_view first, std::size_t first_columns, std::size_t hang,
                 std::string_view words);
  void Paragraph(std::string_view first, std::size_t first_columns, std::string_view words) {
    Paragraph(first, first_columns, first_columns, words);
  }
  void Paragraph(std::size_t indent, std::string_view words);
  void Heading(std::string_view words);

  std::string Bold(std::string_view words) const { return Coloured("1", words); }
  std::string Dim(std::string_view words) const { return Coloured("2", words); }
  std::string Toned(Tone tone, std::string_view words) const;
  std::string Finish() && { return std::move(out_); }

 private:
  std::string Coloured(std::string_view code, std::string_view words) const;
  std::vector<std::string_view> Pieces(std::string_view word, std::size_t columns) const;

  std::string out_;
  std::size_t width_;
  bool color_;
};

}  // namespace ibid::write
