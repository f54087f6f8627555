#pragma once

#include <string_view>

#include "ibid/document.h"

namespace ibid::read {

// Fills in text, zones, offsets and metadata of plain text. The text's characters are
// the input's own in order: inline mark-up that a conversion left behind (<u>..</u>) goes, and so
// does superfluous white space; paragraphs are set apart by a blank line.
// REQUIRES: `input` is valid UTF-8 of less than 4 GiB; the document's kind is set.
void ReadPlainText(std::string_view input, Document& document);

}  // namespace ibid::read
