#pragma once

#include <vector>

#include "ibid/article.h"
#include "resolve/resolve.h"

namespace ibid::pipeline {

// Which quotes of an article are to be looked for in which of its sources: what an outlet, a post
// or a document is made to say in it, and, where somebody else says it, in what is linked in the
// attribution or the paragraph that it stands in (Quoted::expected says which). In text order;
// pure; linear but for the links of one paragraph, of which a few count.
std::vector<resolve::Quoted> QuotesOf(const Article& article);

}  // namespace ibid::pipeline
