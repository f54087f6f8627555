#include "url/query.h"

#include <algorithm>

namespace ibid::url {

std::string DecodeParameter(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return PercentDecode(spaced);
}

}  // namespace ibid::url
