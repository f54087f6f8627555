#include "pipeline/cache_report.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <utility>

#include "cache/cache.h"
#include "json/writer.h"
#include "net/curl_loop.h"
#include "pipeline/cache_transfer.h"
#include "text/dates.h"
#include "url/url.h"
#include "write/phrases.h"

namespace ibid::pipeline {
namespace {

constexpr std::int64_t kBodyShown = 2000;  // Bytes of a text, in the text format.

std::string Bytes(std::int64_t bytes) {
  static constexpr const char* kUnits[] = {"bytes", "KiB", "MiB", "GiB"};
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1024 && unit + 1 < std::size(kUnits)) {
    value /= 1024;
    ++unit;
  }
  const auto tenths = std::llround(value * 10);
  std::string text = std::to_string(tenths / 10);
  if (unit > 0) {
    text += "." + std::to_string(tenths % 10);
  }
  return text + " " + kUnits[unit];
}

Result<std::unique_ptr<cache::Cache>> OpenForReading(const std::string& path) {
  cache::OpenOptions options;
  options.read_only = true;
  return cache::Cache::Open(path, std::move(options));
}

// What ages count from.
Result<Instant> PresentOf(const CacheChoice& choice) {
  Result<std::unique_ptr<net::CurlLoop>> clock = net::CurlLoop::Make(choice.now);
  return clock ? Result<Instant>((*clock)->Now()) : clock.error();
}

Result<cache::Selection> SelectionOf(const CacheChoice& choice) {
  cache::Selection out;
  out.host = choice.host;
  out.outcomes = choice.outcomes;
  if (choice.older_than || choice.newer_than) {
    const Result<Instant> now = PresentOf(choice);
    if (!now) {
      return now.error();
    }
    out.before = choice.older_than ? std::optional(*now - *choice.older_than) : std::nullopt;
    out.since = choice.newer_than ? std::optional(*now - *choice.newer_than) : std::nullopt;
  }
  return out;
}

json::Writer::Layout LayoutOf(write::Format format) {
  return format == write::Format::kNdjson ? json::Writer::Layout::kCompact
                                          : json::Writer::Layout::kIndented;
}

void AppendCounts(std::string& out, const char* title, const std::vector<cache::Count>& counts) {
  if (counts.empty()) {
    return;
  }
  out += std::string(title) + "\n";
  for (const cache::Count& count : counts) {
    std::string line = "  " + count.name;
    line.resize(std::max<std::size_t>(line.size() + 1, 22), ' ');
    out += line + std::to_string(count.count) + "\n";
  }
}

void WriteCounts(json::Writer& out, std::string_view key, const std::vector<cache::Count>& counts) {
  out.Key(key);
  out.BeginObject();
  for (const cache::Count& count : counts) {
    out.Field(count.name, count.count);
  }
  out.EndObject();
}

std::string StatsJson(const cache::Stats& stats, write::Format format) {
  std::string text;
  json::Writer out(text, LayoutOf(format));
  out.BeginObject();
  out.Field("path", stats.path);
  out.Field("schema", stats.schema);
  out.Field("file_bytes", stats.file_bytes);
  out.Field("exchanges", stats.exchanges);
  out.Field("hosts", stats.hosts);
  if (stats.oldest && stats.newest) {
    out.Field("oldest", FormatInstant(*stats.oldest));
    out.Field("newest", FormatInstant(*stats.newest));
  }
  out.Field("bodies", stats.bodies);
  out.Field("body_bytes", stats.body_bytes);
  out.Field("body_bytes_stored", stats.body_bytes_stored);
  out.Field("articles", stats.articles);
  WriteCounts(out, "by_status", stats.by_status);
  WriteCounts(out, "by_failure", stats.by_failure);
  WriteCounts(out, "by_verdict", stats.by_verdict);
  WriteCounts(out, "by_state", stats.by_state);
  out.EndObject();
  return text + "\n";
}

std::string StatsText(const cache::Stats& stats) {
  std::string out = stats.path + "\n";
  out += "schema " + std::to_string(stats.schema) + ", " + Bytes(stats.file_bytes) + "\n";
  out +=
      std::to_string(stats.exchanges) + " exchanges with " + std::to_string(stats.hosts) + " hosts";
  if (stats.oldest && stats.newest) {
    out += ", " + FormatInstant(*stats.oldest) + " to " + FormatInstant(*stats.newest);
  }
  out += "\n" + std::to_string(stats.bodies) + " bodies, " + Bytes(stats.body_bytes) +
         ", kept in " + Bytes(stats.body_bytes_stored) + "\n";
  out += std::to_string(stats.articles) + " articles\n";
  AppendCounts(out, "Answers", stats.by_status);
  AppendCounts(out, "Failures", stats.by_failure);
  AppendCounts(out, "Cited things, by their newest verdict", stats.by_verdict);
  AppendCounts(out, "Cited things, by what all checks add up to", stats.by_state);
  return out;
}

std::string Padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

std::string ListedText(const cache::Listed& one) {
  return Padded(FormatInstant(one.at), 25) + Padded(OutcomeOf(one), 14) +
         Padded(std::to_string(one.elapsed_ms) + " ms", 10) + Padded(Bytes(one.body_bytes), 12) +
         one.id + (one.cited ? " * " : "   ") + write::Plain(one.method + " " + one.url) + "\n";
}

void WriteListed(json::Writer& out, const cache::Listed& one) {
  out.BeginObject();
  out.Field("id", one.id);
  out.Field("method", one.method);
  out.Field("url", one.url);
  out.Field("status", one.status);
  if (one.failure != "none") {
    out.Field("failure", one.failure);
  }
  out.Field("at", FormatInstant(one.at));
  out.Field("elapsed_ms", one.elapsed_ms);
  out.Field("body_bytes", one.body_bytes);
  out.Field("cited", one.cited);
  if (one.reusable_until) {
    out.Field("reusable_until", FormatInstant(*one.reusable_until));
  }
  out.EndObject();
}

void WriteHeaders(json::Writer& out, std::string_view key, const Headers& headers) {
  out.Key(key);
  out.BeginArray();
  for (const auto& [name, value] : headers) {
    out.BeginArray();
    out.String(name);
    out.String(value);
    out.EndArray();
  }
  out.EndArray();
}

std::string ExchangeJson(const Exchange& exchange, write::Format format) {
  std::string text;
  json::Writer out(text, LayoutOf(format));
  out.BeginObject();
  out.Field("id", exchange.id);
  out.Field("method", exchange.request.method);
  out.Field("url", exchange.request.url);
  WriteHeaders(out, "request_headers", exchange.request.headers);
  out.Field("at", FormatInstant(exchange.at));
  out.Field("elapsed_ms", exchange.elapsed_ms);
  out.FieldUnlessEmpty("remote_address", exchange.remote_address);
  out.Field("status", exchange.status);
  if (exchange.failure != Failure::kNone) {
    out.Field("failure", Name(exchange.failure));
    out.FieldUnlessEmpty("failure_detail", exchange.failure_detail);
  }
  out.FieldUnlessEmpty("http_version", exchange.http_version);
  out.FieldUnlessEmpty("validated_by", exchange.validated_by);
  WriteHeaders(out, "response_headers", exchange.headers);
  out.Field("body_complete", exchange.body_complete);
  out.Field("body_sha256", exchange.body_sha256);
  out.Field("body_bytes", static_cast<std::int64_t>(exchange.body.size()));
  out.EndObject();
  return text + "\n";
}

bool IsText(const Exchange& exchange) {
  const std::string_view type = FindHeader(exchange.headers, "Content-Type").value_or("");
  return type.starts_with("text/") || type.find("json") != std::string_view::npos ||
         type.find("xml") != std::string_view::npos;
}

std::string ExchangeText(const Exchange& exchange) {
  std::string out = exchange.id + ", asked " + FormatInstant(exchange.at) + ", took " +
                    std::to_string(exchange.elapsed_ms) + " ms" +
                    (exchange.remote_address.empty() ? "" : ", from " + exchange.remote_address) +
                    "\n";
  if (!exchange.validated_by.empty()) {
    out += "an answer that was kept, confirmed by " + exchange.validated_by + "\n";
  }
  out += "\n> " + write::Plain(exchange.request.method + " " + exchange.request.url) + "\n";
  for (const auto& [name, value] : exchange.request.headers) {
    out += "> " + write::Plain(name + ": " + value) + "\n";
  }
  if (exchange.failure != Failure::kNone) {
    out += "! " + std::string(Name(exchange.failure)) + ": " +
           write::Plain(exchange.failure_detail) + "\n";
  }
  if (exchange.status != 0) {
    out += "< HTTP/" + write::Plain(exchange.http_version) + " " + std::to_string(exchange.status) +
           "\n";
  }
  for (const auto& [name, value] : exchange.headers) {
    out += "< " + write::Plain(name + ": " + value) + "\n";
  }
  if (exchange.body.empty()) {
    return out;
  }
  out += "\n" + Bytes(static_cast<std::int64_t>(exchange.body.size())) +
         (exchange.body_complete ? "" : ", cut off") + ", sha256 " + exchange.body_sha256 + "\n";
  if (IsText(exchange)) {
    const std::string_view body(exchange.body);
    out += write::Plain(body.substr(0, kBodyShown)) +
           (std::cmp_greater(body.size(), kBodyShown) ? " ..." : "") + "\n";
  }
  return out;
}

std::string PrunedText(const cache::Pruned& pruned, const cache::PrunedAudits* audits,
                       bool dry_run) {
  const std::string_view verb = dry_run ? "would take away " : "took away ";
  std::string first;
  if (audits != nullptr) {
    first.append(verb).append(
        write::Count(static_cast<std::size_t>(audits->audits), "audit", "audits"));
    first += " with " + write::Count(static_cast<std::size_t>(audits->links), "link", "links") +
             "; what the next is compared with stays\n";
  }
  return first + std::string(verb) +
         write::Count(static_cast<std::size_t>(pruned.exchanges), "exchange", "exchanges") +
         " and " + write::Count(static_cast<std::size_t>(pruned.bodies), "body", "bodies") + ", " +
         Bytes(pruned.bytes) + "; what a stored resolution rests on stays\n";
}

Result<cache::PrunedAudits> PruneAuditsOf(cache::Cache& cache, const CacheChoice& choice,
                                          const PruneWish& wish) {
  if (!wish.keep_audits) {
    return cache::PrunedAudits{};
  }
  const Result<Instant> now = PresentOf(choice);
  return now ? cache::PruneAudits(cache, *wish.keep_audits, *now, wish.dry_run) : now.error();
}

}  // namespace

