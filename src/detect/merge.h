#pragma once

#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"
#include "ibid/rejection.h"

namespace ibid::detect {

// Brings what the detectors found into the order that Detect() promises: sorted by position, then
// longest first; of two finds of the same thing, and of two that partly overlap with the same kind,
// the surer one stays (the earlier where they are equal); ids are numbered and `chrome` is taken
// from the zones. Of more than MentionsMax() the first are kept. O(n log n) in the mentions.
std::vector<Mention> Merge(const Document& document, std::vector<Mention> found,
                           std::vector<Rejection>* rejections = nullptr);

}  // namespace ibid::detect
