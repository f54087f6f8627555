#pragma once

#include <chrono>
#include <optional>

#include "ibid/exchange.h"
#include "ibid/instant.h"

namespace ibid::net {

// What this client adds to the origin's word. The defaults are those of a check of an article.
struct CachePolicy {
  // A stale answer is taken for so long after it was asked, as max-stale would say (RFC 9111,
  // 5.2.1.2): an article's sources need no second look within a day. What the origin forbids
  // (no-store, no-cache, must-revalidate) stays forbidden.
  std::chrono::seconds kept{86'400};
  // No answer is reused for longer, whatever the origin allows: what is called alive was asked
  // within a week. Explicit lifetimes, heuristics and the leave to serve stale together.
  std::chrono::seconds life_max{7 * 86'400};
  // What was asked then or later was asked by this run, or by the one that it goes on with: its
  // answers answer again, whatever the origin says of other runs, so that nothing is asked twice in
  // one look. Those that a retry may better (429, 5xx, no answer) do not.
  std::optional<Instant> look_since;
};

// What becomes of a stored answer, and when.
struct Freshness {
  Instant fresh_until{};  // By the origin's word, or by a tenth of the time since its last change.
  Instant reusable_until{};  // Until then it answers without asking; the time it was asked: never.
  // Until then it may be handed out stale while it is asked again (stale-while-revalidate), and in
  // the place of a server error or of no answer (stale-if-error): RFC 5861.
  Instant renewable_until{};
  Instant error_until{};
  std::chrono::seconds age{};  // When it came: the time it had spent in caches before us, 4.2.3.
  Instant received{};
  bool immutable = false;    // While fresh it needs no second look even when one is asked for.
  bool may_be_stale = true;  // False: no-cache, must-revalidate.
};

// None: it must not be stored for reuse. RFC 9111 for a private cache:
//
// - Only GET and HEAD; no 1xx, 206 or 304; no-store, but for must-understand with a status that
//   RFC 9110 knows.
// - Statuses that are not heuristically cacheable (RFC 9110, 15.1), and are not public, live by
//   their explicit lifetime alone, and are stored without one only where they can be validated.
// - Server errors and 429 are remembered for at most ten minutes, 429 and 503 only where they say
//   for how long. So are dead hosts, so that one run after another does not wait for them.
// - What came of our own rules or of our own network (refused, offline, cancelled, a resolver that
//   did not answer) says nothing about the web and is not stored.
std::optional<Freshness> FreshnessOf(const Exchange& exchange, const CachePolicy& policy);

// Freshness::reusable_until.
std::optional<Instant> ReusableUntil(const Exchange& exchange, const CachePolicy& policy = {});

}  // namespace ibid::net
