#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace ibid::resolve {

// Many phrases looked for in one text at once: one pass, whatever their number.
class PhraseIndex {
 public:
  static constexpr std::size_t kPhraseBytesMin = 3;  // Shorter ones are never found.

  // The phrases' bytes outlive the index; they are told by their number in the list.
  explicit PhraseIndex(std::vector<std::string_view> phrases);

  // Calls `found(number, at)` for each place where a phrase stands, in the order of the text.
  template <class Found>
  void FindIn(std::string_view text, Found found) const {
    for (std::size_t at = 0; at + kPhraseBytesMin <= text.size(); ++at) {
      const std::uint32_t bucket = BucketOf(text.substr(at, kPhraseBytesMin));
      for (std::uint32_t i = begins_[bucket]; i < begins_[bucket + 1U]; ++i) {
        if (text.substr(at).starts_with(phrases_[sorted_[i]])) {
          found(sorted_[i], at);
        }
      }
    }
  }

 private:
  static constexpr std::size_t kBuckets = 1U << 12U;
  // A bucket for each way in which a phrase may begin, some shared. Fibonacci hashing: the upper
  // bits of the product depend on all three bytes.
  static std::uint32_t BucketOf(std::string_view start) {
    const auto byte = [&](std::size_t i) {
      return std::uint32_t{static_cast<unsigned char>(start[i])};
    };
    constexpr std::uint32_t kGoldenRatio = 0x9E3779B1;
    constexpr unsigned kBitsLeft = 32 - 12;
    return (byte(0) << 16U | byte(1) << 8U | byte(2)) * kGoldenRatio >> kBitsLeft;
  }

  std::vector<std::string_view> phrases_;
  std::vector<std::size_t> sorted_;                      // Numbers, by bucket.
  std::array<std::uint32_t, kBuckets + 1> begins_ = {};  // Of each bucket in `sorted_`.
};

}  // namespace ibid::resolve
