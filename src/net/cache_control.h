#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "ibid/exchange.h"

namespace ibid::net {

// What the Cache-Control fields of a request or an answer say (RFC 9111, 5.2; RFC 5861; RFC 8246).
// Directives for shared caches (s-maxage, proxy-revalidate, public's half about them) are not ours
// and not here; neither is CDN-Cache-Control (RFC 9213).
struct CacheControl {
  bool no_store = false;
  bool no_cache = false;
  std::vector<std::string> no_cache_fields;  // Of no-cache="a, b": these alone may not be reused.
  bool must_revalidate = false;
  bool must_understand = false;
  bool immutable = false;
  bool is_public = false;
  // Where a directive comes twice the first counts (4.2.1). What cannot be read is 0 for max-age,
  // so that it is stale, and absent for the others.
  std::optional<std::chrono::seconds> max_age;
  std::optional<std::chrono::seconds> stale_while_revalidate;
  std::optional<std::chrono::seconds> stale_if_error;
  std::optional<std::chrono::seconds> max_stale;  // Of requests; without a value: any staleness.
  std::optional<std::chrono::seconds> min_fresh;  // Of requests.
};

// Names in any case, values as tokens or quoted strings; a value with a space before or after its
// "=" is none. Pragma says nothing any more (5.4).
CacheControl ReadCacheControl(const Headers& headers);

// Digits only; more than fit count as the largest (RFC 9111, 1.2.2).
std::optional<std::chrono::seconds> ReadDeltaSeconds(std::string_view digits);

}  // namespace ibid::net
