#pragma once

#include <string>

#include "resolve/inquiry.h"

namespace ibid::resolve {

// A post or video of a platform other than X, by its id: by oEmbed where the platform has it (and,
// for what it does not know, by a second place before that counts as deleted), else as a page.
net::Task<Resolution> ResolveOtherPost(Inquiry& inquiry, Reference reference, std::string found_by);

}  // namespace ibid::resolve
