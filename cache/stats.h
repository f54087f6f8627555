#pragma once

#include <string>
#include <vector>

#include "cache/cache.h"
#include "cache/sqlite.h"

namespace ibid::cache {

// Cache::GetStats and Cache::Verify.
Result<Stats> ReadStats(const std::string& path, Database& db);
Result<std::vector<std::string>> CheckAll(const std::string& path, Database& db);

}  // namespace ibid::cache
