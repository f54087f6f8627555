#include "resolve/phrase_index.h"

namespace ibid::resolve {

std::uint16_t PhraseIndex::BucketOf(std::string_view start) {
  std::uint32_t bits = 0;
  for (const char c : start) {
    bits = bits << 8U | static_cast<unsigned char>(c);
  }
  // Fibonacci hashing: the upper bits of the product depend on all of the bytes.
  constexpr std::uint32_t kGoldenRatio = 0x9E3779B1;
  constexpr unsigned kBitsLeft = 32 - 12;
  return static_cast<std::uint16_t>(bits * kGoldenRatio >> kBitsLeft);
}

PhraseIndex::PhraseIndex(std::vector<std::string_view> phrases) : phrases_(std::move(phrases)) {
  std::vector<std::vector<std::size_t>> buckets(kBuckets);
  for (std::size_t i = 0; i < phrases_.size(); ++i) {
    if (phrases_[i].size() >= kPhraseBytesMin) {
      buckets[BucketOf(phrases_[i].substr(0, kPhraseBytesMin))].push_back(i);
    }
  }
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    sorted_.insert(sorted_.end(), buckets[bucket].begin(), buckets[bucket].end());
    begins_[bucket + 1] = static_cast<std::uint32_t>(sorted_.size());
  }
}

}  // namespace ibid::resolve
