#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/utf8.h"

namespace ibid::detect {

// A word as the word table spells it: ASCII in lower case, ' for the typographic apostrophe U+2019,
// bytes beyond ASCII as they stand. A value without allocation that compares and hashes eight bytes
// at a time; two thirds of all tokens of an article become one.
class FoldedWord {
 public:
  static constexpr std::size_t kBytesMax =
      40;  // Longer words are in no table: they fold to nothing.

  explicit FoldedWord(std::string_view word) {
    if (word.size() >= kBytesMax) {
      return;
    }
    if (word.find('\xE2') == std::string_view::npos) {
      std::memcpy(bytes_.data(), word.data(), word.size());
      size_ = word.size();
    } else {
      CopyStraight(word);
    }
    for (std::size_t block = 0; block < blocks(); ++block) {
      const std::uint64_t lower = text::LowerAsciiBytes(Block(block));
      std::memcpy(&bytes_[block * sizeof lower], &lower, sizeof lower);
    }
  }

  std::string_view text() const { return {bytes_.data(), size_}; }
  bool empty() const { return size_ == 0; }
  // REQUIRES: not empty.
  FoldedWord WithoutLast() const {
    FoldedWord shorter = *this;
    shorter.bytes_[--shorter.size_] = '\0';
    return shorter;
  }

  std::size_t Hash() const {
    std::uint64_t hash = size_;
    for (std::size_t block = 0; block < blocks(); ++block) {
      hash = (hash ^ Block(block)) * 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio: mixes upwards.
      hash ^= hash >> 29U;
    }
    return static_cast<std::size_t>(hash ^ (hash >> 32U));
  }
  bool operator==(const FoldedWord& other) const {
    if (size_ != other.size_) {
      return false;
    }
    for (std::size_t block = 0; block < blocks(); ++block) {
      if (Block(block) != other.Block(block)) {
        return false;
      }
    }
    return true;
  }

 private:
  void CopyStraight(std::string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i) {
      const bool curly = word.substr(i, 3) == "\xE2\x80\x99";
      bytes_[size_++] = curly ? '\'' : word[i];
      i += curly ? 2 : 0;
    }
  }

  std::size_t blocks() const { return (size_ + 7) / 8; }
  std::uint64_t Block(std::size_t i) const {
    std::uint64_t block = 0;
    std::memcpy(&block, &bytes_[i * sizeof block], sizeof block);
    return block;
  }

  alignas(8) std::array<char, kBytesMax> bytes_{};  // Zeros behind the word.
  std::size_t size_ = 0;
};

}  // namespace ibid::detect
