#pragma once

#include <cassert>
#include <compare>
#include <cstdint>
#include <string_view>

namespace ibid {

// A half-open byte range [begin, end) into one Document's UTF-8 text, on character boundaries.
//
// A TextSpan does not keep the text alive and does not know which document it belongs to: it is
// what is stored, sorted and compared. It becomes characters at the edge, through Slice().
struct TextSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool Contains(TextSpan inner) const { return begin <= inner.begin && inner.end <= end; }
  constexpr bool Overlaps(TextSpan other) const { return begin < other.end && other.begin < end; }

  friend constexpr auto operator<=>(const TextSpan&, const TextSpan&) = default;
};

// REQUIRES: span lies within text.
constexpr std::string_view Slice(std::string_view text, TextSpan span) {
  assert(span.begin <= span.end && span.end <= text.size());
  return text.substr(span.begin, span.size());
}

}  // namespace ibid
