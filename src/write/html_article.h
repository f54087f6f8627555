#pragma once

#include <string>

#include "ibid/article.h"
#include "write/findings.h"

namespace ibid::write {

// The article as it reads, block by block, with its mentions marked. A mark that points at a source
// carries the source's number, which links to it.
std::string HtmlArticle(const Article& article, const Findings& findings);

// The ids of anchors in the page. Made of places in lists, not of what the input calls things.
std::string SourceAnchor(const Source& source);
std::string MentionAnchor(const Article& article, const Mention& mention);

}  // namespace ibid::write
