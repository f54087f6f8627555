#pragma once

#include <string_view>

// Which words say whether somebody is a man or a woman (data/genders.tsv): titles, nouns, given
// names that one of the two bears nearly always. Immutable after the first use; safe from several
// threads.
namespace ibid::detect {

enum class Gender : char { kUnknown, kMale, kFemale };

// Of one word in any case, with or without its full stop; punctuation around it is not looked
// through.
Gender GenderOf(std::string_view word);

}  // namespace ibid::detect
