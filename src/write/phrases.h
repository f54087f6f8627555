#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "ibid/instant.h"
#include "ibid/resolution.h"

// Numbers, dates and other people's words as the reports say them.
namespace ibid::write {

std::string Count(std::size_t count, std::string_view one, std::string_view many);  // "2 posts"
std::string Grouped(std::size_t number);                                            // "12,345"
std::string DateWords(std::string_view iso);  // "28 September 2015"; as it is where it is no date.
std::string TimeWords(Instant at);            // "28 September 2015, 14:03 UTC"
std::string ShareWords(double share);         // "0.71"
std::string Decimal(
    double value);  // The shortest that reads back the same: "0.85"; 0 for no number.
// "failing since 20 November 2026, 2 failures", "dead since ...": what a verdict alone does not
// say. Empty where nothing fails, or fails for the first time.
std::string HistoryWords(const History& history);

// A stranger's words made safe to show on one line: white space folded, control characters shown as
// U+FFFD, bidirectional controls and tag characters dropped (they can make a line read otherwise
// than it is). UTF-8 in, valid UTF-8 out.
std::string Plain(std::string_view words);
// Plain, at most `code_points`, between typographic quotation marks.
std::string Quoted(std::string_view words, std::size_t code_points);

bool IsWebUrl(std::string_view url);  // http or https, and no character that a URL cannot have.

}  // namespace ibid::write
