#pragma once

#include <string>
#include <string_view>

namespace ibid::read {

// A date as pages write it for machines or people, as Metadata keeps dates: RFC 3339 with the
// page's own offset where it gives a time and an offset, else an IsoDate. Empty where it is no date
// of an article (before kYearMin or not a date at all).
inline constexpr int kYearMin = 1700;
std::string NormaliseDate(std::string_view text);

// "2015-09-28" of "https://host/news/2015/09/28/story.html" or ".../2015-09-28-story"; "2015-09"
// where the path has no day. Empty where it has no date.
std::string DateInPath(std::string_view url);

}  // namespace ibid::read
