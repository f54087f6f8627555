#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// One mention for each person or body that the article's byline names: where the metadata found its
// authors in the text, else in byline zones and in a first block that begins with "By"; who signs
// one of the posts in `out` is none.
void FindBylines(const Document& document, std::vector<Mention>& out);

}  // namespace ibid::detect
