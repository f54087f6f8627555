#include "cache/audit_reader.h"

#include <utility>

#include "cache/audit_rows.h"
#include "cache/open.h"

namespace ibid::cache {

struct AuditReader::Inner {
  Inner(Cache& its_cache, Database reading) : cache(its_cache), db(std::move(reading)) {}

  Cache& cache;
  Database db;
  Statement places = db.Prepare(std::string("SELECT ") + kAuditPlaceColumns +
                                " FROM audit_places AS place"
                                " JOIN audit_pages AS page ON page.id = place.page"
                                " WHERE place.link = ?1 ORDER BY place.id LIMIT ?2");
  Statement count_places = db.Prepare("SELECT count(*) FROM audit_places WHERE link = ?1");
};

AuditReader::AuditReader(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
AuditReader::~AuditReader() = default;

Result<std::unique_ptr<AuditReader>> AuditReader::Open(Cache& cache) {
  Result<Database> db = cache.Reader();
  if (!db) {
    return db.error();
  }
  return std::unique_ptr<AuditReader>(
      new AuditReader(std::make_unique<Inner>(cache, std::move(db).value())));
}

Result<void> AuditReader::Outcome(bool failed) const {
  return failed ? Result<void>(Explain(inner_->cache.path(), inner_->db.failure()))
                : Result<void>();
}

Result<AuditReader::Counts> AuditReader::CountAll(std::int64_t audit) {
  Counts out;
  bool failed = false;
  const auto number = [&](std::string_view sql, std::int64_t& to) {
    Statement statement = inner_->db.Prepare(sql);
    Cursor row(statement);
    row.Bind(1, audit);
    to = row.Next() ? row.Int(0) : 0;
    failed = failed || row.failed();
  };
  const auto by_name = [&](std::string_view sql, std::vector<Count>& to) {
    Statement statement = inner_->db.Prepare(sql);
    Cursor row(statement);
    row.Bind(1, audit);
    while (row.Next()) {
      to.push_back({std::string(row.Text(0)), row.Int(1)});
    }
    failed = failed || row.failed();
  };
  number("SELECT count(*) FROM audit_pages WHERE audit = ?1", out.pages);
  number(
      "SELECT count(*) FROM audit_places JOIN audit_pages ON audit_pages.id = page"
      " WHERE audit = ?1",
      out.places);
  number("SELECT count(*) FROM audit_links WHERE audit = ?1", out.links);
  number("SELECT count(*) FROM audit_links WHERE audit = ?1 AND state = 'failing'", out.failing);
  number("SELECT count(*) FROM audit_links WHERE audit = ?1 AND state = 'dead'", out.dead);
  number("SELECT count(*) FROM audit_unreadable WHERE audit = ?1", out.unreadable);
  number(
      "SELECT count(*) FROM audits JOIN audit_links AS old ON old.audit = compared_with"
      " WHERE audits.id = ?1 AND NOT EXISTS (SELECT 1 FROM audit_links AS link"
      "   WHERE link.audit = audits.id AND link.url = old.url)",
      out.gone);
  by_name(
      "SELECT standing, count(*) FROM audit_links WHERE audit = ?1"
      " GROUP BY standing ORDER BY standing",
      out.standings);
  by_name(
      "SELECT verdict, count(*) FROM audit_links WHERE audit = ?1"
      " AND standing NOT IN ('open', 'excluded') GROUP BY verdict ORDER BY verdict",
      out.verdicts);
  by_name(
      "SELECT change, count(*) FROM audit_links WHERE audit = ?1 AND change <> 'none'"
      " GROUP BY change ORDER BY change",
      out.changes);
  if (const Result<void> outcome = Outcome(failed); !outcome) {
    return outcome.error();
  }
  return out;
}

Result<void> AuditReader::EachRow(const std::string& sql, std::int64_t audit,
                                  const std::function<bool(const Cursor&)>& take) {
  Statement rows = inner_->db.Prepare(sql);
  Cursor row(rows);
  row.Bind(1, audit);
  while (row.Next()) {
    if (!take(row)) {
      return {};
    }
  }
  return Outcome(row.failed());
}

Result<void> AuditReader::ForEachLink(std::int64_t audit,
                                      const std::function<bool(AuditLinkRow)>& take) {
  return EachRow("SELECT " + AuditLinkColumns("link") +
                     " FROM audit_links AS link WHERE audit = ?1 ORDER BY id",
                 audit, [&](const Cursor& row) { return take(ReadAuditLink(row)); });
}

Result<void> AuditReader::ForEachGone(std::int64_t audit,
                                      const std::function<bool(AuditLinkRow)>& take) {
  return EachRow("SELECT " + AuditLinkColumns("link") +
                     " FROM audits JOIN audit_links AS link ON link.audit = audits.compared_with"
                     " WHERE audits.id = ?1 AND NOT EXISTS (SELECT 1 FROM audit_links AS now"
                     "   WHERE now.audit = audits.id AND now.url = link.url) ORDER BY link.id",
                 audit, [&](const Cursor& row) { return take(ReadAuditLink(row)); });
}

Result<std::int64_t> AuditReader::PlacesOf(std::int64_t link, std::size_t max,
                                           std::vector<AuditPlaceRow>& places) {
  std::int64_t total = 0;
  bool failed = false;
  {
    Cursor row(inner_->places);
    row.Bind(1, link);
    row.Bind(2, static_cast<std::int64_t>(max));
    while (row.Next()) {
      places.push_back(ReadAuditPlace(row));
    }
    failed = row.failed();
  }
  total = static_cast<std::int64_t>(places.size());
  if (places.size() == max) {
    Cursor row(inner_->count_places);
    row.Bind(1, link);
    total = row.Next() ? row.Int(0) : 0;
    failed = failed || row.failed();
  }
  if (const Result<void> outcome = Outcome(failed); !outcome) {
    return outcome.error();
  }
  return total;
}

Result<void> AuditReader::ForEachPlace(
    std::int64_t audit, const std::function<bool(AuditPlaceRow, AuditLinkRow)>& take) {
  return EachRow(
      "SELECT " + AuditLinkColumns("link") + ", " + kAuditPlaceColumns +
          " FROM audit_pages AS page CROSS JOIN audit_places AS place ON place.page = page.id"
          " JOIN audit_links AS link ON link.id = place.link"
          " WHERE page.audit = ?1 ORDER BY page.id, place.id",
      audit, [&](const Cursor& row) {
        return take(ReadAuditPlace(row, kAuditLinkColumns), ReadAuditLink(row));
      });
}

Result<void> AuditReader::ForEachUnreadable(
    std::int64_t audit,
    const std::function<bool(std::string_view input, std::string_view why)>& take) {
  return EachRow("SELECT input, why FROM audit_unreadable WHERE audit = ?1 ORDER BY id", audit,
                 [&](const Cursor& row) { return take(row.Text(0), row.Text(1)); });
}

Result<void> AuditReader::ForEachHost(std::int64_t audit,
                                      const std::function<bool(HostCounts)>& take) {
  static constexpr const char* kStandings[] = {"ok", "warn", "fail", "unknown", "excluded", "open"};
  return EachRow(
      "SELECT host, count(*), sum(state = 'dead'), sum(standing = 'ok'), sum(standing = 'warn'),"
      " sum(standing = 'fail') AS fail, sum(standing = 'unknown') AS unknown,"
      " sum(standing = 'excluded'), sum(standing = 'open') FROM audit_links"
      " WHERE audit = ?1 AND host <> '' GROUP BY host ORDER BY fail DESC, unknown DESC, host",
      audit, [&](const Cursor& row) {
        HostCounts host{std::string(row.Text(0)), row.Int(1), row.Int(2), {}};
        int column = 3;
        for (const char* standing : kStandings) {
          if (const std::int64_t count = row.Int(column++); count > 0) {
            host.standings.push_back({standing, count});
          }
        }
        return take(std::move(host));
      });
}

}  // namespace ibid::cache
