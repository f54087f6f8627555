#pragma once

#include <string_view>

#include "audit/inputs/written_link.h"

namespace ibid::audit {

// The addresses in running text that have a scheme or begin with "www." (detect/links/links_scan.h,
// which finds more: what is broken over lines, cut off by an ellipsis or defused has no place where
// it could be corrected, and nobody asks for it by accident). REQUIRES: `text` is valid UTF-8.
// False where `take` has enough.
bool TextLinks(std::string_view text, const TakeWritten& take);

}  // namespace ibid::audit
