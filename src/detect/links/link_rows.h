#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// Marks as chrome the links of a page that stand in blocks which are links and nothing else, lead
// to the page's own site, and come in rows: three in one block (the tags of the article, the
// sections of the site), or three such blocks one after the other (the titles of other stories); so
// is one such block alone that is a title. A link without words goes with its neighbour that leads
// to the same place: the picture of a story, the face of an author. `links`: the page's anchors in
// their order. Linear in them.
void MarkLinkRows(const Document& document, std::vector<Mention>& links);

}  // namespace ibid::detect
