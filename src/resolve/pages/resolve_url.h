#pragma once

#include <string>

#include "resolve/inquiry.h"
#include "resolve/pages/hops.h"

namespace ibid::resolve {

// A page, or whatever else is behind a URL or a short link: the chain of hops, what the last answer
// means, what its page says of itself, and an archived copy where the work can no longer be
// reached. A chain that leads to a post of a platform ends as that post.
net::Task<Resolution> ResolveUrl(Inquiry& inquiry, Reference reference);

}  // namespace ibid::resolve
