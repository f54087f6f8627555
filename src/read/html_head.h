#pragma once

#include "ibid/document.h"

namespace ibid::read {

// Finds the headline's zone and the byline's zones by what the metadata says and where they stand;
// fills in authors and date from the byline where the page's own data said nothing. A headline and
// its byline are no chrome, whatever the elements around them are called.
// REQUIRES: zones and metadata are there.
void MarkHtmlHead(Document& document);

}  // namespace ibid::read
