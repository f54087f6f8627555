#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ibid/document.h"
#include "url/url.h"

namespace ibid::detect {

// Which links of a page are around the article though the block that they stand in may not be:
// buttons that share it, the author's own page, the article itself, tags, icons without words,
// teasers. The table is data/link_chrome.tsv. Links inside the article's sentences are not among
// them.
class LinkChrome {
 public:
  explicit LinkChrome(const Document& document);

  // `at`: the words of the anchor `element`; `url`: where it leads.
  bool IsChrome(Markup::Index element, TextSpan at, const url::Url& url) const;

 private:
  bool IsShare(const url::Url& url) const;
  bool IsThisPage(const url::Url& url) const;
  bool IsSameSite(const url::Url& url) const;
  bool IsIcon(std::uint32_t at) const;
  bool IsTeaser(TextSpan at) const;
  bool IsInLabel(const Zone* zone, TextSpan at, const url::Url& url) const;
  bool SaysWhatFurnitureSays(std::string_view words) const;
  bool HasFurnitureRel(Markup::Index element) const;

  const Document& document_;
  std::vector<url::Url> page_;                       // The article's own addresses.
  std::unordered_set<std::string> authors_;          // In lower case.
  std::unordered_map<std::uint32_t, int> wordless_;  // Anchors without words, by place.
};

}  // namespace ibid::detect
