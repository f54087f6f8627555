#include "serve/reports.h"

#include <optional>
#include <string>
#include <utility>

#include "graph/build.h"
#include "json/record.h"
#include "json/writer.h"
#include "serve/check_json.h"
#include "serve/problem.h"
#include "serve/target.h"
#include "serve/written.h"

namespace ibid::serve {
namespace {

constexpr std::int64_t kListMax = 500;

// The article of a check that is done, or why there is none.
struct Loaded {
  std::optional<Article> article;
  ResponsePtr problem;
};

Loaded LoadArticle(cache::Checks& checks, std::int64_t id) {
  const Result<std::optional<cache::CheckRow>> row = checks.Find(id);
  if (!row) {
    return {std::nullopt, ProblemOf(row.error())};
  }
  if (!*row) {
    return {std::nullopt, NoSuchCheck()};
  }
  const cache::CheckState state = (*row)->state;
  if (state != cache::CheckState::kDone) {
    return {std::nullopt,
            Problem(404, state == cache::CheckState::kFailed
                             ? "the check failed, and there is no article: " + (*row)->error
                             : "the check is not done yet; its events say when it is")};
  }
  Result<std::optional<std::string>> record = checks.Record(id);
  if (!record || !*record) {
    return {std::nullopt, record ? NoSuchCheck() : ProblemOf(record.error())};
  }
  Result<Article> article = json::ReadArticle(**record);
  if (!article) {
    return {std::nullopt, ProblemOf(article.error())};
  }
  return {std::move(article).value(), nullptr};
}

}  // namespace

ResponsePtr ProblemOf(const Error& error) {
  switch (error.code) {
    case ErrorCode::kUsage:
      return Problem(400, error.message);
    case ErrorCode::kInput:
      return Problem(422, error.message);
    default:
      return Problem(500, error.message);
  }
}

ResponsePtr NoSuchCheck() {
  return Problem(404, "there is no check of that id; GET /api/checks lists those there are");
}

ResponsePtr ListChecks(cache::Checks& checks, std::string_view query) {
  const Result<Query> parsed = Query::Parse(query, {"state", "before", "limit"});
  if (!parsed) {
    return ProblemOf(parsed.error());
  }
  cache::CheckFilter filter;
  const Result<std::int64_t> limit = parsed->number("limit", 1, kListMax, 50);
  const Result<std::int64_t> before = parsed->number("before", 1, std::int64_t{1} << 53U, 0);
  if (!limit || !before) {
    return ProblemOf(limit ? before.error() : limit.error());
  }
  if (parsed->has("state")) {
    filter.state = cache::CheckStateNamed(parsed->text("state"));
    if (!filter.state) {
      return Problem(400, "'state' is one of queued, working, done, failed");
    }
  }
  filter.limit = *limit + 1;  // One more than is shown says whether there is a next page.
  if (*before > 0) {
    filter.before = *before;
  }
  Result<std::vector<cache::CheckRow>> rows = checks.List(filter);
  if (!rows) {
    return ProblemOf(rows.error());
  }
  const bool more = rows->size() > static_cast<std::size_t>(*limit);
  rows->resize(std::min(rows->size(), static_cast<std::size_t>(*limit)));
  std::string out;
  json::Writer writer(out);
  writer.BeginObject();
  writer.Key("checks");
  writer.BeginArray();
  for (const cache::CheckRow& row : *rows) {
    WriteCheck(writer, row);
  }
  writer.EndArray();
  if (more) {
    std::string next = "/api/checks?before=" + std::to_string(rows->back().id) +
                       "&limit=" + std::to_string(*limit);
    if (filter.state) {
      next.append("&state=").append(Name(*filter.state));
    }
    writer.Field("next", next);
  }
  writer.EndObject();
  return JsonResponse(200, std::move(out += '\n'));
}

ResponsePtr ShowCheck(cache::Checks& checks, std::int64_t id) {
  const Result<std::optional<cache::CheckRow>> row = checks.Find(id);
  if (!row) {
    return ProblemOf(row.error());
  }
  return *row ? ResponsePtr(JsonResponse(200, CheckJson(**row) + "\n")) : NoSuchCheck();
}

ResponsePtr ShowArticle(cache::Checks& checks, std::int64_t id) {
  return ShowReport(checks, id, "format=json");
}

ResponsePtr ShowReport(cache::Checks& checks, std::int64_t id, std::string_view query) {
  const Result<Query> parsed = Query::Parse(query, {"format"});
  if (!parsed) {
    return ProblemOf(parsed.error());
  }
  const Result<write::Format> format = FormatOf(*parsed, "html", false);
  if (!format) {
    return ProblemOf(format.error());
  }
  const Loaded loaded = LoadArticle(checks, id);
  if (!loaded.article) {
    return loaded.problem;
  }
  return Written(write::Write(*format, *loaded.article, graph::Build(*loaded.article)), *format,
                 "check-" + std::to_string(id));
}

ResponsePtr SearchChecks(cache::Checks& checks, std::string_view query) {
  const Result<Query> parsed = Query::Parse(query, {"q", "limit", "offset"});
  if (!parsed) {
    return ProblemOf(parsed.error());
  }
  const Result<std::int64_t> limit = parsed->number("limit", 1, 100, 20);
  const Result<std::int64_t> offset = parsed->number("offset", 0, 10'000, 0);
  if (!limit || !offset) {
    return ProblemOf(limit ? offset.error() : limit.error());
  }
  const std::string_view words = parsed->text("q");
  if (!parsed->has("q") || words.size() > 1000) {
    return Problem(400, "'q' takes the words to search for, at most 1000 bytes");
  }
  Result<std::vector<cache::FoundCheck>> found = checks.Search(words, *limit + 1, *offset);
  if (!found) {
    return ProblemOf(found.error());
  }
  const bool more = found->size() > static_cast<std::size_t>(*limit);
  found->resize(std::min(found->size(), static_cast<std::size_t>(*limit)));
  std::string out;
  json::Writer writer(out);
  writer.BeginObject();
  writer.Key("results");
  writer.BeginArray();
  for (const cache::FoundCheck& one : *found) {
    writer.BeginObject();
    writer.Key("check");
    WriteCheck(writer, one.row);
    writer.Key("snippet");
    writer.BeginArray();
    for (const cache::FoundPart& part : one.snippet) {
      writer.BeginObject();
      writer.Field("text", part.text);
      if (part.match) {
        writer.Field("match", true);
      }
      writer.EndObject();
    }
    writer.EndArray();
    writer.EndObject();
  }
  writer.EndArray();
  if (more && *offset + *limit <= 10'000) {
    writer.Field("next", "/api/search?q=" + Encoded(words) + "&limit=" + std::to_string(*limit) +
                             "&offset=" + std::to_string(*offset + *limit));
  }
  writer.EndObject();
  return JsonResponse(200, std::move(out += '\n'));
}

}  // namespace ibid::serve
