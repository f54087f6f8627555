#include "detect/detect.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "detect/attributions.h"
#include "detect/merge.h"

namespace ibid::detect {

std::vector<Mention> Detect(const Document& document) {
  std::vector<Mention> found;
  std::vector<Mention> prose;
  FindAttributions(document, found, prose);
  std::move(prose.begin(), prose.end(), std::back_inserter(found));
  return Merge(document, std::move(found));
}

}  // namespace ibid::detect
