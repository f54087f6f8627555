#include "cache/migrate.h"

#include <string>

namespace ibid::cache {
namespace {

Error Broken(const EmbeddedFile& file, const SqliteFailure& failure) {
  return {ErrorCode::kStorage, std::string(file.name) + ": " + failure.message};
}

}  // namespace

Result<void> Migrate(Database& db, std::span<const EmbeddedFile> files) {
  const auto newest = static_cast<std::int64_t>(files.size());
  std::int64_t version = db.Integer("PRAGMA user_version").value_or(0);
  while (version != newest) {
    if (version > newest || version < 0) {
      return Error{ErrorCode::kStorage, "it has schema " + std::to_string(version) +
                                            ", this program knows schemas up to " +
                                            std::to_string(newest)};
    }
    const EmbeddedFile& file = files[static_cast<std::size_t>(version)];
    if (!db.Run("BEGIN IMMEDIATE")) {
      return Broken(file, db.failure());
    }
    // Another process may have done it between our look and our lock.
    const std::int64_t now = db.Integer("PRAGMA user_version").value_or(version);
    if (now == version) {
      const std::string next = std::to_string(version + 1);
      if (!db.Run(file.bytes) ||
          !db.Run("PRAGMA application_id = " + std::to_string(kApplicationId) +
                  "; PRAGMA user_version = " + next)) {
        const Error error = Broken(file, db.failure());
        db.Rollback();
        return error;
      }
    }
    if (!db.Run("COMMIT")) {
      const Error error = Broken(file, db.failure());
      db.Rollback();
      return error;
    }
    version = now == version ? version + 1 : now;
  }
  return {};
}

}  // namespace ibid::cache
