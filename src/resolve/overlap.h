#pragma once

#include "resolve/inquiry.h"
#include "resolve/shingles.h"

namespace ibid::resolve {

// Notes in inquiry.out, with a reason, where a page has a good part of the article's own text
// (ResolveOptions::article_text): one of them is taken from the other, or both from a third.
// `page` is of its running text.
void NoteOverlap(Inquiry& inquiry, const Shingles& page);

}  // namespace ibid::resolve
