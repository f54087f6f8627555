#pragma once

#include <chrono>
#include <string>

#include "cache/sqlite.h"

namespace ibid::cache {

// Opens the cache file and brings it to the newest schema. A file that is absent is made, and the
// folders above it (0700: what somebody reads is nobody else's business); `read_only` makes
// nothing. Every Error (kStorage) names the file, says what is wrong with it and what to do; none
// of the ways in which a file can be wrong makes us change or delete it.
Result<Database> OpenDatabase(const std::string& path, bool read_only,
                              std::chrono::milliseconds busy_timeout);

// A further connection to a file that OpenDatabase has accepted.
Result<Database> Reconnect(const std::string& path, bool read_only,
                           std::chrono::milliseconds busy_timeout);

// What a failure of the opened cache means, for people.
Error Explain(const std::string& path, const SqliteFailure& failure);

}  // namespace ibid::cache
