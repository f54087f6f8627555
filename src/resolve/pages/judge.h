#pragma once

#include <string>
#include <vector>

#include "resolve/pages/hops.h"
#include "resolve/pages/sibling.h"

namespace ibid::resolve {

// What a chain of answers means for the work that was cited.
struct Judgement {
  Verdict verdict = Verdict::kUnknown;
  std::vector<std::string> reasons;  // Never empty; the deciding one first.
  bool doubtful = false;             // An answer of 200 that a sibling's answer would make clearer.
};

// Pure. Each sign (a failure, a status, a challenge page, a redirect to the front page, ...) is one
// function with its own reason; the first that decides gives the verdict. `sibling`: what an
// address beside it answered; null where none was asked.
Judgement Judge(const Chain& chain, const Sibling* sibling = nullptr);

}  // namespace ibid::resolve
