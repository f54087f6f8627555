#pragma once

#include <vector>

#include "ibid/document.h"
#include "read/text_lines.h"

namespace ibid::read {

// The paragraphs of plain text: between blank lines; where lines are too long to be wrapped ones,
// each line. Page furniture is chrome.
std::vector<Zone> PlainZones(const TextLines& lines, std::string_view text);

}  // namespace ibid::read
