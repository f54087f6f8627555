#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "detect/genders.h"
#include "ibid/mention.h"

namespace ibid::refer {

// Somebody who has been made to speak, or an outlet that was spoken to.
struct Entity {
  std::string name;         // In full.
  std::string description;  // The whole phrase, lower case: "a spokesperson for X, Y".
  SourceType type = SourceType::kNone;
  std::size_t paragraph = 0;
  std::uint32_t at = 0;  // Where the words stand.
  detect::Gender gender = detect::Gender::kUnknown;
  bool plural = false;
};

inline bool IsBody(SourceType type) {
  return type == SourceType::kGovernmentBody || type == SourceType::kOrgNamed;
}
inline bool IsOutlet(SourceType type) {
  return type == SourceType::kOutlet || type == SourceType::kAgency;
}
inline bool IsPerson(SourceType type) {
  return type == SourceType::kPersonNamed || type == SourceType::kUnnamedPerson ||
         type == SourceType::kSocialAccount;
}

// What stands between white space.
std::vector<std::string_view> Words(std::string_view text);
std::string_view LastWord(std::string_view text);
std::string_view WithoutArticle(std::string_view text);
// Whether one of the words is `word`, ASCII case folded, commas and full stops aside.
bool HasWord(std::string_view text, std::string_view word);
// Of the first word that has one.
detect::Gender GenderIn(std::string_view text);

// ---- Names of bodies ----------------------------------------------------------------------------
// "Iraq's Defense Ministry": begins with what owns it.
bool HasOwner(std::string_view name);
// Whether `name` is `longer` said shorter or with the country as owner.
bool SameBody(std::string_view name, std::string_view longer);

}  // namespace ibid::refer
