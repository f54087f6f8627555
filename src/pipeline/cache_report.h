#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cache/audit_prune.h"
#include "ibid/instant.h"
#include "ibid/result.h"
#include "write/write.h"

// What `ibid cache` says and does. Formats are text, json and ndjson. Errors as those of the cache.
namespace ibid::pipeline {

// Which exchanges of which cache.
struct CacheChoice {
  std::string path;
  std::string host;      // As cache::Selection.
  std::string outcomes;  // As cache::Selection.
  std::optional<std::chrono::seconds> older_than;
  std::optional<std::chrono::seconds> newer_than;
  std::optional<Instant> now;  // What ages count from; none: the present.
};

// Takes text; false where no more is wanted.
using Sink = std::function<bool(std::string_view)>;

Result<std::string> DescribeCache(const std::string& path, write::Format format);

// The exchanges, oldest first: one a line in text and ndjson.
Result<void> ListExchanges(const CacheChoice& choice, write::Format format, const Sink& out);

// One exchange by its id, or the newest that answered a URL: what was asked, what came back, what
// rests on it; with `body_alone` the bytes of its body and nothing else. kInput: there is none.
Result<std::string> ShowExchange(const std::string& path, const std::string& id_or_url,
                                 write::Format format, bool body_alone);

struct PruneWish {
  std::optional<std::uint64_t> bytes_max;
  std::optional<cache::KeptAudits> keep_audits;  // Of the others what is old goes.
  bool dry_run = false;
};
// See cache::Cache::Prune and cache::PruneAudits; nothing chosen and no size is nothing done.
// Afterwards the file is made as small as it can be, where no other process is in the way.
Result<std::string> PruneCache(const CacheChoice& choice, const PruneWish& wish,
                               write::Format format);

// Empty where all is well; else what is wrong, a line each.
Result<std::vector<std::string>> VerifyCache(const std::string& path);

struct Exported {
  std::string text;                  // For people.
  std::vector<std::string> missing;  // Ids of `named` that the cache has no more, sorted.
};
// See ExportCache.
Result<Exported> ExportExchanges(const CacheChoice& choice,
                                 const std::optional<std::set<std::string>>& named,
                                 const std::string& file);
// What was read of a file, and what could not be.
Result<std::string> ImportExchanges(const std::string& path, const std::string& file,
                                    std::uint64_t body_bytes_max);

}  // namespace ibid::pipeline
