#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ibid::write {

// Who wrote a work, as bibliographies want it.
struct Author {
  std::string name;    // As stated, plain.
  std::string family;  // Empty: a body, an account, a name of one word, or nobody can tell.
  std::string given;
  std::string suffix;  // "Jr.", "III"
};

// The persons or bodies that an author field names: "By Jane Doe and John van der Berg" is two. A
// name is a person's where it is of two to five words of letters, each capitalised or a particle
// ("van", "de la"), and no word of data/name_words.tsv; what is none, or `outlet` itself, stays
// whole.
std::vector<Author> AuthorsOf(std::string_view field, std::string_view outlet);

}  // namespace ibid::write
