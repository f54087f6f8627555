#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/inputs/written_link.h"
#include "ibid/text_span.h"

namespace ibid::audit {

// What an escaped piece of a text means, and where each of its characters stands there.
class Unescaped {
 public:
  // `raw` begins at `at` of the text around it.
  static Unescaped OfReferences(std::string_view raw, std::size_t at, bool in_attribute);
  static Unescaped OfJson(std::string_view raw, std::size_t at);  // A string without its quotes.
  static Unescaped AsIs(std::string_view raw, std::size_t at);
  // Pieces of `text`, with a line end between them.
  static Unescaped OfLines(std::string_view text, std::span<const TextSpan> lines);

  const std::string& text() const { return text_; }
  // Where in the text around it the character stands that begins at `at` here; of the end, the end.
  std::size_t Of(std::size_t at) const;
  // Moves what was found in text()[from, ...) to where it stands in the text around it.
  void Move(WrittenLink& link, std::size_t from = 0) const;

 private:
  struct Point {  // From here on, character by character the same.
    std::uint32_t here;
    std::uint32_t there;
  };
  void Mark(std::size_t there);
  std::string text_;
  std::vector<Point> points_;
};

}  // namespace ibid::audit
