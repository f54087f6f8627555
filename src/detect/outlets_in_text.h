#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/outlets.h"
#include "detect/sentences.h"
#include "detect/tokens.h"

namespace ibid::detect {

// An outlet's name where it stands in the text, a leading "The" included.
struct OutletInText {
  TokenRange at;
  const OutletRow* outlet = nullptr;  // Of several that share the name, the likeliest.
  AliasPolicy policy = AliasPolicy::kSafe;
};

// Appends the curated names in `part`, longest match first, without overlaps. Names that go on
// ("New York Times reporter", "Washington Post-ABC poll", "Times Square") are left to the grammar.
void FindOutletNames(std::string_view text, const std::vector<Token>& tokens, TokenRange part,
                     std::vector<OutletInText>& out);

}  // namespace ibid::detect
