#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ibid/document.h"

namespace ibid::read {

// What the bytes are if they are no text: "a PNG image; text recognition may ...", or
// nothing. By signature (WHATWG MIME Sniffing, section 6, and the formats' own documents), else by
// the share of control characters in the first kilobyte.
std::optional<std::string> NameBinary(std::string_view bytes);

// REQUIRES: `text` is UTF-8. `content_type` and `source` are as in ReadOptions; what the text looks
// like goes before what its name says, and after what the server says.
InputKind SniffKind(std::string_view text, std::string_view content_type, std::string_view source);

}  // namespace ibid::read
