#include "cache/audits.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "cache/articles.h"
#include "cache/audit_rows.h"
#include "cache/open.h"

namespace ibid::cache {
namespace {

constexpr std::size_t kFindingsAtOnce = 200;
constexpr int kBatchesMax = 4;  // Under way to the disk; then the audit waits for it.

std::optional<Instant> InstantOrNone(std::optional<std::int64_t> ms) {
  return ms ? std::optional(Instant(std::chrono::milliseconds(*ms))) : std::nullopt;
}

bool Insert(Database& db, ArticleInserter& articles, const std::vector<AuditFinding>& findings) {
  Statement set = db.Prepare(kSetAuditLink);
  for (const AuditFinding& finding : findings) {
    {
      Cursor row(set);
      BindAuditLink(row, finding.row);
      if (!row.Finish()) {
        return false;
      }
    }
    if (!finding.reference.key.empty() &&
        !articles.InsertResolution(std::nullopt, finding.recorded_at, finding.reference,
                                   finding.resolution, finding.cites_evidence)) {
      return false;
    }
  }
  return true;
}

// ?1 is the audit. A link that could not be decided keeps what was known of it.
constexpr std::string_view kCompare =
    "UPDATE audit_links AS link SET"
    " settled = CASE WHEN link.standing IN ('ok', 'warn', 'fail') THEN link.standing"
    "   ELSE coalesce(old.settled, '') END,"
    " change = CASE"
    "   WHEN audits.compared_with IS NULL OR link.standing IN ('open', 'excluded') THEN 'none'"
    "   WHEN old.id IS NULL THEN 'new_link'"
    "   WHEN link.standing = 'fail' AND old.settled <> 'fail' THEN 'new_failure'"
    "   WHEN link.standing IN ('ok', 'warn') AND old.settled = 'fail' THEN 'healed'"
    "   WHEN link.verdict = 'moved' AND link.standing <> 'fail'"
    "     AND (old.verdict <> 'moved' OR old.final_url <> link.final_url) THEN 'newly_moved'"
    "   ELSE 'none' END"
    " FROM audits, audit_links AS self"
    " LEFT JOIN audit_links AS old ON old.audit = audits.compared_with AND old.url = self.url"
    " WHERE audits.id = ?1 AND self.audit = ?1 AND link.id = self.id";

}  // namespace

struct AuditLog::Inner {
  Inner(Cache& its_cache, Database reading) : cache(its_cache), db(std::move(reading)) {}

  Error Trouble() const { return Explain(cache.path(), db.failure()); }

  Cache& cache;
  Database db;  // For reading.
  Statement link =
      db.Prepare("SELECT " + AuditLinkColumns("link") + " FROM audit_links AS link WHERE id = ?1");
  Statement before = db.Prepare("SELECT " + AuditLinkColumns("link") +
                                " FROM audits JOIN audit_links AS link"
                                " ON link.audit = audits.compared_with AND link.url = ?2"
                                " WHERE audits.id = ?1");
  std::vector<AuditFinding> added;

