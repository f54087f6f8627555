#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ibid::text {

// Tells in a few instructions that none of many phrases begins at a place of a text. Nearly every
// word of an article is asked about, and nearly none begins one. A filter without phrases rules out
// whatever it can.
class PrefixFilter {
 public:
  static constexpr std::size_t kBytesMax = 8;

  // What a phrase begins with: ASCII in lower case, one space between words; of more than kBytesMax
  // bytes the first count. All are added before the first question.
  void Add(std::string_view beginning);

  // False: none begins at `at`. ASCII case is folded. What holds other white space than single
  // spaces, characters beyond ASCII, or the end of the text in its next kBytesMax bytes is not
  // ruled out. REQUIRES: at <= text.size().
  bool MayBegin(std::string_view text, std::size_t at) const;

 private:
  static constexpr std::size_t kSlots = 1U << 14U;
  static constexpr std::size_t kPairs = 1U << 14U;  // Of two ASCII characters.

  static std::size_t SlotOf(std::uint64_t bytes);
  bool MayFold(std::string_view window) const;

  std::size_t size_ = kBytesMax;            // So many bytes tell: no beginning is shorter.
  std::uint64_t mask_ = ~std::uint64_t{0};  // Of those bytes.
  bool beyond_ascii_ = false;
  std::vector<std::string> beginnings_;
  std::bitset<kSlots> slots_;
  std::bitset<kPairs> pairs_;  // The first two characters of phrases, where both are visible ASCII.
  bool any_pair_ = false;      // A phrase is shorter.
};

}  // namespace ibid::text
