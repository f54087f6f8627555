#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "ibid/instant.h"
#include "ibid/text_span.h"

// The head of a post that was copied from its page, or read off a picture of it:
//
//   Donald J. Trump ✔ @realDonaldTrump · Sep 25, 2015
//
// on one line or on several, with what the page puts beside it ("Verified account", "Follow").
namespace ibid::detect {

struct PostHeader {
  TextSpan at;  // From the name to the end of what belongs to the head.
  TextSpan name;
  TextSpan handle;      // Without "@".
  IsoDate date;         // Where the head shows one with its year.
  bool dated = false;   // A date, perhaps without a year, or an age ("3h") stands behind a dot.
  bool marked = false;  // A check mark, or "Verified account".
  bool alone = false;   // Name and handle have their lines, or a line, to themselves.
};

// In order. `blocks` are the spans of the document's zones. Whether a head is followed by a post is
// for the caller to judge: an author's name and handle look the same. Linear.
// At most the first `max`.
std::vector<PostHeader> FindPostHeaders(std::string_view text, const std::vector<TextSpan>& blocks,
                                        std::size_t max = static_cast<std::size_t>(-1));

// One past the count ("1,234 Retweets", "12K"), the program ("Twitter for iPhone") and the other
// words that pages put under a post, from `at` on; `at` where none stand there. `platform` is set
// where the words are one platform's own.
std::size_t PostFooterEnd(std::string_view text, std::size_t at, std::string_view& platform);

}  // namespace ibid::detect
