#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ibid/text_span.h"

// Where URLs stand in running text, as people write them.
namespace ibid::detect {

struct FoundUrl {
  TextSpan at;
  std::string url;          // With a scheme, joined and refanged, not yet parsed.
  bool media = false;       // pic.twitter.com/CODE
  bool truncated = false;   // Ends in an ellipsis.
  bool repaired = false;    // Joined over a line break, or refanged.
  bool host_alone = false;  // No scheme, no "www.", no path: perhaps only a company's name.
};

// All URLs of the text in order, not overlapping. Follows the rules of twitter-text's conformance
// suite (twitter/twitter-text, conformance/extract.yml) where they serve prose: a URL ends before
// closing brackets that it did not open, before punctuation at its end, and before letters of
// scripts that write without spaces. Beyond these: "hxxp" and "[.]", URLs broken over lines, links
// glued to the word before them, and "pic.twitter.com/CODE" wherever it stands.
//
// A bare host is taken for a link only where a missing space after a full stop cannot make one
// ("killed.At least"). E-mail addresses, @mentions, #tags and $tags hold no URL. Linear in the
// text.
std::vector<FoundUrl> ScanUrls(std::string_view text);

}  // namespace ibid::detect
