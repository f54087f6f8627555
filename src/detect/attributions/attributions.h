#pragma once

#include <vector>

#include "detect/mention_limit.h"
#include "ibid/document.h"
#include "ibid/mention.h"
#include "ibid/rejection.h"

namespace ibid::detect {

// Appends the attributions and quotes of the article's own prose. `earlier` holds what was found
// before (posts, bylines, datelines, notices): what others say inside a post is the post's, and is
// not searched again. `others`: where mentions stand that were found already; no more is sought
// where MentionsMax() of all come before.
void FindAttributions(const Document& document, const std::vector<Mention>& earlier,
                      const MentionPlaces& others, std::vector<Mention>& out,
                      std::vector<Rejection>* rejections = nullptr);

}  // namespace ibid::detect
