#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// Posts of Threads, Mastodon, Reddit and Telegram left as text, by the line that closes them:
//
//   Post by @ann / View on Threads          by u/ann in r/pics
//   t.me/channel/123  4.5K views  Sep 25, 2015 at 9:23
//
// (data/post_lines.tsv). Threads' and Mastodon's show no words. In order. Linear.
std::vector<Mention> FindPostLines(const Document& document);

}  // namespace ibid::detect
