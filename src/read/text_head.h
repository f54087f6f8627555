#pragma once

#include "ibid/document.h"
#include "read/text_lines.h"

namespace ibid::read {

// Reads the head of plain text: its first short line is the headline (or what is marked as one),
// the lines of author, outlet and date after it are the byline; both get their zones, and the
// metadata what they say. REQUIRES: text and zones are there.
void ReadTextHead(const TextLines& lines, Document& document);

}  // namespace ibid::read
