#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "detect/genders.h"
#include "ibid/document.h"

namespace ibid::refer {

// The full names and the acronyms that an article's prose writes out, wherever it does: a name that
// is first said short ("Lavrov") and later in full is known by the full one throughout.
class NamesInText {
 public:
  explicit NamesInText(const Document& document);

  // Somebody whom the text names in full, by a given name that tells a man from a woman.
  struct Person {
    TextSpan at;  // The name; a copy of each would take as much as the text.
    detect::Gender gender = detect::Gender::kUnknown;
  };
  // In text order.
  const std::vector<Person>& people() const { return people_; }

  // The full names that end in this surname, in order of first mention; none: no such name.
  const std::vector<std::string>* FullNames(std::string_view surname) const;
  // "Islamic State of Iraq and the Levant" for "ISIL", where the text says "... (ISIL)".
  const std::string* Expansion(std::string_view acronym) const;

 private:
  void ReadNames(const Document& document, TextSpan stretch);

  std::unordered_map<std::string, std::vector<std::string>> full_;
  std::unordered_map<std::string, std::string> expansions_;
  std::vector<Person> people_;
};

}  // namespace ibid::refer
