#include "cache/open.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cache/migrate.h"

namespace ibid::cache {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr std::string_view kElsewhere = "or name another file with --cache";

// Control characters of a path would garble a terminal.
std::string Shown(const std::string& path) {
  std::string out = "the cache ";
  for (const char c : path) {
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
  }
  return out;
}

Error Fail(const std::string& path, std::string_view what) {
  return {ErrorCode::kStorage, Shown(path) + " " + std::string(what)};
}

// As the user that we act as, which access(2) does not ask.
bool May(const std::string& path, int mode) {
  return ::faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0;
}

std::string Os(int code) {
  return std::generic_category().message(code);
}

// Makes the folders above the file, the missing ones for their owner alone.
Result<void> MakeFolders(const std::string& path) {
  std::vector<fs::path> missing;
  std::error_code ignored;
  for (fs::path at = fs::path(path).parent_path();
       !at.empty() && !fs::exists(at, ignored) && at != at.parent_path(); at = at.parent_path()) {
    missing.push_back(at);
  }
  for (auto at = missing.rbegin(); at != missing.rend(); ++at) {
    if (::mkdir(at->c_str(), 0700) != 0 && errno != EEXIST) {
      return Fail(path, "cannot be made: its folder " + at->string() + ": " + Os(errno) +
                            "; make that folder, " + std::string(kElsewhere));
    }
  }
  return {};
}

// What is wrong with the place before SQLite sees it.
Result<void> CheckPlace(const std::string& path, bool read_only) {
  struct stat found{};
  if (::stat(path.c_str(), &found) == 0) {
    if (S_ISDIR(found.st_mode)) {
      return Fail(path, "is a folder; name a file in it with --cache");
    }
    if (!S_ISREG(found.st_mode)) {
      return Fail(path, "is no regular file; name another with --cache");
    }
    if (!May(path, R_OK)) {
      return Fail(
          path, "cannot be read: " + Os(errno) + "; make it readable, " + std::string(kElsewhere));
    }
    return {};
  }
  if (errno != ENOENT) {
    return Fail(path, "cannot be reached: " + Os(errno) + "; name another file with --cache");
  }
  if (read_only) {
    return Fail(path,
                "does not exist; a run that may ask the web makes it, " + std::string(kElsewhere));
  }
  return MakeFolders(path);
}

// Write-ahead logging lets readers go on while a writer writes. SQLite does not wait for others
// when it changes the mode, so this does.
bool UseWal(Database& db, milliseconds patience) {
  constexpr milliseconds kPause{20};
  for (milliseconds waited{0};; waited += kPause) {
    const std::optional<std::string> mode = db.String("PRAGMA journal_mode = WAL");
    if (mode || !db.failure().busy() || waited >= patience) {
      return mode == "wal";
    }
    std::this_thread::sleep_for(kPause);
  }
}

Result<void> CheckOwner(const std::string& path, Database& db) {
  // In this order: another process may make its schema between the two questions, and it sets the
  // id no later than the tables. Whoever has seen tables then sees whose they are.
  const std::optional<std::int64_t> tables = db.Integer("SELECT count(*) FROM sqlite_schema");
  const std::optional<std::int64_t> owner = db.Integer("PRAGMA application_id");
  if (!owner || !tables) {
    return Explain(path, db.failure());
  }
  if (*owner != kApplicationId && (*owner != 0 || *tables != 0)) {
    return Fail(path,
                "is the database of another program; it is left as it is: name another file with "
                "--cache");
  }
  return {};
}

Result<void> CheckVersion(const std::string& path, Database& db) {
  const std::int64_t version = db.Integer("PRAGMA user_version").value_or(0);
  const auto newest = static_cast<std::int64_t>(SchemaFiles().size());
  if (version > newest) {
    return Fail(path, "was written by a newer ibid (schema " + std::to_string(version) +
                          ", this one knows up to " + std::to_string(newest) +
                          "); use that ibid, " + std::string(kElsewhere));
  }
  return {};
}

Result<Database> OpenForReading(const std::string& path, milliseconds busy_timeout) {
  Result<Database> db = Reconnect(path, true, busy_timeout);
  if (!db) {
    return db;
  }
  if (Result<void> owner = CheckOwner(path, *db); !owner) {
    return owner.error();
  }
  if (Result<void> version = CheckVersion(path, *db); !version) {
    return version.error();
  }
  if (db->Integer("PRAGMA user_version") != static_cast<std::int64_t>(SchemaFiles().size())) {
    return Fail(path, "has an older schema; a run that may ask the web brings it up to date");
  }
  return db;
}

}  // namespace

