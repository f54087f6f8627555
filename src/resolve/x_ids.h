#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/instant.h"

// The ids of X's posts are snowflakes: milliseconds since 2010-11-04T01:42:54.657Z, shifted left by
// 22 bits (twitter-archive/snowflake). So a date bounds the id. Pure.
namespace ibid::resolve {

struct IdRange {
  std::uint64_t low = 0;   // The first id of it.
  std::uint64_t high = 0;  // One past the last.

  bool Contains(std::uint64_t id) const { return low <= id && id < high; }
};

// The ids of a UTC day, `offset` days from `date`; none where the date has no day or lies before
// 2010-11-05, when ids were plain counters.
std::optional<IdRange> IdsOfDay(const IsoDate& date, int offset = 0);

// Decimal prefixes that together cover the range, as few as reach no further than 6.6 hours each
// beyond it; the middle of the range first, its edges last.
std::vector<std::string> PrefixesOf(IdRange range);

std::optional<std::uint64_t> ParseId(std::string_view id);

}  // namespace ibid::resolve
