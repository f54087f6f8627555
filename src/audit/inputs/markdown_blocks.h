#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ibid/text_span.h"

namespace ibid::audit {

// A stretch of a Markdown text in which links can stand.
struct MarkdownBlock {
  enum class Kind : std::uint8_t {
    kParagraph,  // May begin with definitions ("[x]: url").
    kInlines,    // A heading.
    kCell,       // Of a table: a "|" in it has a backslash before it.
    kHtml,
  };
  Kind kind = Kind::kParagraph;
  // Its lines in the text, without what marks quotes and list items, and without line ends; of
  // paragraphs without the white space at their begin.
  std::vector<TextSpan> lines;
};

// The blocks of CommonMark 0.31 (4 and 5) with GFM's tables (0.29, 4.10) that hold links: code is
// left out. Block quotes and lists deeper than kNestedMax are read as text of the one above. Linear
// in the text.
//
// Debian's parsers were looked at first: cmark does not say where the destination of a link stands
// and drops definitions, md4c gives no positions at all, and what corrects a file needs both.
inline constexpr std::size_t kNestedMax = 64;
std::vector<MarkdownBlock> MarkdownBlocks(std::string_view text);

}  // namespace ibid::audit
