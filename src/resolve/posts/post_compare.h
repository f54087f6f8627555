#pragma once

#include <string_view>

#include "resolve/inquiry.h"

namespace ibid::resolve {

// Compares what the article shows of a post with what is known of it now: fills in
// PostFound::differences of inquiry.out.post, and says in the reasons what a reader should know.
// `title` is what the post has beside its text; the article may show either, or both.
//
// What is no difference is told by post_match.h; beyond that, a date one day off (readers' time
// zones), a date that is not the post's own, and a text that is a part of the post are said and are
// no differences. What is a difference and need not be the article's doing is told by
// Difference::kind.
void CompareWithShown(Inquiry& inquiry, const Reference& shown, std::string_view title);

}  // namespace ibid::resolve
