#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// Gives the posts without an id the one that a link in their signature leads to: a page may have
// lost the post's markup and kept the link on its date. The link's platform is the post's, and so
// is its account where it says one. REQUIRES: posts do not overlap. Linear in the page's links, but
// for a search among the posts for each.
void NamePostsByPermalinks(const Document& document, std::vector<Mention>& posts);

}  // namespace ibid::detect
