#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "audit/gather.h"
#include "audit/inputs.h"
#include "ibid/session.h"
#include "pipeline/link_session.h"

namespace ibid::audit {

// Reads the pages of a site that its pages link, to a depth, in the order in which they were found:
// the same pages in the same order whatever answers first. What counts as the site: pages of the
// host of a URL that was named as input or as --base-url, at that port, by http or https, with or
// without "www."; a page that redirects elsewhere is none of it.
//
// Each page is asked once; robots.txt is obeyed. Read are HTML, XHTML, XML, Markdown and PDF. What
// cannot be had (404, refused by robots.txt) is not read, and no more is said here: it is a link as
// well, and judged as one. Limits, told as unreadable where they cut something off:
// `pages_max` pages; of a page input_bytes_max.
class Crawl {
 public:
  struct Options {
    int depth = 0;  // How many links from the inputs; 0: nothing is crawled.
    std::size_t pages_max = 50'000;
    std::size_t width = 16;  // Pages under way at once.
  };

  Crawl(const InputOptions& inputs, const Options& options, pipeline::LinkSession& session);

  // Whether the inputs name a site at all.
  bool has_site() const { return !sites_.empty(); }
  // A link of the page that is being read: remembered if it is one of the site.
  void Saw(const std::string& url);
  // Reads on, until nothing is left or the sink wants no more. `tick` is called a few times a
  // second.
  void Run(Gatherer& sink, const std::function<void()>& tick);

 private:
  struct Page {
    std::string url;
    int depth = 0;
    bool done = false;
    bool asked = false;
    Result<FetchedPage> got = FetchedPage{};
  };

  bool IsOfSite(const std::string& url) const;
  void Ask();
  bool Read(Page& page, Gatherer& sink);

  const InputOptions& inputs_;
  const Options options_;
  pipeline::LinkSession& session_;
  std::unordered_set<std::string> sites_;  // "example.org:443" of either scheme's default port.
  std::unordered_set<std::string> seen_;   // URLs that are read, or will be.
  std::deque<std::shared_ptr<Page>> queue_;
  std::size_t under_way_ = 0;
  std::size_t beyond_ = 0;  // Pages over the limit.
  int depth_ = 0;           // Of the page that is being read.
};

}  // namespace ibid::audit
