#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "ibid/instant.h"
#include "ibid/text_span.h"

namespace ibid::detect {

// A clock and a date as they stand under a post: "9:23 AM - 25 Sep 2015", "12:01 PM · Sep 25,
// 2015", "午後9:23 · 2015年9月25日", "Sep 25, 2015 · 12:01 PM", "Sep 25, 2015, 9:23 AM".
struct PostStamp {
  TextSpan at;
  IsoDate date;
};

// The one that begins with its clock at exactly `at`.
std::optional<PostStamp> PostStampAt(std::string_view text, std::size_t at);

// In order. Linear.
std::vector<PostStamp> FindPostStamps(std::string_view text);

}  // namespace ibid::detect
