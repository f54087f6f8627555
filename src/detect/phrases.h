#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/prefix_filter.h"
#include "text/utf8.h"

namespace ibid::detect {

// A pattern of words as data/notices.tsv writes it: "this|the article|story was? published by|on".
class Phrase {
 public:
  explicit Phrase(std::string_view pattern);

  // One past the phrase that begins exactly at `at` (ASCII case folded, white space as it comes),
  // or 0. No backtracking: an optional word that fits is taken.
  std::size_t MatchAt(std::string_view text, std::size_t at) const {
    return MayMatchAt(text, at) ? Match(text, at) : 0;
  }
  // The bytes, ASCII in lower case, that it can begin with.
  std::string FirstBytes() const;
  // Makes the filter let pass what it can begin with.
  void AddTo(text::PrefixFilter& filter) const;

 private:
  struct Step {
    std::vector<std::string> alternatives;
    bool optional = false;
  };
  void SetSecondBytes();
  void AddTo(text::PrefixFilter& filter, std::size_t step, const std::string& before) const;
  bool MayMatchAt(std::string_view text, std::size_t at) const {
    return at + 1 >= text.size() ||
           second_bytes_.test(static_cast<unsigned char>(text::LowerAscii(text[at + 1])));
  }
  std::size_t Match(std::string_view text, std::size_t at) const;

  std::vector<Step> steps_;
  // The second bytes that it can have, ASCII in lower case: most places fail by them.
  std::bitset<256> second_bytes_;
};

}  // namespace ibid::detect
