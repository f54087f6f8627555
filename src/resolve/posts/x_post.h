#pragma once

#include <string>

#include "resolve/archives/archived_copy.h"
#include "resolve/inquiry.h"

namespace ibid::resolve {

// A post of X by its id: oEmbed, then syndication where that leaves the question open; compared
// with what the article shows; with an archived copy where it is gone.
net::Task<Resolution> ResolveXPost(Inquiry& inquiry, Reference reference, std::string found_by);

// The address under which a post is asked and archived.
std::string XStatusUrl(std::string_view host, std::string_view account, std::string_view post_id);

// Enters what a captured page shows of the post, where the platform shows nothing any more.
void TakeCapture(const CaptureContent& content, const std::string& post_id, PostFound& post);

}  // namespace ibid::resolve
