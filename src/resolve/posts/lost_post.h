#pragma once

#include <string>

#include "resolve/inquiry.h"

namespace ibid::resolve {

// Where a post's id was found again.
struct LostPost {
  std::string post_id;  // Empty: not found; reasons and candidates say what was tried.
  std::string account;
  std::string url;       // Of the post; where an archive named it.
  std::string found_by;  // "media_link", "short_link", "archive_search"
};

// Looks for the id of a post that an article shows without it, cheapest first: for one of X the
// media link inside it (pic.twitter.com/X is t.co/X, and leads to the status) and other short links
// inside it; for every platform of data/post_search.tsv captures of the account's posts in the id
// range of its date, compared by their text. Hops,
// snapshots, candidates and reasons go to inquiry.out.
net::Task<LostPost> FindLostPost(Inquiry& inquiry, Reference reference);

}  // namespace ibid::resolve
