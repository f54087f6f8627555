#include "detect/detect.h"

#include <utility>

#include "detect/merge.h"

namespace ibid::detect {

std::vector<Mention> Detect(const Document& document) {
  std::vector<Mention> found;
  return Merge(document, std::move(found));
}

}  // namespace ibid::detect
