#pragma once

#include <string>
#include <vector>

#include "resolve/stories/outlet_index.h"

namespace ibid::resolve {

// The stories of [first, last] that an outlet's sitemaps list: those that its robots.txt names,
// else those at usual places; of an index the parts that may hold these days (by their names, by
// when they were last changed; news sitemaps, which hold two days, where the days are that recent).
// At most nine files are asked for. `domain` is the outlet's.
net::Task<std::vector<ListedStory>> ListFromSitemaps(Inquiry& inquiry, std::string domain,
                                                     IsoDate first, IsoDate last);

}  // namespace ibid::resolve
