#pragma once

#include <cstddef>
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

// Whether another may be added to `found`. Where many were, makes room for all that may come: to
// grow by doubling takes twice the memory for a moment.
inline bool MayAdd(std::vector<Mention>& found, const Document& document) {
  if (found.size() < kMentionsAlways) {
    return true;
  }
  found.reserve(MentionsMax(document));
  return found.size() < MentionsMax(document);
}

}  // namespace ibid::detect
