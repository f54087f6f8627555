#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cache/sqlite.h"

// Link rot over all that was checked, by day and by host.
namespace ibid::cache {

enum class RotSpan { kDay, kMonth };

// How many cited things were in which state at the end of a span of time in which something was
// found out.
struct RotCount {
  std::string span;  // "2026-11-25" or "2026-11", UTC.
  std::int64_t known = 0;
  std::int64_t ok = 0;
  std::int64_t failing = 0;
  std::int64_t dead = 0;  // The rest of `known` says neither.
};

struct RotHost {
  std::string host;
  std::int64_t cited = 0;
  std::int64_t ok = 0;
  std::int64_t failing = 0;
  std::int64_t dead = 0;
};

// The newest `limit` days or months, oldest first. False: the database's failure() says why.
bool RotOverTime(Database& db, RotSpan span, std::int64_t limit, std::vector<RotCount>& out);
// The hosts that lose most, worst first.
bool RotByHost(Database& db, std::int64_t limit, std::vector<RotHost>& out);

}  // namespace ibid::cache
