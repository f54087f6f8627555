#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/rejection.h"
#include "ibid/text_span.h"

// Where URLs stand in running text, as people write them.
namespace ibid::detect {

struct FoundUrl {
  TextSpan at;
  std::string url;         // With a scheme, joined and refanged, not yet parsed.
  bool media = false;      // pic.twitter.com/CODE
  bool other = false;      // mailto: or at://, as written (links_other.h)
  bool truncated = false;  // Ends in an ellipsis.
  bool repaired = false;   // Joined over a line break, or refanged.
  // Other readings of a URL that a line break or a hyphen at the line's end leaves in doubt, best
  // first, at most 2.
  std::vector<std::string> repairs;
  bool host_alone = false;  // No scheme, no "www.", no path: perhaps only a company's name.
};

// All URLs of the text in order, not overlapping. Follows the rules of twitter-text's conformance
// suite (twitter/twitter-text, conformance/extract.yml) where they serve prose: a URL ends before
// closing brackets that it did not open, before punctuation at its end, and before letters of
// scripts that write without spaces. Beyond these: "hxxp" and "[.]", URLs broken over lines, links
// glued to the word before them, and "pic.twitter.com/CODE" wherever it stands.
//
// A bare host is taken for a link only where a missing space after a full stop cannot make one
// ("killed.At least"), or where it is a line of its own. E-mail addresses, @mentions, #tags and
// $tags hold no URL. A URL over a line break is joined where what follows cannot be a word of the
// sentence; where it may be, the URL ends with its line and the joined one is listed in `repairs`.
// At most the first `max`. Linear in the
// text.
std::vector<FoundUrl> ScanUrls(std::string_view text,
                               std::size_t max = static_cast<std::size_t>(-1),
                               std::vector<Rejection>* rejections = nullptr);

}  // namespace ibid::detect
