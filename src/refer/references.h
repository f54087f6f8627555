#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"
#include "ibid/reference.h"

namespace ibid::refer {

// What the mentions point at, one reference for each key, and each mention's refers.reference.
// REQUIRES: NameSources() has run. Chrome mentions, hashtags and cashtags point at nothing.
std::vector<Reference> CollectReferences(const Document& document, std::vector<Mention>& mentions);

}  // namespace ibid::refer
