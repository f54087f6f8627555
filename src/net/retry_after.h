#pragma once

#include <chrono>
#include <optional>

#include "ibid/exchange.h"

namespace ibid::net {

// How long the answer asks us to wait (RFC 9110, 10.2.3), as seconds or as HTTP-date counted from
// when it was asked; at least 0, at most a day. None where it says nothing that can be read.
std::optional<std::chrono::milliseconds> RetryAfter(const Exchange& exchange);

}  // namespace ibid::net
