#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "ibid/document.h"
#include "ibid/mention.h"

namespace ibid::detect {

// How many mentions of one kind are looked for, and how many of all are kept; pipeline::Analyse()
// says so where there are more. A mention costs about a kilobyte until it is written out: text that
// is nothing but handles would take a hundred times its own size. Of real texts the densest, lists
// of links, have one every hundred bytes; articles have some hundred in all.
inline constexpr std::size_t kMentionsAlways = 10'000;
inline constexpr std::size_t kBytesOfMention = 100;

inline std::size_t MentionsMax(const Document& document) {
  return kMentionsAlways + document.text.size() / kBytesOfMention;
}

// So many are brought together from the lists of all detectors before those that say the same are
// told apart.
inline std::size_t MentionsGathered(const Document& document) {
  return MentionsMax(document) + MentionsMax(document) / 8;
}

// Whether another may be added to `found`. Where many were, makes room for all that may come, also
// from other lists: to grow by doubling takes twice the memory for a moment.
inline bool MayAdd(std::vector<Mention>& found, const Document& document) {
  if (found.size() < kMentionsAlways) {
    return true;
  }
  found.reserve(MentionsGathered(document));
  return found.size() < MentionsMax(document);
}

// Where the mentions of several lists begin. The first MentionsMax() of all are kept, so that a
// list in the making need not go on where the others have as many before it. Fewer than
// kMentionsAlways are not counted.
class MentionPlaces {
 public:
  explicit MentionPlaces(std::initializer_list<const std::vector<Mention>*> lists) {
    std::size_t all = 0;
    for (const std::vector<Mention>* list : lists) {
      all += list->size();
    }
    if (all < kMentionsAlways) {
      return;
    }
    begins_.reserve(all);
    for (const std::vector<Mention>* list : lists) {
      for (const Mention& mention : *list) {
        begins_.push_back(mention.at.begin);
      }
    }
    std::sort(begins_.begin(), begins_.end());
  }
  // How many begin before the offset.
  std::size_t Before(std::uint32_t at) const {
    return static_cast<std::size_t>(std::lower_bound(begins_.begin(), begins_.end(), at) -
                                    begins_.begin());
  }
  // What begins before this offset, and nothing else, is among the first `count`.
  std::uint32_t EndOf(std::size_t count) const {
    return count < begins_.size() ? begins_[count] : 0xFFFFFFFFU;
  }

 private:
  std::vector<std::uint32_t> begins_;  // Sorted.
};

}  // namespace ibid::detect