Result<std::string> DescribeCache(const std::string& path, write::Format format) {
  Result<std::unique_ptr<cache::Cache>> cache = OpenForReading(path);
  if (!cache) {
    return cache.error();
  }
  const Result<cache::Stats> stats = (*cache)->GetStats();
  if (!stats) {
    return stats.error();
  }
  return format == write::Format::kText ? StatsText(*stats) : StatsJson(*stats, format);
}

Result<void> ListExchanges(const CacheChoice& choice, write::Format format, const Sink& out) {
  const Result<cache::Selection> selection = SelectionOf(choice);
  if (!selection) {
    return selection.error();
  }
  Result<std::unique_ptr<cache::Cache>> cache = OpenForReading(choice.path);
  if (!cache) {
    return cache.error();
  }
  std::string text;
  json::Writer array(text, LayoutOf(format), [&](std::string_view piece) { out(piece); });
  if (format == write::Format::kJson) {
    array.BeginArray();
  }
  const Result<void> listed = (*cache)->ForEach(*selection, [&](const cache::Listed& one) {
    if (format == write::Format::kJson) {
      WriteListed(array, one);
      return true;
    }
    if (format == write::Format::kText) {
      return out(ListedText(one));
    }
    std::string line;
    json::Writer writer(line);
    WriteListed(writer, one);
    return out(line + "\n");
  });
  if (format == write::Format::kJson) {
    array.EndArray();
    out(text + "\n");
  }
  return listed;
}

