#include "cache/stats.h"

#include <chrono>
#include <filesystem>
#include <system_error>

#include "cache/compress.h"
#include "cache/open.h"
#include "digest/digest.h"

namespace ibid::cache {
namespace {

constexpr std::size_t kFindingsMax = 100;

std::int64_t SizeOf(const std::string& path) {
  std::error_code none;
  const auto size = std::filesystem::file_size(path, none);
  return none ? 0 : static_cast<std::int64_t>(size);
}

std::optional<Instant> AsInstant(std::optional<std::int64_t> ms) {
  return ms ? std::optional(Instant(std::chrono::milliseconds(*ms))) : std::nullopt;
}

bool ReadCounts(Database& db, std::string_view sql, std::vector<Count>& out) {
  Statement statement = db.Prepare(sql);
  Cursor row(statement);
  while (row.Next()) {
    out.push_back({std::string(row.Text(0)), row.Int(1)});
  }
  return !row.failed();
}

bool ReadTexts(Database& db, std::string_view sql, std::vector<std::string>& out) {
  Statement statement = db.Prepare(sql);
  Cursor row(statement);
  while (out.size() < kFindingsMax && row.Next()) {
    out.emplace_back(row.Text(0));
  }
  return !row.failed();
}

bool CheckBodies(Database& db, std::vector<std::string>& findings) {
  Statement statement =
      db.Prepare("SELECT sha256, compression, raw_size, content FROM bodies ORDER BY sha256");
  Cursor row(statement);
  while (findings.size() < kFindingsMax && row.Next()) {
    const std::optional<std::string> bytes = row.Text(1) == "zstd"
                                                 ? Decompress(row.Text(3), row.Int(2))
                                                 : std::optional(std::string(row.Text(3)));
    if (!bytes || digest::Sha256Hex(*bytes) != row.Text(0)) {
      findings.push_back("body " + std::string(row.Text(0)) +
                         (bytes ? ": the bytes have another digest" : ": cannot be decompressed"));
    }
  }
  return !row.failed();
}

}  // namespace

Result<Stats> ReadStats(const std::string& path, Database& db) {
  Stats stats;
  stats.path = path;
  stats.file_bytes = SizeOf(path) + SizeOf(path + "-wal");
  const auto number = [&](std::string_view sql) { return db.Integer(sql); };
  const std::optional<std::int64_t> exchanges = number("SELECT count(*) FROM exchanges");
  if (!exchanges) {
    return Explain(path, db.failure());
  }
  stats.schema = number("PRAGMA user_version").value_or(0);
  stats.exchanges = *exchanges;
  stats.bodies = number("SELECT count(*) FROM bodies").value_or(0);
  stats.body_bytes = number("SELECT sum(raw_size) FROM bodies").value_or(0);
  stats.body_bytes_stored = number("SELECT sum(length(content)) FROM bodies").value_or(0);
  stats.hosts = number("SELECT count(DISTINCT host) FROM exchanges").value_or(0);
  stats.articles = number("SELECT count(DISTINCT source) FROM articles").value_or(0);
  stats.oldest = AsInstant(number("SELECT min(asked_at) FROM exchanges"));
  stats.newest = AsInstant(number("SELECT max(asked_at) FROM exchanges"));
  if (!ReadCounts(db,
                  "SELECT (status / 100) || 'xx', count(*) FROM exchanges WHERE status > 0"
                  " GROUP BY status / 100 ORDER BY status / 100",
                  stats.by_status) ||
      !ReadCounts(db,
                  "SELECT failure, count(*) AS n FROM exchanges WHERE failure <> 'none'"
                  " GROUP BY failure ORDER BY n DESC, failure",
                  stats.by_failure) ||
      !ReadCounts(db,
                  "SELECT verdict, count(*) AS n FROM latest_resolution"
                  " GROUP BY verdict ORDER BY n DESC, verdict",
                  stats.by_verdict) ||
      !ReadCounts(db,
                  "SELECT state, count(*) AS n FROM latest_resolution WHERE state <> ''"
                  " GROUP BY state ORDER BY n DESC, state",
                  stats.by_state)) {
    return Explain(path, db.failure());
  }
  return stats;
}

Result<std::vector<std::string>> CheckAll(const std::string& path, Database& db) {
  std::vector<std::string> findings;
  if (!ReadTexts(db, "PRAGMA integrity_check", findings)) {
    return Explain(path, db.failure());
  }
  if (findings.size() == 1 && findings[0] == "ok") {
    findings.clear();
  }
  if (!ReadTexts(
          db,
          "SELECT 'row ' || rowid || ' of ' || \"table\" || ' points at a missing row of ' ||"
          " parent FROM pragma_foreign_key_check",
          findings) ||
      !CheckBodies(db, findings)) {
    return Explain(path, db.failure());
  }
  return findings;
}

}  // namespace ibid::cache
