#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ibid::read {

// The people and bodies of a byline or an author field, one each: "By Jane Roe and John Doe, Staff
// Writers" is "Jane Roe", "John Doe". Addresses, handles, dates, roles and the words around names
// go. At most kAuthorsMax; empty where nothing in it can be a name.
inline constexpr std::size_t kAuthorsMax = 32;
std::vector<std::string> AuthorNames(std::string_view byline);

// The same for a field that holds one name alone: what is none by the rules above but short and
// without digits or addresses is taken as it stands ("Editor M").
std::vector<std::string> AuthorNamesOfField(std::string_view field);

// The bytes of "By ", "Von ", "Par: " and their kind that the text begins with; 0 where none.
std::size_t BylinePrefix(std::string_view text);

}  // namespace ibid::read
