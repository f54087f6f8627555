#pragma once

#include <optional>
#include <string>

#include "resolve/inquiry.h"
#include "resolve/pages/hops.h"

namespace ibid::resolve {

// Whether a chain ended at a shortener that no longer does its work: its name or server is gone, it
// answers an error, is parked, or sends to its own front page; also at a name that does not exist
// and that looks like one. `verdict`: what the chain's judgement says.
bool EndsAtDeadShortener(const Chain& chain, Verdict verdict);

// Where a short link led, by captures of its own address in the web archives: the nearest to the
// inquiry's date that sent its reader to another site. It is not taken where the shortener sent
// others to the same place at that time (a wildcard of whoever holds the name now), where it leads
// to a parked domain, and where another link was captured (codes tell capitals apart, indexes do
// not). A front page may be where it led and where a dying shortener sent everybody: it becomes a
// candidate. Snapshots, candidates and reasons go to inquiry.out.
net::Task<std::optional<std::string>> FindShortTarget(Inquiry& inquiry, std::string short_url);

}  // namespace ibid::resolve