Error Explain(const std::string& path, const SqliteFailure& failure) {
  constexpr int kNotADatabase = 26;  // SQLITE_NOTADB
  if ((failure.code & 0xff) == kNotADatabase) {
    return Fail(path, "is no SQLite database; it is left as it is: move it away, " +
                          std::string(kElsewhere));
  }
  if (failure.corrupt()) {
    return Fail(path, "is damaged (" + failure.message +
                          "); save what can be read with `sqlite3 FILE .recover`, move it away, " +
                          std::string(kElsewhere));
  }
  if (failure.full()) {
    return Fail(path, "cannot grow: the disk or the quota is full; free some space, " +
                          std::string(kElsewhere));
  }
  if (failure.busy()) {
    return Fail(path, "is locked by another program for too long; wait until that has ended, " +
                          std::string(kElsewhere));
  }
  const std::string why =
      failure.system != 0 ? failure.message + ", " + Os(failure.system) : failure.message;
  return Fail(path, "cannot be used: " + why + "; look after the file and its folder, " +
                        std::string(kElsewhere));
}

Result<Database> Reconnect(const std::string& path, bool read_only, milliseconds busy_timeout) {
  Database db;
  const auto mode = read_only ? Database::Mode::kReadOnly : Database::Mode::kReadWrite;
  if (!db.Open(path, mode, busy_timeout)) {
    return Explain(path, db.failure());
  }
  if (read_only && !db.Integer("PRAGMA schema_version") && !db.failure().corrupt()) {
    // Even readers of a write-ahead log share a file beside the database. In a folder where none
    // can be made, the file can be read as it stands, so long as no log is left to be applied.
    std::error_code ignored;
    const auto log = fs::file_size(path + "-wal", ignored);
    if (ignored || log == 0) {
      Database still;
      if (!still.Open(path, Database::Mode::kImmutable, busy_timeout)) {
        return Explain(path, still.failure());
      }
      db = std::move(still);
    }
  }
  if (!db.Run("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;")) {
    return Explain(path, db.failure());
  }
  return db;
}

Result<Database> OpenDatabase(const std::string& path, bool read_only, milliseconds busy_timeout) {
  if (Result<void> place = CheckPlace(path, read_only); !place) {
    return place.error();
  }
  if (read_only) {
    return OpenForReading(path, busy_timeout);
  }
  Result<Database> db = Reconnect(path, false, busy_timeout);
  if (!db) {
    return db;
  }
  // First of all, because a log that cannot be written shows as many a thing later.
  if (db->read_only()) {
    return Fail(path, "is read-only; make it writable, " + std::string(kElsewhere));
  }
  if (!May(fs::absolute(path).parent_path().string(), W_OK)) {
    return Fail(path,
                "lies in a folder that is read-only, where its log cannot be written; make "
                "the folder writable, " +
                    std::string(kElsewhere));
  }
  if (Result<void> owner = CheckOwner(path, *db); !owner) {
    return owner.error();
  }
  if (Result<void> version = CheckVersion(path, *db); !version) {
    return version.error();
  }
  if (!UseWal(*db, busy_timeout)) {
    return Explain(path, db->failure());
  }
  if (Result<void> migrated = Migrate(*db); !migrated) {
    return db->failure().full() || db->failure().busy() || db->failure().corrupt()
               ? Explain(path, db->failure())
               : Fail(path, "cannot be brought up to date: " + migrated.error().message);
  }
  return db;
}

}  // namespace ibid::cache
