#include "text/lines.h"

#include <algorithm>
#include <iterator>

namespace ibid::text {

std::string OnePerLine(const std::vector<std::string>& things) {
  std::string out;
  for (const std::string& thing : things) {
    out += out.empty() ? "" : "\n";
    std::replace_copy(thing.begin(), thing.end(), std::back_inserter(out), '\n', ' ');
  }
  return out;
}

}  // namespace ibid::text
