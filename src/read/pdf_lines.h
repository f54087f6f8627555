#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pdf/contents.h"

namespace ibid::read {

// Words that stand beside one another on a page, in reading order. Sizes and places are in
// hundredths of a point, as in pdf::Box.
struct PdfLine {
  std::uint32_t page = 0;  // Counted from 0.
  std::size_t first = 0;   // Words [first, end) of that page.
  std::size_t end = 0;
  pdf::Box at;
  std::int32_t size = 0;  // Of most of its characters.
  bool bold = false;      // All of it.
  // The printer's and not the author's: why ("pdf.page_number"), else empty.
  const char* furniture = "";

  bool is_furniture() const { return *furniture != '\0'; }
};

std::vector<PdfLine> PdfLines(const pdf::Contents& contents);

// The words of a line with a space where the page has one.
std::string LineText(const pdf::Contents& contents, const PdfLine& line);

// Marks what stands in the margins of pages: their numbers, what repeats there from page to page,
// and what browsers print around a page: the time, its title, its address.
void MarkFurniture(const pdf::Contents& contents, std::vector<PdfLine>& lines);

// The size that most characters outside furniture have; 0 where there are none.
std::int32_t BodySize(const pdf::Contents& contents, const std::vector<PdfLine>& lines);

// Within some 6 %: what a rounded font matrix makes of one size.
bool SameSize(std::int32_t a, std::int32_t b);

}  // namespace ibid::read
