#pragma once

#include "resolve/inquiry.h"

namespace ibid::resolve {

// Compares what the article shows of a post with what is known of it now: fills in
// PostFound::differences of inquiry.out.post, and says in the reasons what a reader should know.
// A date that is one day off is no difference (readers' time zones), but is said.
void CompareWithShown(Inquiry& inquiry, const Reference& shown);

}  // namespace ibid::resolve
