#include "resolve/phrase_index.h"

namespace ibid::resolve {

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
