#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"
#include "ibid/rejection.h"

namespace ibid::detect {

// Links, short links and media links: the anchors of the markup, then the URLs that stand in the
// text outside of them. An anchor and the URL that it shows are one mention; the permanent link of
// a post inside its embed, and a profile or search that a handle or hashtag is linked to, are none.
// `embeds` in order of position.
void FindLinks(const Document& document, const std::vector<Mention>& embeds,
               std::vector<Mention>& out, std::vector<Rejection>* rejections = nullptr);

// Handles, hashtags and cashtags outside of links and of the signatures of posts.
void FindTags(const Document& document, const std::vector<Mention>& embeds,
              const std::vector<Mention>& links, std::vector<Mention>& out,
              std::vector<Rejection>* rejections = nullptr);

}  // namespace ibid::detect
