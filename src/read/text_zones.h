#pragma once

#include "ibid/document.h"
#include "read/text_lines.h"

namespace ibid::read {

// The paragraphs of plain text: between blank lines; where lines are too long to be wrapped ones,
// each line. Page furniture is chrome. Of text that is nothing but short paragraphs not all are
// kept apart (read/density.h).
void MakePlainZones(const TextLines& lines, Document& document);

}  // namespace ibid::read
