#pragma once

#include "text/cursor.h"

namespace ibid::text {

// Moves over a clock time behind a date, its zone included: " at 7:11am PDT", ", 14:03 UTC",
// " um 14:03 Uhr", " à 14h03", "T14:03:11.5+02:00" (this one where `iso`). False, and nothing is
// moved, where there is none.
bool SkipClock(Cursor& c, bool iso);

}  // namespace ibid::text
