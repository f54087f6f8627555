#pragma once

#include <optional>
#include <string>

#include "ibid/exchange.h"
#include "ibid/resolution.h"
#include "resolve/pages/page.h"

namespace ibid::resolve {

// Where an answer sends its reader on, in each way that the web has for it.
struct Onward {
  std::string target;  // Absolute, any scheme; empty where it cannot be parsed.
  std::string written;
  HopVia via = HopVia::kLocation;
};

// Pure. In this order: Location of a 3xx (RFC 9110, 10.2.2), the Refresh header, <meta
// http-equiv=refresh> (HTML, 4.2.5.3), and location.replace("...") and its kind in a page that
// holds nothing else. After an error (4xx, 5xx) nobody is sent on. A page that reloads itself, or
// that waits longer than ten seconds, sends nobody on.
std::optional<Onward> NextHop(const Exchange& exchange, const Page& page);

}  // namespace ibid::resolve
