#include "cache/audit_prune.h"

#include <limits>
#include <string>
#include <string_view>

#include "cache/open.h"
#include "cache/sqlite.h"

namespace ibid::cache {
namespace {

// What may go: ?1 later ones of its name are finished, and it was finished before ?2.
constexpr std::string_view kOld =
    "WITH newest (id) AS (SELECT max(id) FROM audits GROUP BY name),"
    " finished (id) AS (SELECT max(id) FROM audits WHERE finished_at IS NOT NULL GROUP BY name),"
    " needed (id) AS (SELECT id FROM newest UNION SELECT id FROM finished UNION"
    "  SELECT compared_with FROM audits WHERE compared_with IS NOT NULL"
    "  AND (id IN newest OR id IN finished))"
    " SELECT old.id FROM audits AS old"
    " WHERE old.finished_at < ?2 AND old.id NOT IN needed AND ?1 <="
    "  (SELECT count(*) FROM audits AS later WHERE later.name = old.name AND later.id > old.id"
    "   AND later.finished_at IS NOT NULL)"
    " ORDER BY old.id";

// The values of ?1 and ?2.
struct Bounds {
  std::int64_t later = 0;
  std::int64_t before = std::numeric_limits<std::int64_t>::max();

  void Bind(Cursor& row) const {
    row.Bind(1, later);
    row.Bind(2, before);
  }
};

// The links of an audit; none where that failed.
std::optional<std::int64_t> LinksOf(Database& db, std::int64_t audit) {
  Statement count = db.Prepare("SELECT count(*) FROM audit_links WHERE audit = ?1");
  Cursor row(count);
  row.Bind(1, audit);
  return row.Next() ? std::optional(row.Int(0)) : std::nullopt;
}

// Takes the oldest away, if there is one; nothing taken is the end. False on failure.
bool TakeOne(Database& db, const Bounds& bounds, PrunedAudits& taken) {
  std::int64_t audit = 0;
  {
    Statement old = db.Prepare(std::string(kOld) + " LIMIT 1");
    Cursor row(old);
    bounds.Bind(row);
    if (!row.Next()) {
      return !row.failed();
    }
    audit = row.Int(0);
  }
  const std::optional<std::int64_t> links = LinksOf(db, audit);
  Statement forget = db.Prepare("DELETE FROM audits WHERE id = ?1");
  Cursor row(forget);
  row.Bind(1, audit);
  if (!links || !row.Finish()) {
    return false;
  }
  taken = {1, *links};
  return true;
}

Result<PrunedAudits> CountOld(Cache& cache, const Bounds& bounds) {
  Result<Database> db = cache.Reader();
  if (!db) {
    return db.error();
  }
  PrunedAudits all;
  Statement old = db->Prepare(kOld);
  Cursor row(old);
  bounds.Bind(row);
  while (row.Next()) {
    const std::optional<std::int64_t> links = LinksOf(*db, row.Int(0));
    if (!links) {
      return Explain(cache.path(), db->failure());
    }
    ++all.audits;
    all.links += *links;
  }
  return row.failed() ? Result<PrunedAudits>(Explain(cache.path(), db->failure())) : all;
}

}  // namespace

Result<PrunedAudits> PruneAudits(Cache& cache, const KeptAudits& keep, Instant now, bool dry_run) {
  Bounds bounds;
  bounds.later = keep.newest.value_or(0);
  if (keep.age_max) {
    bounds.before = (now - *keep.age_max).time_since_epoch().count();
  }
  if (dry_run) {
    return CountOld(cache, bounds);
  }
  PrunedAudits all;
  while (true) {
    PrunedAudits taken;
    const Result<void> done =
        cache.WriteNow([&](Database& db, ArticleInserter&) { return TakeOne(db, bounds, taken); });
    if (!done) {
      return done.error();
    }
    if (taken.audits == 0) {
      return all;
    }
    all.audits += taken.audits;
    all.links += taken.links;
  }
}

}  // namespace ibid::cache
