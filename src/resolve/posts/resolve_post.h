#pragma once

#include <string>

#include "resolve/inquiry.h"

namespace ibid::resolve {

// A social post or video, by its id or, where the article has lost that, by what the article shows.
net::Task<Resolution> ResolvePost(Inquiry& inquiry, Reference reference);

// A post whose id is known; `found_by` says how (PostFound::found_by). Asks the platform, compares
// with what the article shows, and looks for an archived copy of what is gone.
net::Task<Resolution> ResolveKnownPost(Inquiry& inquiry, Reference reference, std::string found_by);

}  // namespace ibid::resolve
