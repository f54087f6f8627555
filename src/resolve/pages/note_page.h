#pragma once

#include "resolve/inquiry.h"
#include "resolve/pages/hops.h"

namespace ibid::resolve {

// Takes note of the page that a chain ends at, as the work that was meant: keeps its text where the
// article quotes from it, and says, with a reason, where it has a good part of the article's own
// text (ResolveOptions::article_text): one of them is taken from the other, or both from a third;
// or where it links back to the article.
void NotePage(Inquiry& inquiry, const Chain& chain);

}  // namespace ibid::resolve
