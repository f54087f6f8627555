#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "ibid/document.h"
#include "ibid/instant.h"
#include "ibid/text_span.h"

// Where the words of a flattened post begin and end, given the line that closes it.
namespace ibid::detect {

// At most how many characters a post of that date can show: X allowed 140 until 2017-11-07 and 280
// since, less what links count for. With room for a reply's names and expanded links.
std::size_t PostCharsMax(const IsoDate& date);

// Whether the words hold what posts hold and prose does not: t.co and media links, hashtags,
// handles, emoji.
bool HasPostMarks(std::string_view words);

// The zone that holds `at`, or the last that begins before it; document.zones.size() if none.
std::size_t ZoneIndexAt(const Document& document, std::size_t at);

// The post's words before a signature that begins at `closing`: from its own block, or from the
// block (or blocks) before where the signature stands alone. Never before `floor`. Empty where the
// article's own prose stands there: the post showed only a picture.
TextSpan PostTextBefore(const Document& document, std::size_t floor, std::size_t closing,
                        std::size_t chars_max);

// Without white space at its ends, and without the lines that widgets put around a post
// (data/post_phrases.tsv).
TextSpan CleanPost(std::string_view text, TextSpan span);
TextSpan TrimSpan(std::string_view text, TextSpan span);

}  // namespace ibid::detect
