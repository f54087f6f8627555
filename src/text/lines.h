#pragma once

#include <string>
#include <vector>

namespace ibid::text {

// Several things in one text: one a line, line feeds of their own as spaces. Pure.
std::string OnePerLine(const std::vector<std::string>& things);

}  // namespace ibid::text
