#include "cache/audit_rows.h"

#include <array>
#include <chrono>

namespace ibid::cache {
namespace {

constexpr std::array<std::string_view, kAuditLinkColumns> kLinkColumns = {"id",
                                                                          "url",
                                                                          "host",
                                                                          "standing",
                                                                          "change",
                                                                          "verdict",
                                                                          "reasons",
                                                                          "status",
                                                                          "state",
                                                                          "failures",
                                                                          "failing_since",
                                                                          "last_ok",
                                                                          "final_url",
                                                                          "moved_for_good",
                                                                          "title",
                                                                          "archived_url",
                                                                          "archived_at",
                                                                          "copies_sought",
                                                                          "missing_fragments",
                                                                          "checked_at"};

std::optional<Instant> InstantOrNone(std::optional<std::int64_t> ms) {
  return ms ? std::optional(Instant(std::chrono::milliseconds(*ms))) : std::nullopt;
}

std::optional<std::int64_t> Milliseconds(const std::optional<Instant>& at) {
  return at ? std::optional(at->time_since_epoch().count()) : std::nullopt;
}

}  // namespace

std::string AuditLinkColumns(std::string_view table) {
  std::string out;
  for (const std::string_view column : kLinkColumns) {
    out.append(out.empty() ? "" : ", ").append(table).append(".").append(column);
  }
  return out;
}

AuditLinkRow ReadAuditLink(const Cursor& row, int first) {
  AuditLinkRow out;
  int at = first;
  out.id = row.Int(at++);
  out.url = row.Text(at++);
  out.host = row.Text(at++);
  out.standing = row.Text(at++);
  out.change = row.Text(at++);
  out.verdict = row.Text(at++);
  out.reasons = row.Text(at++);
  out.status = static_cast<int>(row.Int(at++));
  out.state = row.Text(at++);
  out.failures = static_cast<int>(row.Int(at++));
  out.failing_since = InstantOrNone(row.IntOrNull(at++));
  out.last_ok = InstantOrNone(row.IntOrNull(at++));
  out.final_url = row.Text(at++);
  out.moved_for_good = row.Int(at++) != 0;
  out.title = row.Text(at++);
  out.archived_url = row.Text(at++);
  out.archived_at = InstantOrNone(row.IntOrNull(at++));
  out.copies_sought = row.Int(at++) != 0;
  out.missing_fragments = row.Text(at++);
  out.checked_at = InstantOrNone(row.IntOrNull(at));
  return out;
}

const char* const kSetAuditLink =
    "UPDATE audit_links SET standing = ?2, verdict = ?3, reasons = ?4, status = ?5, state = ?6,"
    " failures = ?7, failing_since = ?8, last_ok = ?9, final_url = ?10, moved_for_good = ?11,"
    " title = ?12, archived_url = ?13, archived_at = ?14, copies_sought = ?15,"
    " missing_fragments = ?16, checked_at = ?17 WHERE id = ?1";

void BindAuditLink(Cursor& cursor, const AuditLinkRow& row) {
  cursor.Bind(1, row.id);
  cursor.Bind(2, row.standing);
  cursor.Bind(3, row.verdict);
  cursor.Bind(4, row.reasons);
  cursor.Bind(5, std::int64_t{row.status});
  cursor.Bind(6, row.state);
  cursor.Bind(7, std::int64_t{row.failures});
  cursor.Bind(8, Milliseconds(row.failing_since));
  cursor.Bind(9, Milliseconds(row.last_ok));
  cursor.Bind(10, row.final_url);
  cursor.Bind(11, std::int64_t{row.moved_for_good ? 1 : 0});
  cursor.Bind(12, row.title);
  cursor.Bind(13, row.archived_url);
  cursor.Bind(14, Milliseconds(row.archived_at));
  cursor.Bind(15, std::int64_t{row.copies_sought ? 1 : 0});
  cursor.Bind(16, row.missing_fragments);
  cursor.Bind(17, Milliseconds(row.checked_at));
}

const char* const kAuditPlaceColumns =
    "place.line, place.col, place.begin_byte, place.end_byte, place.written, place.fragment,"
    " place.anchor, page.name";

AuditPlaceRow ReadAuditPlace(const Cursor& row, int first) {
  AuditPlaceRow out;
  int at = first;
  out.line = static_cast<std::uint32_t>(row.Int(at++));
  out.column = static_cast<std::uint32_t>(row.Int(at++));
  out.begin = static_cast<std::uint64_t>(row.Int(at++));
  out.end = static_cast<std::uint64_t>(row.Int(at++));
  out.written = row.Text(at++);
  out.fragment = row.Text(at++);
  out.anchor = row.Text(at++);
  out.page = row.Text(at);
  return out;
}

bool RunFor(Database& db, std::string_view sql, std::int64_t audit,
            std::optional<std::int64_t> second) {
  Statement statement = db.Prepare(sql);
  Cursor row(statement);
  row.Bind(1, audit);
  if (second) {
    row.Bind(2, *second);
  }
  return row.Finish();
}

}  // namespace ibid::cache
