#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ibid/exchange.h"
#include "ibid/resolution.h"
#include "resolve/page.h"
#include "url/url.h"

namespace ibid::resolve {

// Something about an answer that says what it is, by the table data/signals.tsv.
struct Signal {
  Verdict verdict = Verdict::kUnknown;
  bool in_path = false;  // Of the URL alone: counts only where a redirect led to it.
  std::string reason;
};

// All signals that the answer gives, in the order of the table. Pure; looks at a bounded part of
// the body.
std::vector<Signal> SignalsOf(const Exchange& exchange, const Page& page);

}  // namespace ibid::resolve
