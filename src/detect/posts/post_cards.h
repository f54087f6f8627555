#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"
#include "ibid/text_span.h"

namespace ibid::detect {

// Posts as their own page or a rendered widget shows them, copied as text: the author's head
// (post_header.h), the words, and a stamp below them:
//
//   9:23 AM - 25 Sep 2015          12:01 PM · Sep 25, 2015 · Twitter for iPhone
//
// or no stamp, where the head holds the date behind a dot. On lines of their own, in blocks of
// their own, or all on one line. A head without either is a person's name, and no post. In order,
// apart from one another. Linear.
std::vector<Mention> FindPostCards(const Document& document);

}  // namespace ibid::detect
