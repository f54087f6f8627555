#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cache/selection.h"
#include "ibid/result.h"

// Exchanges out of the cache and into it, as WARC.
namespace ibid::pipeline {

struct Transferred {
  std::size_t exchanges = 0;  // Written, or read and not there before.
  std::size_t known = 0;      // Import: there already.
  std::size_t unusable = 0;   // Import: no HTTP answer in it, or what it refers to is missing.
  std::vector<std::string> problems;  // Import: where the file is damaged, for people.
  std::vector<std::string> missing;   // Export: ids that were named and are not in the cache.
};

// Writes the selected exchanges to a WARC file (gzipped where the name ends in .gz) that warcio,
// pywb and --replay read; the same exchanges give the same bytes. What was never asked is left out.
// With `named`, only those of the selected that have one of these ids.
Result<Transferred> ExportCache(const std::string& cache, const cache::Selection& selection,
                                const std::optional<std::set<std::string>>& named,
                                const std::string& file);

// Adds what a WARC or ARC file holds, of whatever program, as evidence with the times that stand
// there; an answer that is still fresh by its own words answers again. Bodies are cut at
// `body_bytes_max`. A file of ExportCache gives the very exchanges again, by their ids.
Result<Transferred> ImportCache(const std::string& cache, const std::string& file,
                                std::uint64_t body_bytes_max);

}  // namespace ibid::pipeline
