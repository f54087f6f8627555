#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace ibid::resolve {

// Many phrases looked for in one text at once: one pass, whatever their number.
class PhraseIndex {
 public:
  static constexpr std::size_t kPhraseBytesMin = 3;  // Shorter ones are never found.

  // The phrases' bytes outlive the index; they are told by their number in the list.
  explicit PhraseIndex(const std::vector<std::string_view>& phrases);

  // Calls `found(number, at)` for each place where a phrase stands, in the order of the text.
  template <class Found>
  void FindIn(std::string_view text, Found found) const {
    for (std::size_t at = 0; at + kPhraseBytesMin <= text.size(); ++at) {
      FindAt(text, at, found);
    }
  }

  // The same, but for the places inside a word of ASCII letters and digits, which are passed over.
  template <class Found>
  void FindAtWords(std::string_view text, Found found) const {
    bool inside = false;
    for (std::size_t at = 0; at + kPhraseBytesMin <= text.size(); ++at) {
      const bool word =
          text::IsAscii(text[at]) && text::IsWordChar(static_cast<unsigned char>(text[at]));
      if (!word || !inside) {
        FindAt(text, at, found);
      }
      inside = word;
    }
  }

 private:
  static constexpr unsigned kBucketBits = 12;
  static constexpr unsigned kBeginBits = 16;
  static constexpr std::size_t kBuckets = 1U << kBucketBits;
  static constexpr std::size_t kHeadBytes = 8;

  struct Entry {
    std::uint64_t head = 0;  // The phrase's first bytes, so that most others need no comparison.
    std::uint64_t mask = 0;  // Which of them it has.
    std::string_view phrase;
    std::size_t number = 0;
  };

  // A number for each way in which a phrase may begin, some shared; its upper bits are the bucket.
  // Fibonacci hashing: the upper bits of the product depend on all three bytes.
  static std::uint32_t BeginOf(const char* at) {
    const auto byte = [&](std::size_t i) {
      return std::uint32_t{static_cast<unsigned char>(at[i])};
    };
    constexpr std::uint32_t kGoldenRatio = 0x9E3779B1;
    return (byte(0) << 16U | byte(1) << 8U | byte(2)) * kGoldenRatio >> (32 - kBeginBits);
  }
  static std::uint32_t BucketOf(std::uint32_t begin) { return begin >> (kBeginBits - kBucketBits); }

  // The bytes from `at` on, zeros beyond the end.
  static std::uint64_t HeadOf(std::string_view text, std::size_t at) {
    std::uint64_t head = 0;
    if (text.size() - at >= sizeof head) {
      std::memcpy(&head, text.data() + at, sizeof head);
    } else {
      std::memcpy(&head, text.data() + at, text.size() - at);
    }
    return head;
  }

  template <class Found>
  void FindAt(std::string_view text, std::size_t at, Found& found) const {
    const std::uint32_t begin = BeginOf(text.data() + at);
    if (!used_.test(begin)) {
      return;
    }
    const std::uint64_t head = HeadOf(text, at);
    const std::uint32_t bucket = BucketOf(begin);
    for (std::uint32_t i = begins_[bucket]; i < begins_[bucket + 1U]; ++i) {
      const Entry& entry = entries_[i];
      if ((head & entry.mask) == entry.head && text.substr(at).starts_with(entry.phrase)) {
        found(entry.number, at);
      }
    }
  }

  std::vector<Entry> entries_;                           // By bucket.
  std::array<std::uint32_t, kBuckets + 1> begins_ = {};  // Of each bucket in `entries_`.
  std::bitset<1U << kBeginBits> used_;                   // How phrases begin.
};

}  // namespace ibid::resolve
