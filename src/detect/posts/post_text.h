#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "detect/posts/post_begin.h"
#include "ibid/document.h"
#include "ibid/text_span.h"

// Where the words of a flattened post begin and end, given the line that closes it.
namespace ibid::detect {

// The zone that holds `at`, or the last that begins before it; document.zones.size() if none.
std::size_t ZoneIndexAt(const Document& document, std::size_t at);

// The post's words before a signature at `closing`: from its own block, or from the block (or
// blocks) before where the signature stands alone. Never before `floor`. Empty where the article's
// own prose stands there: the post showed only a picture.
TextSpan PostTextBefore(const Document& document, std::size_t floor, TextSpan closing,
                        const PostLimits& limits);

// Whose handle it is, by its form: "ann" X's, "ann.bsky.social" Bluesky's, "ann@host" Mastodon's.
std::string PlatformOfHandle(std::string_view account);

// Without white space and direction marks at its ends, and without the lines that widgets put
// around a post (data/post_phrases.tsv).
TextSpan CleanPost(std::string_view text, TextSpan span);
TextSpan TrimSpan(std::string_view text, TextSpan span);

}  // namespace ibid::detect
