#pragma once

#include <span>

#include "cache/sqlite.h"
#include "ibid/embedded.h"

namespace ibid::cache {

// Stands in every cache as PRAGMA application_id, so that nobody else's database is written to.
inline constexpr std::int64_t kApplicationId = 0x69626964;  // "ibid"

// The files of cache/schema, compiled in, in order: file n brings schema n - 1 to schema n.
std::span<const EmbeddedFile> SchemaFiles();

// Brings the database to the newest schema, which PRAGMA user_version counts. Each file runs in one
// transaction together with its number, so a database is at one version or the next and never
// between, whoever is killed; several processes may do this at once. Nothing is ever deleted: a
// database from a newer program is an error.
Result<void> Migrate(Database& db, std::span<const EmbeddedFile> files = SchemaFiles());

}  // namespace ibid::cache
