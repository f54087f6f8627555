#include "cache/sqlite.h"

#include <cerrno>
#include <utility>

#include <sqlite3.h>

namespace ibid::cache {

bool SqliteFailure::busy() const {
  return (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED;
}

bool SqliteFailure::corrupt() const {
  return (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

bool SqliteFailure::full() const {
  return (code & 0xff) == SQLITE_FULL || system == ENOSPC || system == EDQUOT || system == EFBIG;
}

Statement::Statement(Statement&& other) noexcept
    : db_(std::exchange(other.db_, nullptr)), raw_(std::exchange(other.raw_, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(db_, other.db_);
  std::swap(raw_, other.raw_);
  return *this;
}

Statement::~Statement() {
  sqlite3_finalize(raw_);
}

Cursor::~Cursor() {
  if (statement_.raw_ != nullptr) {
    sqlite3_reset(statement_.raw_);
    sqlite3_clear_bindings(statement_.raw_);
  }
}

void Cursor::Bind(int parameter, std::string_view text) {
  // A null pointer would be NULL; an empty text is a text.
  sqlite3_bind_text64(statement_.raw_, parameter, text.data() == nullptr ? "" : text.data(),
                      text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Cursor::Bind(int parameter, std::int64_t number) {
  sqlite3_bind_int64(statement_.raw_, parameter, number);
}

void Cursor::Bind(int parameter, std::optional<std::int64_t> number) {
  number ? Bind(parameter, *number) : BindNull(parameter);
}

void Cursor::BindBlob(int parameter, std::string_view bytes) {
  sqlite3_bind_blob64(statement_.raw_, parameter, bytes.data() == nullptr ? "" : bytes.data(),
                      bytes.size(), SQLITE_STATIC);
}

void Cursor::BindNull(int parameter) {
  sqlite3_bind_null(statement_.raw_, parameter);
}

bool Cursor::Next() {
  if (statement_.raw_ == nullptr) {
    failed_ = true;
    return false;
  }
  errno = 0;
  const int code = sqlite3_step(statement_.raw_);
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code != SQLITE_DONE) {
    failed_ = true;
    statement_.db_->Note(code);
  }
  return false;
}

bool Cursor::Finish() {
  while (Next()) {
  }
  return !failed_;
}

std::string_view Cursor::Text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.raw_, column));
  const int size = sqlite3_column_bytes(statement_.raw_, column);
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<size_t>(size));
}

std::int64_t Cursor::Int(int column) const {
  return sqlite3_column_int64(statement_.raw_, column);
}

std::optional<std::int64_t> Cursor::IntOrNull(int column) const {
  return IsNull(column) ? std::nullopt : std::optional(Int(column));
}

bool Cursor::IsNull(int column) const {
  return sqlite3_column_type(statement_.raw_, column) == SQLITE_NULL;
}

Database::Database(Database&& other) noexcept
    : raw_(std::exchange(other.raw_, nullptr)), failure_(std::move(other.failure_)) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(raw_, other.raw_);
  failure_ = std::move(other.failure_);
  return *this;
}

Database::~Database() {
  sqlite3_close_v2(raw_);
}

namespace {

// A path as a file: URI (RFC 8089), so that no character of it means something to SQLite.
std::string AsUri(const std::string& path, bool immutable) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '?' || c == '#' || c == '%') {
      uri += '%';
      uri += kHex[byte >> 4U];
      uri += kHex[byte & 15U];
    } else {
      uri += c;
    }
  }
  return immutable ? uri + "?immutable=1" : uri;
}

}  // namespace

bool Database::Open(const std::string& path, Mode mode, std::chrono::milliseconds busy_timeout) {
  // A second slash at the front would begin a host name in a URI.
  const std::string named = path.compare(0, 2, "//") == 0 ? path.substr(1) : path;
  const int access =
      mode == Mode::kReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int code = sqlite3_open_v2(
      AsUri(named, mode == Mode::kImmutable).c_str(), &raw_,
      access | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) {
    Note(code);
    return false;
  }
  sqlite3_busy_timeout(raw_, static_cast<int>(busy_timeout.count()));
  return true;
}

bool Database::Run(std::string_view sql) {
  errno = 0;
  const int code = sqlite3_exec(raw_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    Note(code);
  }
  return code == SQLITE_OK;
}

std::optional<std::int64_t> Database::Integer(std::string_view sql) {
  Statement statement = Prepare(sql);
  Cursor row(statement);
  return row.Next() ? row.IntOrNull(0) : std::nullopt;
}

std::optional<std::string> Database::String(std::string_view sql) {
  Statement statement = Prepare(sql);
  Cursor row(statement);
  return row.Next() ? std::optional(std::string(row.Text(0))) : std::nullopt;
}

Statement Database::Prepare(std::string_view sql) {
  Statement statement;
  statement.db_ = this;
  const int code = sqlite3_prepare_v3(raw_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement.raw_, nullptr);
  if (code != SQLITE_OK) {
    Note(code);
  }
  return statement;
}

void Database::Rollback() {
  // After some failures SQLite has rolled back itself.
  if (sqlite3_get_autocommit(raw_) == 0) {
    sqlite3_exec(raw_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

bool Database::read_only() const {
  return sqlite3_db_readonly(raw_, "main") == 1;
}
std::int64_t Database::last_rowid() const {
  return sqlite3_last_insert_rowid(raw_);
}
std::int64_t Database::changes() const {
  return sqlite3_changes64(raw_);
}

void Database::Note(int code) {
  failure_.code = code;
  // SQLite forgets errno where it rolls back by itself.
  const bool refused = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;
  const int kept = raw_ == nullptr ? 0 : sqlite3_system_errno(raw_);
  failure_.system = !refused ? 0 : kept != 0 ? kept : errno;
  failure_.message = raw_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(raw_);
}

}  // namespace ibid::cache
