#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "ibid/mention.h"
#include "ibid/rejection.h"
#include "ibid/text_span.h"

namespace ibid::detect {

struct FoundTag {
  MentionKind kind = MentionKind::kHandle;  // kHandle, kHashtag or kCashtag
  TextSpan at;                              // With its @, # or $.
  std::string_view name;                    // Without it; of the text that was given.
};

// Handles, hashtags and cashtags of a text, in order, by the rules of twitter-text's conformance
// suite (conformance/extract.yml), and beyond them the handles of Bluesky ("@name.bsky.social")
// and of the Fediverse ("@name@host.example"). What lies in `links` is passed over. REQUIRES:
// `links` sorted, not overlapping. At most the first `max`. Linear in the text.
std::vector<FoundTag> ScanTags(std::string_view text, const std::vector<TextSpan>& links,
                               std::size_t max = static_cast<std::size_t>(-1),
                               std::vector<Rejection>* rejections = nullptr);

}  // namespace ibid::detect