Result<std::string> ShowExchange(const std::string& path, const std::string& id_or_url,
                                 write::Format format, bool body_alone) {
  Result<std::unique_ptr<cache::Cache>> cache = OpenForReading(path);
  if (!cache) {
    return cache.error();
  }
  ExchangePtr found = (*cache)->Find(id_or_url);
  const std::optional<url::Url> url = url::Url::Parse(id_or_url);
  if (found == nullptr && url) {
    HttpRequest request;
    request.url = url->ForRequest();
    found = (*cache)->FindAny(request);
  }
  if (found == nullptr) {
    return Error{ErrorCode::kInput, "no exchange " + id_or_url + " is in " + path +
                                        "; `ibid cache list` has their ids and URLs"};
  }
  return body_alone                       ? found->body
         : format == write::Format::kText ? ExchangeText(*found)
                                          : ExchangeJson(*found, format);
}

Result<std::string> PruneCache(const CacheChoice& choice, const PruneWish& wish,
                               write::Format format) {
  Result<cache::Selection> selection = SelectionOf(choice);
  if (!selection) {
    return selection.error();
  }
  Result<std::unique_ptr<cache::Cache>> cache = cache::Cache::Open(choice.path);
  if (!cache) {
    return cache.error();
  }
  cache::Cache::PruneOptions prune;
  prune.dry_run = wish.dry_run;
  const bool selects =
      !choice.host.empty() || !choice.outcomes.empty() || choice.older_than || choice.newer_than;
  if (selects) {
    prune.selection = *selection;
  }
  if (wish.bytes_max) {
    prune.bytes_max = static_cast<std::int64_t>(*wish.bytes_max);
  }
  const Result<cache::PrunedAudits> audits = PruneAuditsOf(**cache, choice, wish);
  if (!audits) {
    return audits.error();
  }
  const Result<cache::Pruned> pruned = (*cache)->Prune(prune);
  if (!pruned) {
    return pruned.error();
  }
  std::string note;
  if (!wish.dry_run && (pruned->exchanges > 0 || audits->audits > 0)) {
    if (const Result<void> compact = (*cache)->Compact(); !compact) {
      note = "the file stays as large as it is for now: " + compact.error().message + "\n";
    }
  }
  if (format == write::Format::kText) {
    return PrunedText(*pruned, wish.keep_audits ? &*audits : nullptr, wish.dry_run) + note;
  }
  std::string text;
  json::Writer out(text, LayoutOf(format));
  out.BeginObject();
  out.Field("dry_run", wish.dry_run);
  out.Field("exchanges", pruned->exchanges);
  out.Field("bodies", pruned->bodies);
  out.Field("bytes", pruned->bytes);
  out.Field("audits", audits->audits);
  out.Field("audit_links", audits->links);
  out.EndObject();
  return text + "\n";
}

