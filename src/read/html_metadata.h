#pragma once

#include "ibid/document.h"

namespace ibid::read {

// Chooses among all that a page says about itself, fills in Document::metadata, and marks the
// headline's and the byline's zones. What was chosen says where it was found.
// REQUIRES: text, markup and zones are there; metadata.url where it is known.
void FindHtmlMetadata(Document& document);

}  // namespace ibid::read
