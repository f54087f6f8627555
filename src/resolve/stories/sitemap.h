#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/exchange.h"
#include "ibid/instant.h"

// Sitemaps (sitemaps.org protocol 0.9; Google's news extension), read as data. Pure, linear.
namespace ibid::resolve {

struct SitemapEntry {
  std::string url;
  std::string title;  // <news:title>
  IsoDate date;       // <news:publication_date>; its day.
  IsoDate changed;    // <lastmod>; its day.
};

struct Sitemap {
  bool is_index = false;              // Its entries are sitemaps.
  std::vector<SitemapEntry> entries;  // At most 50,000, the protocol's limit.
};

// Of an answer's body, plain or as a gzip file. What is no sitemap has no entries. A file of more
// than 50 MB, the protocol's limit, is read as far as that.
Sitemap ReadSitemap(const Exchange& exchange);
// Of XML text.
Sitemap ParseSitemap(std::string_view xml);

// The addresses of "Sitemap:" lines of a robots.txt (RFC 9309, 2.2.4), at most `most`.
std::vector<std::string> SitemapsOfRobots(std::string_view robots, std::size_t most);

}  // namespace ibid::resolve
