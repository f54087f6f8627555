#pragma once

#include <optional>

#include "ibid/exchange.h"
#include "ibid/instant.h"

namespace ibid::net {

// Until when a stored exchange may answer the same request again without asking; none: it may not.
//
// RFC 9111 for a private cache, as the client of which we accept stale answers (max-stale, 5.2.1.2)
// for a day: an article's sources need no second look within it. What the origin forbids stays
// forbidden: no-store is never reused, no-cache and must-revalidate not beyond their explicit
// lifetime. Statuses that are not heuristically cacheable (RFC 9110, 15.1) need an explicit
// lifetime. Only GET and HEAD.
//
// Failures are remembered for minutes, so that one run after another does not wait for the same
// dead host. What came of our own rules or of our own network (refused, offline, cancelled, a
// resolver that did not answer) is not reused: it says nothing about the web. Neither is 429 nor
// 503.
std::optional<Instant> ReusableUntil(const Exchange& exchange);

}  // namespace ibid::net
