#pragma once

#include <cstdint>
#include <string_view>

#include "cache/checks.h"
#include "serve/message.h"
#include "write/write.h"

// Answers made of what is in the cache: the questions of the API that look into it. Each is a pure
// function of the database; with errors as problems.
namespace ibid::serve {

ResponsePtr ListChecks(cache::Checks& checks, std::string_view query);
ResponsePtr ShowCheck(cache::Checks& checks, std::int64_t id);
ResponsePtr ShowArticle(cache::Checks& checks, std::int64_t id);
ResponsePtr ShowReport(cache::Checks& checks, std::int64_t id, std::string_view query);
ResponsePtr SearchChecks(cache::Checks& checks, std::string_view query);
ResponsePtr ShowRot(cache::Checks& checks, std::string_view query);
ResponsePtr ShowGraph(cache::Checks& checks, std::string_view query);

// A problem of ours, or of the one who asks.
ResponsePtr ProblemOf(const Error& error);
ResponsePtr NoSuchCheck();

}  // namespace ibid::serve
