#pragma once

#include <string>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::write {

// Who a mention has something from, as the article says it: the source of an attribution, the
// speaker of a quote, the author of a post, the name in a byline or notice. Empty where nobody.
std::string SourceWords(const Document& document, const Mention& mention);

// What the article takes over from there: the content of an attribution (several stretches between
// " … "), the words between quotation marks, the post's own words. Empty where nothing.
std::string TakenWords(const Document& document, const Mention& mention);

}  // namespace ibid::write
