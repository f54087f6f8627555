#pragma once

#include <string>
#include <vector>

#include "ibid/resolution.h"
#include "resolve/posts/oembed.h"
#include "resolve/posts/syndication.h"

namespace ibid::resolve {

// What the two interfaces of X add up to.
struct XState {
  Verdict verdict = Verdict::kUnknown;
  std::vector<std::string> reasons;
};

// Whether the first answer leaves the question open, so that the second is worth asking.
bool NeedsSecondAnswer(const OembedAnswer& oembed);

// Pure. Deletion is never concluded from one answer alone, but from a clean 404 that the second
// source repeats, or from a tombstone that says so. A 403 is no deletion.
XState JudgeX(const OembedAnswer& oembed, const SyndicationAnswer& syndication);

}  // namespace ibid::resolve
