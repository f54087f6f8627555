#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "resolve/archives/capture.h"
#include "resolve/inquiry.h"

// Common Crawl: a list of crawls (collinfo.json), an index of captures for each, and the captures
// as records in WARC files, read by byte range. A sample of the web: that it lacks something says
// little.
namespace ibid::resolve {

struct Crawl {
  std::string index;  // Its index, up to the question mark.
  Instant from{};
  Instant until{};
};

// Pure: the crawls of collinfo.json that say when they were, or whose name does
// ("CC-MAIN-2018-09": the ninth week of that year); those whose index is elsewhere are left out.
std::vector<Crawl> ReadCrawls(std::string_view json);

// The captures of `url` in the few crawls nearest to `near`, nearest first. One question at a time.
net::Task<Captures> ListCrawled(Inquiry& inquiry, std::string url, Instant near);

// The record of a row: what the page answered then. Not `memento` where the bytes hold no such
// record.
net::Task<CaptureContent> FetchCrawled(Inquiry& inquiry, Capture capture);

}  // namespace ibid::resolve