Result<std::vector<std::string>> VerifyCache(const std::string& path) {
  Result<std::unique_ptr<cache::Cache>> cache = OpenForReading(path);
  if (!cache) {
    return cache.error();
  }
  return (*cache)->Verify();
}

Result<Exported> ExportExchanges(const CacheChoice& choice,
                                 const std::optional<std::set<std::string>>& named,
                                 const std::string& file) {
  const Result<cache::Selection> selection = SelectionOf(choice);
  if (!selection) {
    return selection.error();
  }
  Result<Transferred> done = ExportCache(choice.path, *selection, named, file);
  if (!done) {
    return done.error();
  }
  return Exported{
      write::Count(done->exchanges, "exchange", "exchanges") + " written to " + file + "\n",
      std::move(done->missing)};
}

Result<std::string> ImportExchanges(const std::string& path, const std::string& file,
                                    std::uint64_t body_bytes_max) {
  const Result<Transferred> done = ImportCache(path, file, body_bytes_max);
  if (!done) {
    return done.error();
  }
  std::string out = file + ": " + write::Count(done->exchanges, "exchange", "exchanges") + " added";
  if (done->known > 0) {
    out += ", " + std::to_string(done->known) + " there already";
  }
  if (done->unusable > 0) {
    out += ", " + std::to_string(done->unusable) + " of no use";
  }
  out += "\n";
  for (const std::string& problem : done->problems) {
    out += "  " + write::Plain(problem) + "\n";
  }
  return out;
}

}  // namespace ibid::pipeline
