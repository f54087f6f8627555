#include "pipeline/cache_report.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <memory>

#include "cache/cache.h"
#include "text/dates.h"

namespace ibid::pipeline {
namespace {

std::string Bytes(std::int64_t bytes) {
  static constexpr const char* kUnits[] = {"bytes", "KiB", "MiB", "GiB"};
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1024 && unit + 1 < std::size(kUnits)) {
    value /= 1024;
    ++unit;
  }
  const auto tenths = std::llround(value * 10);
  std::string text = std::to_string(tenths / 10);
  if (unit > 0) {
    text += "." + std::to_string(tenths % 10);
  }
  return text + " " + kUnits[unit];
}

void AppendCounts(std::string& out, const char* title, const std::vector<cache::Count>& counts) {
  if (counts.empty()) {
    return;
  }
  out += std::string(title) + "\n";
  for (const cache::Count& count : counts) {
    std::string line = "  " + count.name;
    line.resize(std::max<std::size_t>(line.size() + 1, 22), ' ');
    out += line + std::to_string(count.count) + "\n";
  }
}

}  // namespace

Result<std::string> DescribeCache(const std::string& path) {
  cache::OpenOptions options;
  options.read_only = true;
  Result<std::unique_ptr<cache::Cache>> cache = cache::Cache::Open(path, options);
  if (!cache) {
    return cache.error();
  }
  Result<cache::Stats> stats = (*cache)->GetStats();
  if (!stats) {
    return stats.error();
  }
  std::string out = stats->path + "\n";
  out += "schema " + std::to_string(stats->schema) + ", " + Bytes(stats->file_bytes) + "\n";
  out += std::to_string(stats->exchanges) + " exchanges with " + std::to_string(stats->hosts) +
         " hosts";
  if (stats->oldest && stats->newest) {
    out += ", " + FormatInstant(*stats->oldest) + " to " + FormatInstant(*stats->newest);
  }
  out += "\n" + std::to_string(stats->bodies) + " bodies, " + Bytes(stats->body_bytes) +
         ", kept in " + Bytes(stats->body_bytes_stored) + "\n";
  out += std::to_string(stats->articles) + " articles\n";
  AppendCounts(out, "Answers", stats->by_status);
  AppendCounts(out, "Failures", stats->by_failure);
  AppendCounts(out, "Cited things, by their newest verdict", stats->by_verdict);
  return out;
}

Result<std::vector<std::string>> VerifyCache(const std::string& path) {
  cache::OpenOptions options;
  options.read_only = true;
  Result<std::unique_ptr<cache::Cache>> cache = cache::Cache::Open(path, options);
  if (!cache) {
    return cache.error();
  }
  return (*cache)->Verify();
}

}  // namespace ibid::pipeline
