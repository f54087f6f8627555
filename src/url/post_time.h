#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "ibid/instant.h"

namespace ibid::url {

// The moment that the id itself carries, as milliseconds since 1970, exact: X (snowflakes; the
// plain counters of before November 2010 have none), Instagram and Threads (one numbering, so one
// layout), TikTok, Mastodon, Truth Social, Gab, LinkedIn, Discord (its developer documentation,
// "Snowflakes"), Bluesky. None for other platforms, and where the id is not one of theirs.
std::optional<long long> PostIdTimeMs(std::string_view platform, std::string_view post_id);

// The ids that X can have given out on a day of UTC (the day that its embeds print): [lo, hi).
// None for a date without a day, and for days before snowflakes.
struct IdRange {
  std::uint64_t lo = 0;
  std::uint64_t hi = 0;
};
std::optional<IdRange> XIdRangeOfDate(const IsoDate& date);

}  // namespace ibid::url
