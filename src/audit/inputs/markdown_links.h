#pragma once

#include <string_view>

#include "audit/inputs/written_link.h"

namespace ibid::audit {

// The addresses in Markdown (CommonMark 0.31 with GFM's tables and bare addresses): destinations of
// links and pictures, of definitions ("[x]: url", used or not, once each), in <...>, bare, and in
// HTML; none in code. In the order in which they stand.
// REQUIRES: `text` is valid UTF-8. False where `take` has enough. Linear in the text.
bool MarkdownLinks(std::string_view text, const TakeWritten& take);

}  // namespace ibid::audit
