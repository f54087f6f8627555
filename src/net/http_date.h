#pragma once

#include <optional>
#include <string_view>

#include "ibid/instant.h"

namespace ibid::net {

// An HTTP-date (RFC 9110, 5.6.7) and nothing else: "Sun, 06 Nov 1994 08:49:37 GMT", and the two
// obsolete forms "Sunday, 06-Nov-94 08:49:37 GMT" and "Sun Nov  6 08:49:37 1994". Case does not
// matter; the day's name is not compared with the date. A two-digit year is the one that lies less
// than 50 years ahead of `now`. None for everything else: what a header field that decides about
// freshness does not say properly, it does not say.
std::optional<Instant> ParseHttpDate(std::string_view text, Instant now);

}  // namespace ibid::net
