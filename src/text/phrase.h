#pragma once

#include <string_view>

namespace ibid::text {

// A phrase as it is shown by itself: "Ann Poe, a farmer," without the comma that closes it.
inline std::string_view WithoutComma(std::string_view phrase) {
  return phrase.ends_with(',') ? phrase.substr(0, phrase.size() - 1) : phrase;
}

}  // namespace ibid::text
