#pragma once

#include <cstddef>
#include <string_view>

#include "ibid/instant.h"
#include "ibid/text_span.h"

// Where a post begins that shares its line with the prose before it.
namespace ibid::detect {

// How many characters a post can have.
struct PostLimits {
  std::size_t counted = 0;  // As X counts them: a link is 23, a picture's none.
  std::size_t shown = 0;    // What stands there, with a reply's names and links written out.
};

// X allowed 140 until 2017-11-07 and 280 since.
PostLimits LimitsOf(const IsoDate& date);

// Whether the span holds more than `max` characters, looking at no more than that.
bool LongerThan(std::string_view text, TextSpan span, std::size_t max);

// Whether the words hold what posts hold and prose does not: t.co and media links, hashtags,
// handles, emoji.
bool HasPostMarks(std::string_view words);

// The post's begin in the block [begin, end), which the post closes. A block that is short enough
// is the post; else it begins behind words that announce it ("he tweeted:"), at a line, or at the
// sentence from which on its register is a post's. `mixed`: prose goes on behind the signature, so
// that prose may stand before the post too, however short the block. Looks at no more than
// four bytes a character that can be shown.
std::size_t BeginInBlock(std::string_view text, TextSpan block, const PostLimits& limits,
                         bool mixed);

}  // namespace ibid::detect
