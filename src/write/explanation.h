#pragma once

#include <string>

#include "ibid/article.h"
#include "write/write.h"

namespace ibid::write {

// Why each mention of an article was found, for people: its line of the text with marks under its
// parts, the rule, how sure, what the parts are, what it refers to and by which rule, and what
// speaks against it (cut off, in chrome by which sign, no source named). Ends in a newline; safe
// for a terminal; linear in the text and the mentions.
std::string Explanation(const Article& article, const Style& style);

}  // namespace ibid::write
