#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "ibid/text_span.h"

// Who a credit line names: "Jane Doe in Baghdad and John Roe", "Associated Press writers A. B in
// Kabul and C. D", "Reuters/AFP".
namespace ibid::detect {

// One past the list that begins at `begin`: up to ";", ")", a line's or sentence's end, at most
// `end`. A stop behind an initial or a short title ends no sentence.
std::size_t CreditListEnd(std::string_view text, std::size_t begin, std::size_t end);

// Where the sentence that holds `at` begins, at or after `begin`; looks back a few hundred bytes.
std::size_t SentenceBegin(std::string_view text, std::size_t at, std::size_t begin);

// The names in the list, without places ("in Kabul") and roles ("reporter"); an agency or outlet
// that employs the next name is a name of its own. Empty where a part of it can be no name: then it
// is no list of names.
std::vector<TextSpan> CreditedNames(std::string_view text, TextSpan list);

// The agencies of "AP", "AFP/Reuters", "PTI and ANI"; empty where one part is none.
std::vector<TextSpan> AgenciesIn(std::string_view text, TextSpan list);

}  // namespace ibid::detect
