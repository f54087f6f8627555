#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ibid::detect {

// A pattern of words as data/notices.tsv writes it: "this|the article|story was? published by|on".
class Phrase {
 public:
  explicit Phrase(std::string_view pattern);

  // One past the phrase that begins exactly at `at` (ASCII case folded, white space as it comes),
  // or 0. No backtracking: an optional word that fits is taken.
  std::size_t MatchAt(std::string_view text, std::size_t at) const;
  // The bytes, ASCII in lower case, that it can begin with.
  std::string FirstBytes() const;

 private:
  struct Step {
    std::vector<std::string> alternatives;
    bool optional = false;
  };
  void SetSecondBytes();

  std::vector<Step> steps_;
  // The second bytes that it can have, ASCII in lower case: most places fail by them.
  std::bitset<256> second_bytes_;
};

}  // namespace ibid::detect
