#pragma once

#include <cstdint>
#include <string_view>

#include "audit/inputs/written_link.h"

namespace ibid::audit {

// What an XML text is, by its first element.
enum class XmlKind : std::uint8_t {
  kNone,  // No XML, or a page.
  kSitemap,
  kSitemapIndex,
  kFeed,  // RSS 0.9 to 2.0, Atom (RFC 4287)
  kOther,
};
XmlKind KindOfXml(std::string_view text);

// The addresses in it, as they stand: of a sitemap (sitemaps.org 0.9, Google's extensions) its
// pages, pictures, films and translations; of an index its sitemaps; of a feed those of items,
// enclosures and the feed itself, and what its HTML holds; of other XML what is wholly an http or
// https address and names no namespace. Linear.
// REQUIRES: `text` is valid UTF-8. False where `take` has enough.
bool XmlLinks(std::string_view text, const TakeWritten& take);

}  // namespace ibid::audit
