#pragma once

#include <cstddef>
#include <string_view>

namespace ibid::text {

// The columns that a terminal gives to a text: two for wide and full-width characters and emoji
// (UAX #11, UTS #51), none for marks, controls and joiners, one for the rest. A character after a
// zero-width joiner counts with the one before it.
std::size_t DisplayWidth(std::string_view text);

}  // namespace ibid::text
