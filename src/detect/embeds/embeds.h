#pragma once

#include <vector>

#include "detect/posts/post_tails.h"
#include "detect/posts/signature.h"
#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// Posts and videos that the page's markup shows, by the rules of data/embeds.tsv; in order. The
// same post in several forms at one place (a blockquote and the iframe that replaced it) is one
// mention. `signatures` and `tails` are those of the document's text, in order: what a blockquote
// says of its post's author and date.
std::vector<Mention> FindEmbeds(const Document& document, const std::vector<Signature>& signatures,
                                const std::vector<PostTail>& tails);

}  // namespace ibid::detect
