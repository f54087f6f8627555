#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "cache/cache.h"
#include "ibid/instant.h"
#include "ibid/result.h"

namespace ibid::cache {

// Which audits stay. Whatever is wished, of each name there stay what is not finished, the newest
// finished one, with which the next is compared, and the one that this was compared with, so that
// what has changed can still be told.
struct KeptAudits {
  std::optional<std::int64_t> newest;  // So many finished ones of each name, counted from the end.
  std::optional<std::chrono::seconds> age_max;  // Those finished so long ago, or later.
};

struct PrunedAudits {
  std::int64_t audits = 0;
  std::int64_t links = 0;  // Rows of them.
};

// Takes away the finished audits that fit neither wish, one at a time, so that other processes get
// their turns; the resolutions of their links stay, which say since when each fails. With `dry_run`
// nothing is changed. kStorage, and what to do.
Result<PrunedAudits> PruneAudits(Cache& cache, const KeptAudits& keep, Instant now, bool dry_run);

}  // namespace ibid::cache
