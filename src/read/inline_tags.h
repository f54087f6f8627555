#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ibid::read {

// A tag that a conversion (of a PDF, of a web page) left in plain text.
struct InlineTag {
  std::string_view name;  // As written: "u", "SPAN".
  bool closing = false;
  std::size_t size = 0;  // Bytes with the angle brackets.
  std::string href;      // Of <a>, decoded.
};

// The tag that begins at `at`, if it is one of those that mark words (u, b, i, em, strong, sup,
// span, font, a, ...) and is whole; "a < b", "<mail@example.org>" and "<u" are none, and neither is
// "<b and c>". Looks at most kInlineTagBytesMax bytes ahead. REQUIRES: text[at] == '<'.
inline constexpr std::size_t kInlineTagBytesMax = 2048;
std::optional<InlineTag> InlineTagAt(std::string_view text, std::size_t at);

}  // namespace ibid::read
