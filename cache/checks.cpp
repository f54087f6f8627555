#include "cache/checks.h"

#include <array>
#include <utility>

#include "cache/check_rows.h"
#include "cache/exchange_rows.h"
#include "cache/open.h"
#include "digest/digest.h"

namespace ibid::cache {
namespace {

constexpr std::chrono::milliseconds kBusyTimeout{10'000};
constexpr int kBusyTriesMax = 6;  // As the writer of exchanges has them (writer.cpp).

constexpr std::array<std::string_view, 4> kStates = {"queued", "working", "done", "failed"};

std::string Sql(std::string_view head, std::string_view tail) {
  return std::string(head).append(tail);
}

std::int64_t Milliseconds(Instant at) {
  return at.time_since_epoch().count();
}

}  // namespace

std::string_view Name(CheckState state) {
  return kStates[static_cast<std::size_t>(state)];
}

std::optional<CheckState> CheckStateNamed(std::string_view name) {
  for (std::size_t i = 0; i < kStates.size(); ++i) {
    if (kStates[i] == name) {
      return static_cast<CheckState>(i);
    }
  }
  return std::nullopt;
}

Error Checks::Failure() const {
  return Explain(path_, db_.failure());
}

Result<Checks> Checks::Open(const std::string& path, bool read_only) {
  Result<Database> db = Reconnect(path, read_only, kBusyTimeout);
  if (!db) {
    return db.error();
  }
  if (!read_only && !db->Run("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000")) {
    return Explain(path, db->failure());
  }
  return Checks(path, std::move(db).value());
}

Result<void> Checks::Together(const std::function<bool()>& work) {
  bool open = false;
  for (int tries = 0; !open && tries < kBusyTriesMax; ++tries) {
    open = db_.Run("BEGIN IMMEDIATE");
    if (!open && !db_.failure().busy()) {
      break;
    }
  }
  if (open && work() && db_.Run("COMMIT")) {
    return {};
  }
  Error why = Failure();
  db_.Rollback();
  return why;
}

template <class T>
Result<std::optional<T>> Checks::NothingOrFailure(const Cursor& row) const {
  if (row.failed()) {
    return Failure();
  }
  return std::optional<T>();
}

Result<std::int64_t> Checks::Add(const CheckInput& input, Instant now) {
  std::int64_t id = 0;
  const bool has_bytes = input.kind != "url";
  const std::string sha256 = has_bytes ? digest::Sha256Hex(input.bytes) : std::string();
  const Result<void> done = Together([&] {
    ExchangeInserter bodies(db_);
    if (has_bytes && !bodies.InsertBody(sha256, input.bytes)) {
      return false;
    }
    Statement insert = db_.Prepare(
        "INSERT INTO checks (kind, source, input_sha256, input_kind, input_url, input_date,"
        " media_type, state, tries, created_at, error, title, publisher, published, url,"
        " reference_count, failing, dead, verdicts, wishes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
        " 'queued', 0, ?8, '', '', '', '', '', 0, 0, 0, '{}', ?9)");
    Cursor row(insert);
    row.Bind(1, input.kind);
    row.Bind(2, input.source);
    has_bytes ? row.Bind(3, sha256) : row.BindNull(3);
    row.Bind(4, input.input_kind);
    row.Bind(5, input.url);
    row.Bind(6, input.date);
    row.Bind(7, input.media_type);
    row.Bind(8, Milliseconds(now));
    row.Bind(9, input.wishes);
    if (!row.Finish()) {
      return false;
    }
    id = db_.last_rowid();
    return true;
  });
  return done ? Result<std::int64_t>(id) : done.error();
}

Result<std::optional<std::int64_t>> Checks::AddAgain(std::int64_t id, const std::string& wishes,
                                                     Instant now) {
  std::optional<std::int64_t> added;
  const Result<void> done = Together([&] {
    Statement insert = db_.Prepare(
        "INSERT INTO checks (kind, source, input_sha256, input_kind, input_url, input_date,"
        " media_type, state, tries, created_at, error, title, publisher, published, url,"
        " reference_count, failing, dead, verdicts, wishes)"
        " SELECT kind, source, input_sha256, input_kind, input_url, input_date, media_type,"
        " 'queued', 0, ?2, '', '', '', '', '', 0, 0, 0, '{}', ?3 FROM checks WHERE id = ?1"
        " AND (kind = 'url' OR input_sha256 IS NOT NULL)");
    Cursor row(insert);
    row.Bind(1, id);
    row.Bind(2, Milliseconds(now));
    row.Bind(3, wishes);
    if (!row.Finish()) {
      return false;
    }
    if (db_.changes() > 0) {
      added = db_.last_rowid();
    }
    return true;
  });
  return done ? Result<std::optional<std::int64_t>>(added) : done.error();
}

// Bytes that nobody names any more.
bool Checks::Drop(const std::string& sha256) {
  Statement drop = db_.Prepare(
      "DELETE FROM bodies WHERE sha256 = ?1"
      " AND NOT EXISTS (SELECT 1 FROM exchanges WHERE body_sha256 = ?1)"
      " AND NOT EXISTS (SELECT 1 FROM articles WHERE record_sha256 = ?1)"
      " AND NOT EXISTS (SELECT 1 FROM checks WHERE input_sha256 = ?1)"
      " AND NOT EXISTS (SELECT 1 FROM checks WHERE record_sha256 = ?1)");
  Cursor row(drop);
  row.Bind(1, sha256);
  return row.Finish();
}

bool Checks::DeleteAll(std::int64_t id) {
  std::vector<std::string> bodies;
  {
    Statement statement =
        db_.Prepare("DELETE FROM checks WHERE id = ?1 RETURNING input_sha256, record_sha256");
    Cursor row(statement);
    row.Bind(1, id);
    while (row.Next()) {
      for (const int column : {0, 1}) {
        if (!row.IsNull(column)) {
          bodies.emplace_back(row.Text(column));
        }
      }
    }
    if (row.failed()) {
      return false;
    }
  }
  Statement statement = db_.Prepare("DELETE FROM check_words WHERE rowid = ?1");
  Cursor row(statement);
  row.Bind(1, id);
  if (!row.Finish()) {
    return false;
  }
  for (const std::string& body : bodies) {
    if (!Drop(body)) {
      return false;
    }
  }
  return true;
}

Result<bool> Checks::Delete(std::int64_t id) {
  bool existed = false;
  const Result<void> done = Together([&] {
    const Result<std::optional<CheckRow>> row = Find(id);
    existed = row && row->has_value();
    return row && (!existed || DeleteAll(id));
  });
  return done ? Result<bool>(existed) : done.error();
}

Result<void> Checks::Recover(std::int64_t tries_max, Instant now) {
  return Together([&] {
    Statement fail = db_.Prepare(
        "UPDATE checks SET state = 'failed', finished_at = ?2, error = 'the program ended ' ||"
        " tries || ' times while it worked on this; it is not tried again by itself'"
        " WHERE state = 'working' AND tries >= ?1");
    Cursor row(fail);
    row.Bind(1, tries_max);
    row.Bind(2, Milliseconds(now));
    return row.Finish() && db_.Run("UPDATE checks SET state = 'queued' WHERE state = 'working'");
  });
}

Result<std::optional<CheckRow>> Checks::Take(std::int64_t tries_max, Instant now) {
  std::optional<CheckRow> taken;
  const Result<void> done = Together([&] {
    Statement take = db_.Prepare(
        "UPDATE checks SET state = 'working', started_at = ?1, tries = tries + 1 WHERE id ="
        " (SELECT id FROM checks WHERE state = 'queued' AND tries <= ?2 ORDER BY id LIMIT 1)"
        " RETURNING id, kind, source, state, tries, created_at, started_at, finished_at, error,"
        " title, publisher, published, url, reference_count, failing, dead, verdicts, wishes");
    Cursor row(take);
    row.Bind(1, Milliseconds(now));
    row.Bind(2, tries_max);
    if (row.Next()) {
      taken = ReadCheck(row);
    }
    return row.Finish();
  });
  return done ? Result<std::optional<CheckRow>>(std::move(taken)) : done.error();
}

Result<std::optional<CheckInput>> Checks::Input(std::int64_t id) {
  Statement statement = db_.Prepare(
      "SELECT kind, source, input_kind, input_url, input_date, media_type, input_sha256"
      " FROM checks WHERE id = ?1");
  Cursor row(statement);
  row.Bind(1, id);
  if (!row.Next()) {
    return NothingOrFailure<CheckInput>(row);
  }
  CheckInput out;
  out.kind = row.Text(0);
  out.source = row.Text(1);
  out.input_kind = row.Text(2);
  out.url = row.Text(3);
  out.date = row.Text(4);
  out.media_type = row.Text(5);
  if (!row.IsNull(6)) {
    ExchangeReader reader(db_);
    std::optional<std::string> bytes = reader.Body(row.Text(6));
    if (!bytes) {
      return Failure();
    }
    out.bytes = *std::move(bytes);
  }
  return std::optional(std::move(out));
}

bool Checks::StoreOutcome(std::int64_t id, const CheckOutcome& outcome, const std::string& sha256,
                          Instant now) {
  Statement update = db_.Prepare(
      "UPDATE checks SET state = 'done', finished_at = ?2, error = '', title = ?3,"
      " publisher = ?4, published = ?5, url = ?6, reference_count = ?7, failing = ?8, dead = ?9,"
      " verdicts = ?10, record_sha256 = ?11 WHERE id = ?1");
  Cursor row(update);
  row.Bind(1, id);
  row.Bind(2, Milliseconds(now));
  row.Bind(3, outcome.title);
  row.Bind(4, outcome.publisher);
  row.Bind(5, outcome.published);
  row.Bind(6, outcome.url);
  row.Bind(7, outcome.references);
  row.Bind(8, outcome.failing);
  row.Bind(9, outcome.dead);
  row.Bind(10, outcome.verdicts);
  row.Bind(11, sha256);
  return row.Finish();
}

bool Checks::StoreWords(std::int64_t id, const CheckOutcome& outcome, const CheckWords& words) {
  Statement insert = db_.Prepare(
      "INSERT OR REPLACE INTO check_words (rowid, title, source, hosts, text)"
      " VALUES (?1, ?2, ?3, ?4, ?5)");
  Cursor row(insert);
  row.Bind(1, id);
  row.Bind(2, outcome.title);
  row.Bind(3, words.source);
  row.Bind(4, words.hosts);
  row.Bind(5, words.text);
  return row.Finish();
}

Result<bool> Checks::Finish(std::int64_t id, const CheckOutcome& outcome, const CheckWords& words,
                            const std::string& record, Instant now) {
  const std::string sha256 = digest::Sha256Hex(record);
  bool existed = false;
  const Result<void> done = Together([&] {
    const Result<std::optional<CheckRow>> row = Find(id);
    existed = row && row->has_value();
    if (!existed) {
      return row.ok();
    }
    ExchangeInserter bodies(db_);
    return bodies.InsertBody(sha256, record) && StoreOutcome(id, outcome, sha256, now) &&
           StoreWords(id, outcome, words);
  });
  return done ? Result<bool>(existed) : done.error();
}

Result<bool> Checks::Fail(std::int64_t id, const std::string& why, Instant now) {
  bool existed = false;
  const Result<void> done = Together([&] {
    Statement update = db_.Prepare(
        "UPDATE checks SET state = 'failed', finished_at = ?2, error = ?3 WHERE id = ?1");
    Cursor row(update);
    row.Bind(1, id);
    row.Bind(2, Milliseconds(now));
    row.Bind(3, why);
    const bool stored = row.Finish();
    existed = stored && db_.changes() > 0;
    return stored;
  });
  return done ? Result<bool>(existed) : done.error();
}

Result<void> Checks::PutBack(std::int64_t id) {
  return Together([&] {
    Statement update = db_.Prepare(
        "UPDATE checks SET state = 'queued', tries = tries - 1"
        " WHERE id = ?1 AND state = 'working'");
    Cursor row(update);
    row.Bind(1, id);
    return row.Finish();
  });
}

Result<std::optional<CheckRow>> Checks::Find(std::int64_t id) {
  Statement statement = db_.Prepare(Sql(kCheckColumns, " FROM checks WHERE id = ?1"));
  Cursor row(statement);
  row.Bind(1, id);
  if (row.Next()) {
    return std::optional(ReadCheck(row));
  }
  return NothingOrFailure<CheckRow>(row);
}

Result<std::vector<CheckRow>> Checks::List(const CheckFilter& filter) {
  // Both ways use an index; one statement for both would use none.
  Statement statement = db_.Prepare(
      Sql(kCheckColumns, filter.state ? " FROM checks WHERE state = ?3 AND (?1 IS NULL OR id < ?1)"
                                        " ORDER BY id DESC LIMIT ?2"
                                      : " FROM checks WHERE (?1 IS NULL OR id < ?1)"
                                        " ORDER BY id DESC LIMIT ?2"));
  Cursor row(statement);
  row.Bind(1, filter.before);
  row.Bind(2, filter.limit);
  if (filter.state) {
    row.Bind(3, Name(*filter.state));
  }
  std::vector<CheckRow> out;
  while (row.Next()) {
    out.push_back(ReadCheck(row));
  }
  return row.failed() ? Result<std::vector<CheckRow>>(Failure()) : std::move(out);
}

Result<CheckCounts> Checks::Count() {
  Statement statement = db_.Prepare("SELECT state, count(*) FROM checks GROUP BY state");
  Cursor row(statement);
  CheckCounts out;
  while (row.Next()) {
    switch (CheckStateNamed(row.Text(0)).value_or(CheckState::kFailed)) {
      case CheckState::kQueued:
        out.queued = row.Int(1);
        break;
      case CheckState::kWorking:
        out.working = row.Int(1);
        break;
      case CheckState::kDone:
        out.done = row.Int(1);
        break;
      case CheckState::kFailed:
        out.failed = row.Int(1);
        break;
    }
  }
  return row.failed() ? Result<CheckCounts>(Failure()) : out;
}

Result<std::optional<std::string>> Checks::Record(std::int64_t id) {
  Statement statement = db_.Prepare("SELECT record_sha256 FROM checks WHERE id = ?1");
  Cursor row(statement);
  row.Bind(1, id);
  if (!row.Next() || row.IsNull(0)) {
    return NothingOrFailure<std::string>(row);
  }
  ExchangeReader reader(db_);
  std::optional<std::string> record = reader.Body(row.Text(0));
  return record ? Result<std::optional<std::string>>(std::move(record)) : Failure();
}

}  // namespace ibid::cache
