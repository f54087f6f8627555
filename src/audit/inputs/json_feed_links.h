#pragma once

#include <string_view>

#include "audit/inputs/written_link.h"

namespace ibid::audit {

// Whether it names a version of JSON Feed (jsonfeed.org) near its start.
bool IsJsonFeed(std::string_view text);

// The addresses in a JSON Feed 1.1, as they stand, with those in its items' HTML.
// REQUIRES: `text` is valid UTF-8. False where `take` has enough. Linear; damaged JSON is read as
// far as its strings can be told.
bool JsonFeedLinks(std::string_view text, const TakeWritten& take);

}  // namespace ibid::audit
