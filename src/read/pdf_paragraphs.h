#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pdf/contents.h"
#include "read/pdf_lines.h"

namespace ibid::read {

// Lines [..] of one paragraph, by their number; over columns and pages too.
struct PdfParagraph {
  std::vector<std::size_t> lines;
  std::int32_t size = 0;
  bool bold = false;
  bool list_item = false;
};

// Puts the lines outside furniture together again: a paragraph ends where the type changes, where
// more space than between its lines follows, where the next line is indented, and where a line ends
// although the next word would have fitted. Linear but for a sort.
std::vector<PdfParagraph> PdfParagraphs(const pdf::Contents& contents,
                                        const std::vector<PdfLine>& lines, std::int32_t body_size);

}  // namespace ibid::read
