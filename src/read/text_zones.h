#pragma once

#include <vector>

#include "ibid/document.h"
#include "read/text_lines.h"

namespace ibid::read {

// The paragraphs of plain text: between blank lines; where lines are too long to be wrapped ones,
// each line. Page furniture is chrome.
std::vector<Zone> PlainZones(const TextLines& lines, std::string_view text);

// The blocks of Markdown (CommonMark, 4 and 5): ATX headings, fenced code, quotes, list items,
// paragraphs. Marks stay in the text.
std::vector<Zone> MarkdownZones(const TextLines& lines, std::string_view text);

}  // namespace ibid::read
