#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/link.h"
#include "ibid/document.h"
#include "ibid/result.h"
#include "ibid/session.h"

// Inputs -> links with their places.
namespace ibid::audit {

// What is read, and how.
struct InputOptions {
  std::vector<std::string> inputs;        // Files, folders, URLs of pages, sitemaps and feeds, "-".
  std::vector<std::string> files_from;    // Files (or "-") that name inputs, one a line.
  std::string column;                     // Of CSV inputs: the column, by name or number from 1.
  std::vector<std::string> exclude_path;  // Globs of files and folders that are not read.
  std::string base_url;           // What relative links of files are relative to; may be empty.
  std::string root_dir;           // What stands for "/" in links of files; may be empty.
  std::optional<InputKind> kind;  // None: looked at.
  std::uint64_t input_bytes_max = 64ULL << 20U;  // Of one file or page.
};

// Gets a page of the web, redirects followed; as Session::Fetch.
using Fetch = std::function<Result<FetchedPage>(const std::string& url)>;

// Reads all inputs, in the order given and below a folder by name, into the sink: of each page
// BeginPage, then its links in the order in which they stand. What cannot be read is told to the
// sink and no error here; an Error is kUsage, before anything was read, where the options
// contradict one another. The URLs that a sitemap or a feed lists are links of that page. Loops
// over input have named limits, and what is left out by them is told as unreadable.
Result<void> ReadInputs(const InputOptions& options, const Fetch& fetch, LinkSink& sink);

// One page of the web that a crawl has fetched: what ReadInputs does with a URL once it has it.
void ReadPage(const std::string& url, const FetchedPage& page, const InputOptions& options,
              LinkSink& sink);

}  // namespace ibid::audit
