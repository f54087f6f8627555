#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// "BAGHDAD, Sept 28 (Reuters) -", "WASHINGTON (AP) —", "MOSCOW, September 28. /TASS/.",
// "Berlin (dpa) -", "PARIS —": dateline zones, and the begins of the first paragraphs.
void FindDatelines(const Document& document, std::vector<Mention>& out);

}  // namespace ibid::detect
