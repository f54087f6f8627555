#pragma once

#include <string_view>

#include "audit/inputs/written_link.h"

namespace ibid::audit {

// The addresses in a page's markup (HTML Standard, "Attributes", those that are URLs, with the
// obsolete ones that browsers still follow; srcset; <meta http-equiv=refresh>), in the order in
// which they stand. Forms are no links, and neither is what only prepares a connection.
// REQUIRES: `page` is valid UTF-8. False where `take` has enough.
bool HtmlLinks(std::string_view page, const TakeWritten& take);

}  // namespace ibid::audit
