#include "resolve/phrase_index.h"

namespace ibid::resolve {

PhraseIndex::PhraseIndex(const std::vector<std::string_view>& phrases) {
  std::vector<std::vector<Entry>> buckets(kBuckets);
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    const std::string_view phrase = phrases[i];
    if (phrase.size() >= kPhraseBytesMin) {
      Entry entry{HeadOf(phrase, 0), 0, phrase, i};
      std::memset(&entry.mask, 0xFF, std::min(kHeadBytes, phrase.size()));
      const std::uint32_t begin = BeginOf(phrase.data());
      buckets[BucketOf(begin)].push_back(entry);
      used_.set(begin);
    }
  }
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
    entries_.insert(entries_.end(), buckets[bucket].begin(), buckets[bucket].end());
    begins_[bucket + 1] = static_cast<std::uint32_t>(entries_.size());
  }
}

}  // namespace ibid::resolve
