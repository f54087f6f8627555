#pragma once

#include <cstddef>
#include <string_view>

namespace ibid::read {

// How many elements and zones are kept of an input. Each takes some ten times what the shortest of
// them takes in the input ("<p>a", "a" between blank lines), so that of input that is nothing but
// these only so many are kept for its bytes. Real pages have an element every thirty bytes or more
// and a zone every hundred. Words are never dropped, nor elements whose attributes have values:
// where an element is not kept its words belong to the one around it, where a zone is not kept to
// the one before.
inline constexpr std::size_t kElementsAlways = 50'000;
inline constexpr std::size_t kBytesOfElement = 8;
inline constexpr std::size_t kZonesAlways = 20'000;
inline constexpr std::size_t kBytesOfZone = 32;

// What Document::notes says where zones were not kept.
inline constexpr std::string_view kTooManyZones =
    "it is nearly nothing but short blocks: not all are kept apart";

// Whether another may follow `count` of them, `at` bytes into the input.
constexpr bool MayAddElement(std::size_t count, std::size_t at) {
  return count < kElementsAlways || count < at / kBytesOfElement;
}
constexpr bool MayAddZone(std::size_t count, std::size_t at) {
  return count < kZonesAlways || count < at / kBytesOfZone;
}

}  // namespace ibid::read
