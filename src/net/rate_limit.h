#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "ibid/exchange.h"

namespace ibid::net {

// What a server says it will still take, before it has to say 429.
struct RateLimit {
  std::int64_t remaining = 0;          // Requests.
  std::chrono::milliseconds reset{0};  // From the answer on; at most a day.
};

// RateLimit as in draft-ietf-httpapi-ratelimit-headers ("default";r=5;t=30, and the earlier
// "limit=10, remaining=5, reset=30"), RateLimit-Remaining with RateLimit-Reset, and the older names
// X-RateLimit-* and X-Rate-Limit-*, whose reset is seconds or a Unix time. None where either number
// is missing or is none. Of several limits the one with the least remaining.
std::optional<RateLimit> ReadRateLimit(const Exchange& exchange);

}  // namespace ibid::net
