#pragma once

#include <string>

#include "resolve/inquiry.h"

namespace ibid::resolve {

// A post or video of a platform other than X, by its id: asked of the places of
// data/post_places.tsv, in order, until its state is known; as a page where the platform has none.
// Compared with what the article shows; with archived copies where it is gone, or may be.
net::Task<Resolution> ResolveOtherPost(Inquiry& inquiry, Reference reference, std::string found_by);

// What the reference itself says of its post; the time is that which the id carries.
PostFound KnownPost(const Reference& reference, std::string found_by);

}  // namespace ibid::resolve
