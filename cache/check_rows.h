#pragma once

#include <string_view>

#include "cache/checks.h"
#include "cache/sqlite.h"

// Checks as rows of the schema.
namespace ibid::cache {

// What a question asks for to be read by ReadCheck; of `checks`, alone or joined with check_words.
inline constexpr std::string_view kCheckColumns =
    "SELECT id, kind, checks.source, state, tries, created_at, started_at, finished_at, error,"
    " checks.title, publisher, published, url, reference_count, failing, dead, verdicts, wishes";
inline constexpr int kCheckColumnCount = 18;

CheckRow ReadCheck(const Cursor& row);

}  // namespace ibid::cache
