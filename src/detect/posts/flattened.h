#pragma once

#include <vector>

#include "detect/posts/post_tails.h"
#include "detect/posts/signature.h"
#include "ibid/document.h"
#include "ibid/mention.h"
#include "ibid/rejection.h"

namespace ibid::detect {

// Posts that text extraction left as plain text: the post's words, then a line that names its
// author, account and date (signature.h), or the closing phrase of an Instagram, Facebook or TikTok
// embed. Where the date is still a link, it names the post. What lies in one of `embeds` was found
// in the markup and is passed over. `signatures` and `tails` are those of the document's text, in
// order.
void FindFlattenedPosts(const Document& document, const std::vector<Signature>& signatures,
                        const std::vector<PostTail>& tails, const std::vector<Mention>& embeds,
                        std::vector<Mention>& out, std::vector<Rejection>* rejections = nullptr);

}  // namespace ibid::detect
