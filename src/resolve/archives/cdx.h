#pragma once

#include "ibid/exchange.h"
#include "resolve/archives/capture.h"

namespace ibid::resolve {

inline constexpr std::size_t kRowsMax = 5000;  // Of one answer.

// Pure: one answer of an index of captures, in whichever form it comes: rows under a row of names
// (wayback-cdx-server, output=json), an object a line (pywb and Common Crawl, output=json), or a
// key, a timestamp and an object a line (CDXJ). Redirects and errors are left out unless
// `redirects`, which leaves out the errors alone.
Captures ReadCaptures(const Exchange& exchange, bool redirects = false);

}  // namespace ibid::resolve
