#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// Posts that text extraction left as plain text: the post's words, then a line that names its
// author, account and date (signature.h), or the closing phrase of an Instagram, Facebook or TikTok
// embed. What lies in one of `embeds` was found in the markup and is passed over.
void FindFlattenedPosts(const Document& document, const std::vector<Mention>& embeds,
                        std::vector<Mention>& out);

}  // namespace ibid::detect