  // What is under way to the disk.
  std::mutex mutex;
  std::condition_variable changed;
  int under_way = 0;           // Guarded by mutex.
  std::optional<Error> error;  // The first; guarded by mutex.
};

AuditLog::AuditLog(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}

AuditLog::~AuditLog() {
  std::unique_lock lock(inner_->mutex);
  inner_->changed.wait(lock, [this] { return inner_->under_way == 0; });
}

Result<std::unique_ptr<AuditLog>> AuditLog::Open(Cache& cache) {
  Result<Database> db = cache.Reader();
  if (!db) {
    return db.error();
  }
  return std::unique_ptr<AuditLog>(
      new AuditLog(std::make_unique<Inner>(cache, std::move(db).value())));
}

Result<std::optional<AuditRow>> AuditLog::Newest(const std::string& name) {
  Statement newest = inner_->db.Prepare(
      "SELECT audits.id, audits.settings, audits.started_at, audits.gathered_at,"
      " audits.finished_at, before.finished_at FROM audits"
      " LEFT JOIN audits AS before ON before.id = audits.compared_with"
      " WHERE audits.name = ?1 ORDER BY audits.id DESC LIMIT 1");
  Cursor row(newest);
  row.Bind(1, name);
  if (!row.Next()) {
    return row.failed() ? Result<std::optional<AuditRow>>(inner_->Trouble())
                        : Result<std::optional<AuditRow>>(std::optional<AuditRow>());
  }
  AuditRow out;
  out.id = row.Int(0);
  out.name = name;
  out.settings = row.Text(1);
  out.started_at = Instant(std::chrono::milliseconds(row.Int(2)));
  out.gathered_at = InstantOrNone(row.IntOrNull(3));
  out.finished_at = InstantOrNone(row.IntOrNull(4));
  out.before = InstantOrNone(row.IntOrNull(5));
  return std::optional(std::move(out));
}

Result<AuditRow> AuditLog::Begin(const std::string& name, const std::string& settings,
                                 Instant now) {
  const Result<void> begun = inner_->cache.WriteNow([&](Database& db, ArticleInserter&) {
    Statement forget = db.Prepare("DELETE FROM audits WHERE name = ?1 AND finished_at IS NULL");
    Statement begin = db.Prepare(
        "INSERT INTO audits (name, settings, started_at, compared_with)"
        " VALUES (?1, ?2, ?3, (SELECT max(id) FROM audits WHERE name = ?1))");
    Cursor first(forget);
    first.Bind(1, name);
    Cursor second(begin);
    second.Bind(1, name);
    second.Bind(2, settings);
    second.Bind(3, std::int64_t{now.time_since_epoch().count()});
    return first.Finish() && second.Finish();
  });
  if (!begun) {
    return begun.error();
  }
  Result<std::optional<AuditRow>> row = Newest(name);
  if (!row) {
    return row.error();
  }
  return **row;
}

Result<std::vector<std::int64_t>> AuditLog::InTurns(std::int64_t audit, std::string_view which) {
  Statement ids = inner_->db.Prepare(
      "SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY host ORDER BY id) AS turn"
      " FROM audit_links WHERE audit = ?1 AND " +
      std::string(which) + ") ORDER BY turn, id");
  Cursor row(ids);
  row.Bind(1, audit);
  std::vector<std::int64_t> out;
  while (row.Next()) {
    out.push_back(row.Int(0));
  }
  return row.failed() ? Result<std::vector<std::int64_t>>(inner_->Trouble())
                      : Result<std::vector<std::int64_t>>(std::move(out));
}

Result<std::vector<std::int64_t>> AuditLog::OpenLinks(std::int64_t audit) {
  return InTurns(audit, "standing = 'open'");
}

Result<std::vector<std::int64_t>> AuditLog::LinksWithoutCopies(std::int64_t audit) {
  return InTurns(audit, "standing = 'fail' AND copies_sought = 0");
}

Result<std::optional<AuditLinkRow>> AuditLog::Link(std::int64_t link) {
  Cursor row(inner_->link);
  row.Bind(1, link);
  if (row.Next()) {
    return std::optional(ReadAuditLink(row));
  }
  return row.failed() ? Result<std::optional<AuditLinkRow>>(inner_->Trouble())
                      : Result<std::optional<AuditLinkRow>>(std::optional<AuditLinkRow>());
}

Result<std::optional<AuditLinkRow>> AuditLog::Before(std::int64_t audit, const std::string& url) {
  Cursor row(inner_->before);
  row.Bind(1, audit);
  row.Bind(2, url);
  if (row.Next()) {
    return std::optional(ReadAuditLink(row));
  }
  return row.failed() ? Result<std::optional<AuditLinkRow>>(inner_->Trouble())
                      : Result<std::optional<AuditLinkRow>>(std::optional<AuditLinkRow>());
}

Result<std::vector<std::string>> AuditLog::PlaceTexts(std::string_view column, std::int64_t link,
                                                      std::size_t max) {
  const std::string name(column);
  Statement texts =
      inner_->db.Prepare("SELECT DISTINCT " + name + " FROM audit_places WHERE link = ?1 AND " +
                         name + " <> '' LIMIT ?2");
  Cursor row(texts);
  row.Bind(1, link);
  row.Bind(2, static_cast<std::int64_t>(max));
  std::vector<std::string> out;
  while (row.Next()) {
    out.emplace_back(row.Text(0));
  }
  return row.failed() ? Result<std::vector<std::string>>(inner_->Trouble())
                      : Result<std::vector<std::string>>(std::move(out));
}

Result<std::vector<std::string>> AuditLog::AnchorsOf(std::int64_t link, std::size_t max) {
  return PlaceTexts("anchor", link, max);
}

Result<std::vector<std::string>> AuditLog::FragmentsOf(std::int64_t link, std::size_t max) {
  return PlaceTexts("fragment", link, max);
}

Result<void> AuditLog::Add(AuditFinding finding) {
  inner_->added.push_back(std::move(finding));
  if (inner_->added.size() >= kFindingsAtOnce) {
    WriteAdded();
  }
  const std::lock_guard lock(inner_->mutex);
  return inner_->error ? Result<void>(*inner_->error) : Result<void>();
}

void AuditLog::WriteAdded() {
  if (inner_->added.empty()) {
    return;
  }
  {
    std::unique_lock lock(inner_->mutex);
    inner_->changed.wait(lock, [this] { return inner_->under_way < kBatchesMax; });
    ++inner_->under_way;
  }
  const auto batch = std::make_shared<std::vector<AuditFinding>>(std::exchange(inner_->added, {}));
  inner_->cache.WriteSoon(
      [batch](Database& db, ArticleInserter& articles) { return Insert(db, articles, *batch); },
      [this](const Error* error) {
        const std::lock_guard lock(inner_->mutex);
        --inner_->under_way;
        if (error != nullptr && !inner_->error) {
          inner_->error = *error;
        }
        inner_->changed.notify_all();
      });
}

Result<void> AuditLog::Flush() {
  WriteAdded();
  std::unique_lock lock(inner_->mutex);
  inner_->changed.wait(lock, [this] { return inner_->under_way == 0; });
  return inner_->error ? Result<void>(*inner_->error) : Result<void>();
}

Result<void> AuditLog::Compare(std::int64_t audit) {
  return inner_->cache.WriteNow(
      [audit](Database& db, ArticleInserter&) { return RunFor(db, kCompare, audit); });
}

Result<void> AuditLog::Finish(std::int64_t audit, Instant now) {
  const auto run = [&](std::string_view sql, std::optional<std::int64_t> second) {
    return inner_->cache.WriteNow(
        [&](Database& db, ArticleInserter&) { return RunFor(db, sql, audit, second); });
  };
  if (Result<void> finished =
          run("UPDATE audits SET finished_at = ?2 WHERE id = ?1", now.time_since_epoch().count());
      !finished) {
    return finished;
  }
  return run(
      "DELETE FROM audit_pages WHERE audit IN (SELECT old.id FROM audits"
      " JOIN audits AS old ON old.name = audits.name AND old.id < audits.id"
      " WHERE audits.id = ?1)",
      std::nullopt);
}

}  // namespace ibid::cache
