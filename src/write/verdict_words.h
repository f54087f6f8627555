#pragma once

#include <string_view>

#include "ibid/resolution.h"

namespace ibid::write {

// How a verdict is coloured. The sign and the words always stand beside the colour.
enum class Tone { kGood, kChanged, kDead, kClosed, kFailed, kOpen, kNone };

struct VerdictWords {
  std::string_view words;  // "redirected away"
  std::string_view sign;   // One column.
  Tone tone = Tone::kNone;
};

VerdictWords WordsFor(Verdict verdict);
// What a difference may mean where it need not be the article's doing; empty where it is.
std::string_view WordsFor(DifferenceKind kind);
// "good", "changed", "dead", "closed", "failed", "open", "none": a name for style sheets.
std::string_view Name(Tone tone);
std::string_view Title(Tone tone);  // "Not there", for people.
// For a Node, which keeps its verdict as a name.
VerdictWords WordsFor(std::string_view verdict_name);

}  // namespace ibid::write
