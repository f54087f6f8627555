#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cache/rot.h"
#include "graph/build.h"
#include "json/record.h"
#include "json/writer.h"
#include "serve/problem.h"
#include "serve/reports.h"
#include "serve/target.h"
#include "serve/written.h"

// What all checks add up to.
namespace ibid::serve {
namespace {

constexpr std::int64_t kGraphChecksMax = 1000;
// Records of so many bytes together make one graph; what is older is left out.
constexpr std::size_t kGraphBytesMax = 64U << 20U;

void WriteTimes(json::Writer& writer, cache::RotSpan span,
                const std::vector<cache::RotCount>& counts) {
  const bool days = span == cache::RotSpan::kDay;
  writer.Key(days ? "days" : "months");
  writer.BeginArray();
  for (const cache::RotCount& count : counts) {
    writer.BeginObject();
    writer.Field(days ? "day" : "month", count.span);
    writer.Field("known", count.known);
    writer.Field("ok", count.ok);
    writer.Field("failing", count.failing);
    writer.Field("dead", count.dead);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteHosts(json::Writer& writer, const std::vector<cache::RotHost>& hosts) {
  writer.Key("hosts");
  writer.BeginArray();
  for (const cache::RotHost& host : hosts) {
    writer.BeginObject();
    writer.Field("host", host.host);
    writer.Field("cited", host.cited);
    writer.Field("ok", host.ok);
    writer.Field("failing", host.failing);
    writer.Field("dead", host.dead);
    writer.EndObject();
  }
  writer.EndArray();
}

// Adds the newest checks that are done, as far as they fit. Nothing, or what went wrong.
ResponsePtr AddNewest(cache::Checks& checks, std::int64_t limit, write::Export& graph,
                      std::string& out) {
  cache::CheckFilter filter;
  filter.state = cache::CheckState::kDone;
  filter.limit = limit;
  const Result<std::vector<cache::CheckRow>> rows = checks.List(filter);
  if (!rows) {
    return ProblemOf(rows.error());
  }
  std::size_t bytes = 0;
  for (const cache::CheckRow& row : *rows) {
    const Result<std::optional<std::string>> record = checks.Record(row.id);
    if (!record) {
      return ProblemOf(record.error());
    }
    if (!*record) {
      continue;  // Deleted meanwhile.
    }
    bytes += (*record)->size();
    if (bytes > kGraphBytesMax) {
      break;
    }
    const Result<Article> article = json::ReadArticle(**record);
    if (!article) {
      return ProblemOf(article.error());
    }
    out += graph.Add(*article, graph::Build(*article));
  }
  return nullptr;
}

}  // namespace

ResponsePtr ShowRot(cache::Checks& checks, std::string_view query) {
  const Result<Query> parsed = Query::Parse(query, {"by", "limit"});
  if (!parsed) {
    return ProblemOf(parsed.error());
  }
  const Result<std::int64_t> limit = parsed->number("limit", 1, 5000, 366);
  if (!limit) {
    return ProblemOf(limit.error());
  }
  const std::string_view by = parsed->has("by") ? parsed->text("by") : "day";
  if (by != "day" && by != "month" && by != "host") {
    return Problem(400, "'by' is day, month or host");
  }
  std::string out;
  json::Writer writer(out);
  writer.BeginObject();
  bool good = false;
  if (by != "host") {
    const cache::RotSpan span = by == "day" ? cache::RotSpan::kDay : cache::RotSpan::kMonth;
    std::vector<cache::RotCount> counts;
    good = cache::RotOverTime(checks.database(), span, *limit, counts);
    WriteTimes(writer, span, counts);
  } else {
    std::vector<cache::RotHost> hosts;
    good = cache::RotByHost(checks.database(), *limit, hosts);
    WriteHosts(writer, hosts);
  }
  writer.EndObject();
  return good ? ResponsePtr(JsonResponse(200, std::move(out += '\n')))
              : ProblemOf(checks.Failure());
}

ResponsePtr ShowGraph(cache::Checks& checks, std::string_view query) {
  const Result<Query> parsed = Query::Parse(query, {"format", "limit"});
  if (!parsed) {
    return ProblemOf(parsed.error());
  }
  const Result<std::int64_t> limit = parsed->number("limit", 1, kGraphChecksMax, 100);
  const Result<write::Format> format = FormatOf(*parsed, "json", true);
  if (!limit || !format) {
    return ProblemOf(limit ? format.error() : limit.error());
  }
  const std::unique_ptr<write::Export> graph = write::NewExport(*format, write::Subject::kGraph);
  std::string out = graph->Begin();
  if (ResponsePtr problem = AddNewest(checks, *limit, *graph, out)) {
    return problem;
  }
  out += graph->End();
  return Written(std::move(out), *format, "graph");
}

}  // namespace ibid::serve
