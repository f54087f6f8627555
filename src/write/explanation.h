#pragma once

#include <string>
#include <vector>

#include "ibid/article.h"
#include "ibid/rejection.h"
#include "write/write.h"

namespace ibid::write {

// Why each mention of an article was found, for people: its line of the text with marks under its
// parts, the rule, how sure, what the parts are, what it refers to and by which rule, and what
// speaks against it (cut off, in chrome by which sign, no source named). Then what nearly was one,
// and the rule by which it is none. Ends in a newline; safe for a terminal; linear in the text, the
// mentions and the rejections. REQUIRES: `rejections` in order of position.
std::string Explanation(const Article& article, const std::vector<Rejection>& rejections,
                        const Style& style);

}  // namespace ibid::write
