#pragma once

#include <string>

#include "ibid/comparison.h"

// What came of holding the article's words against a source's, in words.
namespace ibid::write {

// The fit that counts: verbatim where any text has the words so, else changed, else absent.
const QuoteLook& BestLook(const QuoteCheck& check);

// "the cost is [twice → half] the plan": each change in brackets, the article's words before the
// arrow; nothing stands where words were added or left out. Safe to show, at most `code_points`.
std::string DifferenceWords(const QuoteLook& look, std::size_t code_points);

// "in the page", "in its copy", "in the post".
std::string_view WhereWords(const QuoteLook& look);

// "42 % of what it said on 3 May 2015 is still there".
std::string DriftWords(const Drift& drift);
// Whether it no longer says, by and large, what it said.
bool HasDrifted(const Drift& drift);

}  // namespace ibid::write
