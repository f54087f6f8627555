#pragma once

#include <optional>
#include <string>

#include "resolve/inquiry.h"

namespace ibid::resolve {

struct ArchivedPost {
  std::string post_id;
  std::string account;
  std::string url;
};

// Searches the Wayback Machine for the captures of an account's posts whose ids lie in the day of
// the reference's date (a day more on each side only where that day has none), and compares their
// text with what the article shows. The best one, if it is good enough and clearly ahead; its
// capture is then in inquiry.out.snapshots and what it shows in inquiry.out.post. Otherwise the
// near misses are candidates. Few requests: it stops as soon as one text agrees, and at any
// refusal.
net::Task<std::optional<ArchivedPost>> SearchArchivedPosts(Inquiry& inquiry, Reference reference);

}  // namespace ibid::resolve
