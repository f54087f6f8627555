#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "detect/attributions/attribution_passage.h"
#include "detect/attributions/foreign_sources.h"

// Where the verbs and prepositions of German, French and Spanish stand, whom they make speak and
// what is said. foreign_attributions.h says what is read and what is not.
namespace ibid::detect {

struct ForeignFind {
  std::optional<ForeignSource> source;  // None: "..., dijo.", whose subject is understood.
  TextSpan cue;
  std::vector<TokenRange> content;
  bool negated = false;
  bool prefix = false;  // A phrase that names a source: "laut X".
};

// Appends the attributions of one sentence of the paragraph, in order of their cues. Every look
// left or right has a named limit.
void FindForeign(const ForeignText& text, const Passage::Paragraph& paragraph, TokenRange sentence,
                 std::vector<ForeignFind>& out);

}  // namespace ibid::detect
