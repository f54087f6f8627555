#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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
  // What it can begin with, ASCII in lower case, one space between words: each beginning cut to
  // `bytes`, and shorter only where the phrase ends there.
  std::vector<std::string> Beginnings(std::size_t bytes) const;

 private:
  struct Step {
    std::vector<std::string> alternatives;
    bool optional = false;
  };
  void SetSecondBytes();
  void Begin(std::size_t step, const std::string& before, std::size_t bytes,
             std::vector<std::string>& out) const;
  bool MayMatchAt(std::string_view text, std::size_t at) const {
    return at + 1 >= text.size() ||
           second_bytes_.test(static_cast<unsigned char>(text::LowerAscii(text[at + 1])));
  }
  std::size_t Match(std::string_view text, std::size_t at) const;

  std::vector<Step> steps_;
  // The second bytes that it can have, ASCII in lower case: most places fail by them.
  std::bitset<256> second_bytes_;
};

// Tells in a few instructions that none of many phrases begins at a place. Nearly every word of an
// article is asked about, and nearly none begins one.
class PhraseFilter {
 public:
  // A phrase that may begin. All are added before the first question.
  void Add(const Phrase& phrase);
  // False: none begins here. ASCII case and single spaces are folded; before anything else (other
  // white space, characters beyond ASCII, the end of the text) the answer is true.
  bool MayBegin(std::string_view text, std::size_t at) const;

 private:
  static constexpr std::size_t kBytesMax = 8;
  static constexpr std::size_t kBits = 1U << 14U;

  static std::size_t Slot(std::uint64_t bytes);

  std::size_t size_ = kBytesMax;  // So many bytes tell: no beginning is shorter.
  std::uint64_t mask_ = 0;        // Of those bytes.
  std::vector<std::string> beginnings_;
  std::bitset<kBits> slots_;
};

}  // namespace ibid::detect
