#pragma once

#include "detect/attributions/attribution_passage.h"
#include "ibid/document.h"
#include "ibid/instant.h"

namespace ibid::detect {

// The date that `around` gives: "in a statement on February 1, 2015". A day without a year, a
// weekday, "yesterday" and "today" are counted back from the article's own date, and are nothing
// where it has none. Empty: no date.
IsoDate DateNear(const Document& document, const Passage& passage, TokenRange around);

}  // namespace ibid::detect
