#pragma once

#include <span>
#include <string>
#include <string_view>

#include "audit/inputs/written_link.h"

namespace ibid::audit {

// Words as they have to be written to stand under these layers, the innermost first, and be read as
// the same words. What a layer cannot hold at all is written as it is: whoever changes a file reads
// it again (fix_text.h).
std::string Written(std::string_view words, std::span<const Layer> layers);

// For the value of an attribute in double quotes.
std::string HtmlWritten(std::string_view words);

}  // namespace ibid::audit
