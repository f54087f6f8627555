#pragma once

#include <vector>

#include "detect/cover.h"
#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// What the article says of its own origin: original source, first publication, copyright, agency
// credit, correction (data/notices.tsv; copyright lines by their own small grammar, because they
// name several bodies and years in any order). What lies in `posts` is not the article's. Linear.
void FindNotices(const Document& document, const Cover& posts, std::vector<Mention>& out);

}  // namespace ibid::detect
