#include "cache/selection.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace ibid::cache {
namespace {

std::optional<std::int64_t> Milliseconds(const std::optional<Instant>& at) {
  return at ? std::optional(at->time_since_epoch().count()) : std::nullopt;
}

// ?1 host, ?2 outcomes between commas, ?3 before, ?4 since.
constexpr std::string_view kSelected =
    " (?1 = '' OR exchanges.host = ?1 OR exchanges.host LIKE '%.' || ?1)"
    " AND (?2 = '' OR CASE WHEN failure <> 'none' THEN instr(?2, ',' || failure || ',')"
    "      ELSE instr(?2, ',' || status || ',') OR instr(?2, ',' || (status / 100) || 'xx,') END)"
    " AND (?3 IS NULL OR asked_at < ?3) AND (?4 IS NULL OR asked_at >= ?4)";

constexpr std::string_view kCited =
    " (EXISTS (SELECT 1 FROM resolution_evidence WHERE exchange = exchanges.id)"
    "  OR (status = 304 AND EXISTS (SELECT 1 FROM exchanges AS whole"
    "      JOIN resolution_evidence ON resolution_evidence.exchange = whole.id"
    "      WHERE whole.url = exchanges.url AND whole.validated_by = exchanges.id)))";

// Holds what the statement's cursor looks at.
struct Bound {
  explicit Bound(const Selection& selection)
      : host(selection.host),
        outcomes(selection.outcomes.empty() ? "" : "," + selection.outcomes + ","),
        before(Milliseconds(selection.before)),
        since(Milliseconds(selection.since)) {}
  void To(Cursor& row) const {
    row.Bind(1, host);
    row.Bind(2, outcomes);
    row.Bind(3, before);
    row.Bind(4, since);
  }
  std::string host;
  std::string outcomes;
  std::optional<std::int64_t> before;
  std::optional<std::int64_t> since;
};

std::string Sql(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) {
    out += part;
  }
  return out;
}

struct Doomed {
  std::string id;
  std::string body;  // Its digest; empty where there is none.
};

// The oldest that are selected and not cited, one more than `max` so that it shows there are more.
std::optional<std::vector<Doomed>> FindDoomed(Database& db, const Selection& selection,
                                              std::int64_t max) {
  Statement find = db.Prepare(Sql({"SELECT id, body_sha256 FROM exchanges WHERE", kSelected,
                                   " AND NOT", kCited, " ORDER BY asked_at, seq LIMIT ?5"}));
  const Bound bound(selection);
  Cursor row(find);
  bound.To(row);
  row.Bind(5, max + 1);
  std::vector<Doomed> out;
  while (row.Next()) {
    out.push_back({std::string(row.Text(0)), std::string(row.Text(1))});
  }
  return row.failed() ? std::nullopt : std::optional(std::move(out));
}

bool Run(Statement& statement, std::string_view value) {
  Cursor row(statement);
  row.Bind(1, value);
  return row.Finish();
}

bool DropBody(Database& db, Statement& size, Statement& drop, const std::string& sha256,
              Pruned& out) {
  std::int64_t bytes = 0;
  {
    Cursor row(size);
    row.Bind(1, sha256);
    bytes = row.Next() ? row.Int(0) : 0;
    if (row.failed()) {
      return false;
    }
  }
  if (!Run(drop, sha256)) {
    return false;
  }
  if (db.changes() > 0) {
    ++out.bodies;
    out.bytes += bytes;
  }
  return true;
}

}  // namespace

namespace {

constexpr std::string_view kListed =
    "SELECT exchanges.seq, exchanges.id, exchanges.method, exchanges.url, status, failure,"
    " asked_at, elapsed_ms, coalesce(bodies.raw_size, 0),";
constexpr std::string_view kReusableAndFrom =
    ", (SELECT max(reusable_until) FROM reusable WHERE reusable.exchange = exchanges.id)"
    " FROM exchanges LEFT JOIN bodies ON bodies.sha256 = exchanges.body_sha256 WHERE";

}  // namespace

std::string OutcomeOf(const Listed& listed) {
  return listed.failure != "none" ? listed.failure : std::to_string(listed.status);
}

bool List(Database& db, const Selection& selection,
          const std::function<bool(const Listed&)>& take) {
  Statement list = db.Prepare(
      Sql({kListed, kCited, kReusableAndFrom, kSelected, " ORDER BY asked_at, exchanges.seq"}));
  const Bound bound(selection);
  Cursor row(list);
  bound.To(row);
  while (row.Next()) {
    Listed listed;
    listed.seq = row.Int(0);
    listed.id = row.Text(1);
    listed.method = row.Text(2);
    listed.url = row.Text(3);
    listed.status = static_cast<int>(row.Int(4));
    listed.failure = row.Text(5);
    listed.at = Instant(std::chrono::milliseconds(row.Int(6)));
    listed.elapsed_ms = row.Int(7);
    listed.body_bytes = row.Int(8);
    listed.cited = row.Int(9) != 0;
    if (const std::optional<std::int64_t> until = row.IntOrNull(10)) {
      listed.reusable_until = Instant(std::chrono::milliseconds(*until));
    }
    if (!take(listed)) {
      return true;
    }
  }
  return !row.failed();
}

std::optional<Pruned> PruneSome(Database& db, const Selection& selection, std::int64_t max) {
  std::optional<std::vector<Doomed>> doomed = FindDoomed(db, selection, max);
  if (!doomed) {
    return std::nullopt;
  }
  Pruned out;
  out.more = static_cast<std::int64_t>(doomed->size()) > max;
  doomed->resize(std::min(doomed->size(), static_cast<std::size_t>(max)));
  Statement forget = db.Prepare("DELETE FROM reusable WHERE exchange = ?1");
  Statement drop = db.Prepare("DELETE FROM exchanges WHERE id = ?1");
  Statement size = db.Prepare("SELECT length(content) FROM bodies WHERE sha256 = ?1");
  Statement drop_body = db.Prepare(
      "DELETE FROM bodies WHERE sha256 = ?1"
      " AND NOT EXISTS (SELECT 1 FROM exchanges WHERE body_sha256 = ?1)"
      " AND NOT EXISTS (SELECT 1 FROM articles WHERE record_sha256 = ?1)"
      " AND NOT EXISTS (SELECT 1 FROM checks WHERE input_sha256 = ?1)"
      " AND NOT EXISTS (SELECT 1 FROM checks WHERE record_sha256 = ?1)");
  for (const Doomed& one : *doomed) {
    if (!Run(forget, one.id) || !Run(drop, one.id)) {
      return std::nullopt;
    }
    ++out.exchanges;
    if (!one.body.empty() && !DropBody(db, size, drop_body, one.body, out)) {
      return std::nullopt;
    }
  }
  return out;
}

std::optional<std::int64_t> UsedBytes(Database& db) {
  const std::optional<std::int64_t> pages = db.Integer("PRAGMA page_count");
  const std::optional<std::int64_t> idle = db.Integer("PRAGMA freelist_count");
  const std::optional<std::int64_t> size = db.Integer("PRAGMA page_size");
  return pages && idle && size ? std::optional((*pages - *idle) * *size) : std::nullopt;
}

}  // namespace ibid::cache
