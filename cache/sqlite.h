#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ibid/result.h"

struct sqlite3;
struct sqlite3_stmt;

// The only home of sqlite3: connections and statements that clean up after themselves. A Database
// and all that was made from it belong to one thread at a time.
namespace ibid::cache {

// What SQLite answered: a result code and what it says of it.
struct SqliteFailure {
  int code = 0;         // Extended result code (https://www.sqlite.org/rescode.html).
  int system = 0;       // errno where the operating system refused, else 0.
  std::string message;  // For people, in SQLite's words.

  bool busy() const;     // Another process holds the lock for longer than the timeout.
  bool corrupt() const;  // Not a database, or a damaged one.
  bool full() const;     // No space, no quota, file too large.
};

class Database;

// A prepared statement.
//
//   Statement find = db.Prepare("SELECT status FROM exchanges WHERE id = ?");
//   Cursor row(find);
//   row.Bind(1, id);
//   if (row.Next()) { use(row.Int(0)); }
//
// Preparing never fails at once: the first Next() does.
class Statement {
 public:
  Statement() = default;
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

 private:
  friend class Database;
  friend class Cursor;
  Database* db_ = nullptr;
  sqlite3_stmt* raw_ = nullptr;
};

// One run of a statement; when it goes, the statement is ready for the next one.
class Cursor {
 public:
  explicit Cursor(Statement& statement) : statement_(statement) {}
  ~Cursor();
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  // Binding; parameters count from 1. The bytes must stay until the cursor goes.
  void Bind(int parameter, std::string_view text);
  void Bind(int parameter, std::int64_t number);
  void Bind(int parameter, std::optional<std::int64_t> number);
  void BindBlob(int parameter, std::string_view bytes);
  void BindNull(int parameter);

  // Running. False at the end and on failure; failed() tells which.
  bool Next();
  bool failed() const { return failed_; }
  // To the end, where rows are not wanted or there are none. False on failure.
  bool Finish();

  // Retrieving, of the current row; columns count from 0. Views last until the next Next().
  std::string_view Text(int column) const;  // Also the bytes of a BLOB.
  std::int64_t Int(int column) const;
  std::optional<std::int64_t> IntOrNull(int column) const;
  bool IsNull(int column) const;

 private:
  Statement& statement_;
  bool failed_ = false;
};

class Database {
 public:
  enum class Mode { kReadWrite, kReadOnly, kImmutable };

  Database() = default;
  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;
  ~Database();

  // Opens or (kReadWrite) creates the file. SQLite looks into it only at the first question.
  // kImmutable reads a file that nobody writes, without touching anything beside it.
  // False: failure() says why.
  bool Open(const std::string& path, Mode mode, std::chrono::milliseconds busy_timeout);

  // Runs one or more statements that give no rows.
  bool Run(std::string_view sql);
  // The first column of the first row; none where there is no row, or on failure.
  std::optional<std::int64_t> Integer(std::string_view sql);
  std::optional<std::string> String(std::string_view sql);
  Statement Prepare(std::string_view sql);

  bool read_only() const;  // The file, or what we may do with it.
  std::int64_t last_rowid() const;
  std::int64_t changes() const;  // Rows of the last INSERT, UPDATE or DELETE.
  // Of the newest question that failed.
  const SqliteFailure& failure() const { return failure_; }
  // Ends a transaction that failed; failure() stays what it was.
  void Rollback();

 private:
  friend class Cursor;
  friend class Statement;
  void Note(int code);  // Fills failure_.

  sqlite3* raw_ = nullptr;
  SqliteFailure failure_;
};

}  // namespace ibid::cache
