#pragma once

#include <string>
#include <vector>

#include "resolve/hops.h"

namespace ibid::resolve {

// What a chain of answers means for the work that was cited.
struct Judgement {
  Verdict verdict = Verdict::kUnknown;
  std::vector<std::string> reasons;  // Never empty; the deciding one first.
};

// Pure. Each sign (a failure, a status, a challenge page, a redirect to the front page, ...) is one
// function with its own reason; the first that decides gives the verdict.
Judgement Judge(const Chain& chain);

}  // namespace ibid::resolve
