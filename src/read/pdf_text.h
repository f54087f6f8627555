#pragma once

#include <string_view>
#include <vector>

#include "ibid/document.h"
#include "pdf/contents.h"
#include "read/pdf_lines.h"
#include "read/pdf_paragraphs.h"

namespace ibid::read {

// Writes text, pages and links ("a" elements) of a PDF into the document, and returns where each
// paragraph stands, with the furniture of a page after the paragraph that the page's end
// interrupts: `paragraph` is its number, or kFurniture with the line's `rule`.
//
// Lines of a paragraph are joined by a space. A word that was divided at a line's end is put
// together; where its hyphen may be its own ("well-known"), the words of the rest decide. An
// address broken over lines is put together where a link over both halves says what it is; else the
// line end stays, which detectors of links know.
struct PdfBlock {
  static constexpr std::size_t kFurniture = static_cast<std::size_t>(-1);
  std::size_t paragraph = kFurniture;
  const char* rule = "";
  TextSpan at;
};
std::vector<PdfBlock> WritePdfText(const pdf::Contents& contents, const std::vector<PdfLine>& lines,
                                   const std::vector<PdfParagraph>& paragraphs, Document& document);

}  // namespace ibid::read
