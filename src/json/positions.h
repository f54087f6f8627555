#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ibid::json {

// Byte offsets of a UTF-8 text as offsets in Unicode code points, and back. One pass over the text
// at first; a question then costs at most kStride bytes of reading. Does not own the text.
class Positions {
 public:
  explicit Positions(std::string_view text);

  std::uint32_t code_points() const { return code_points_; }
  // REQUIRES: byte <= text.size(), on a character boundary.
  std::uint32_t ToCodePoint(std::uint32_t byte) const;
  // None beyond the end of the text.
  std::optional<std::uint32_t> ToByte(std::uint64_t code_point) const;

 private:
  static constexpr std::size_t kStride = 256;

  std::string_view text_;
  std::vector<std::uint32_t> before_;  // Code points that begin before byte i * kStride.
  std::uint32_t code_points_ = 0;
};

}  // namespace ibid::json
