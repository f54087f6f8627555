#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ibid/document.h"

namespace ibid::read {

// One line of plain text that is not blank, as it stands in Document::text.
struct TextLine {
  TextSpan at;
  bool after_blank = false;  // A blank line, or the beginning of the text, stands before it.
  bool after_page = false;   // A form feed stands before it.
};

// Writes the input's lines into text, offsets and markup: stray inline tags dropped, white space
// folded, no blank lines at the ends and one between paragraphs. Links that tags made become "a"
// elements. `marked`: the words that other tags marked, of the first kMarkedMax.
struct TextLines {
  static constexpr std::size_t kMarkedMax = 64;
  std::vector<TextLine> lines;
  std::vector<TextSpan> marked;
};
TextLines WriteLines(std::string_view input, Document& document);

}  // namespace ibid::read
