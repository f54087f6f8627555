#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "read/text_lines.h"

namespace ibid::read {

// What printing put between the lines of the text: page numbers ("12", "- 3 -", "Page 2 of 10"),
// and short lines that stand beside page numbers or page breaks at least kRepeatsMin times.
enum class Furniture : unsigned char { kNone, kPageNumber, kRunningTitle };
inline constexpr std::size_t kRepeatsMin = 3;

// "12", "- 12 -", "Page 12", "12 of 30", "Page 12/30".
bool IsPageNumber(std::string_view line);

// One for each line. Linear; remembers at most kRunningTitlesMax different lines.
inline constexpr std::size_t kRunningTitlesMax = 100'000;
std::vector<Furniture> FindFurniture(const std::vector<TextLine>& lines, std::string_view text);

}  // namespace ibid::read
