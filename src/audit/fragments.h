#pragma once

#include <string>
#include <vector>

#include "ibid/exchange.h"

namespace ibid::audit {

// Of `fragments` (without "#", percent-encoded or not), those to which no element of the page has a
// name: `id`, or `name` of <a> (HTML Standard, 7.4.6.4). None where the answer is no HTML, and of
// those that are no names: the empty one, "top", text directives (":~:"), and what scripts make
// something of ("!/a", "/a"). Pure.
std::vector<std::string> MissingFragments(const Exchange& answer,
                                          const std::vector<std::string>& fragments);

}  // namespace ibid::audit
