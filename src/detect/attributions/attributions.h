#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"
#include "ibid/rejection.h"

namespace ibid::detect {

// Appends the attributions and quotes of the article's own prose. `earlier` holds what was found
// before (posts, bylines, datelines, notices): what others say inside a post is the post's, and is
// not searched again.
void FindAttributions(const Document& document, const std::vector<Mention>& earlier,
                      std::vector<Mention>& out, std::vector<Rejection>* rejections = nullptr);

}  // namespace ibid::detect
