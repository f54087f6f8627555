#include "cache/exchange_rows.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "cache/compress.h"
#include "cache/vary.h"
#include "digest/digest.h"

namespace ibid::cache {
namespace {

std::int64_t Milliseconds(Instant at) {
  return at.time_since_epoch().count();
}
Instant FromMilliseconds(std::int64_t ms) {
  return Instant(std::chrono::milliseconds(ms));
}

// How many variants of one URL (by Vary) a look-up goes through, newest first.
constexpr std::int64_t kVariantsMax = 64;

std::string MediaTypeOf(const Headers& headers) {
  const std::string_view value = FindHeader(headers, "content-type").value_or("");
  std::string type(value.substr(0, value.find_first_of("; \t,")));
  std::transform(type.begin(), type.end(), type.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return type;
}

std::string BodyDigest(const Exchange& exchange) {
  return exchange.body_sha256.empty() && !exchange.body.empty() ? digest::Sha256Hex(exchange.body)
                                                                : exchange.body_sha256;
}

constexpr std::string_view kFindReusable =
    "SELECT reusable.exchange, reusable.vary, reusable.reusable_until FROM reusable"
    " JOIN exchanges ON exchanges.id = reusable.exchange"
    " WHERE reusable.url = ?1 AND reusable.method = ?2"
    " ORDER BY exchanges.asked_at DESC, exchanges.seq DESC LIMIT ?3";

// What says nothing of the web is passed over: not asked, or stopped by us, or only that what we
// have still stands.
constexpr std::string_view kFindAny =
    "SELECT id FROM exchanges"
    " WHERE url = ?1 AND method = ?2 AND failure NOT IN ('offline', 'cancelled')"
    " AND status <> 304"
    " ORDER BY lower(request_headers) = lower(?3) DESC, asked_at DESC, seq DESC LIMIT 1";

constexpr std::string_view kById =
    "SELECT id, method, url, request_headers, body_bytes_max, status, failure, failure_detail,"
    " http_version, response_headers, body_sha256, body_complete, asked_at, elapsed_ms,"
    " remote_address, validated_by FROM exchanges WHERE id = ?1";

constexpr std::string_view kInsertExchange =
    "INSERT INTO exchanges (id, method, url, host, request_headers, body_bytes_max, status,"
    " failure, failure_detail, http_version, response_headers, media_type, body_sha256,"
    " body_complete, asked_at, elapsed_ms, remote_address, validated_by)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)"
    " ON CONFLICT (id) DO NOTHING";

constexpr std::string_view kSetReusable =
    "INSERT INTO reusable (url, method, vary, exchange, reusable_until)"
    " VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (url, method, vary) DO UPDATE"
    " SET exchange = excluded.exchange, reusable_until = excluded.reusable_until"
    " WHERE (SELECT asked_at FROM exchanges WHERE id = excluded.exchange)"
    "    >= (SELECT asked_at FROM exchanges WHERE id = reusable.exchange)";

}  // namespace

bool FitsLimit(const Exchange& stored, const HttpRequest& request) {
  const bool cut = stored.failure == Failure::kTooLarge ||
                   (stored.failure == Failure::kNone && !stored.body_complete);
  return !cut || stored.request.body_bytes_max == request.body_bytes_max;
}

std::optional<std::string> BytesOf(std::string_view compression, std::int64_t raw_size,
                                   std::string_view content) {
  return compression == "zstd" ? Decompress(content, raw_size)
                               : std::optional(std::string(content));
}

std::string HostOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) {
    return {};
  }
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  url.remove_prefix(std::min(url.rfind('@') + 1, url.size()));
  const std::size_t bracket = url.find(']');
  const std::size_t colon = url.find(':', bracket == std::string_view::npos ? 0 : bracket);
  std::string host(url.substr(0, colon));
  std::transform(host.begin(), host.end(), host.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return host;
}

ExchangeReader::ExchangeReader(Database& db)
    : reusable_(db.Prepare(kFindReusable)),
      any_(db.Prepare(kFindAny)),
      by_id_(db.Prepare(kById)),
      body_(db.Prepare("SELECT compression, raw_size, content FROM bodies WHERE sha256 = ?1")) {}

ExchangePtr ExchangeReader::Reusable(const HttpRequest& request, Instant now) {
  failed_ = false;
  const std::string key = request.method + ' ' + request.url;
  if (std::exchange(absent_, {}) == key) {
    return nullptr;  // Who found nothing that may be reused asks for anything that is stored.
  }
  Cursor row(reusable_);
  row.Bind(1, request.url);
  row.Bind(2, request.method);
  row.Bind(3, kVariantsMax);
  bool any = false;
  while (row.Next()) {
    any = true;
    if (row.Int(2) <= Milliseconds(now) || !MatchesVary(row.Text(1), request.headers)) {
      continue;
    }
    ExchangePtr found = Load(row.Text(0));
    if (found != nullptr && FitsLimit(*found, request)) {
      return found;
    }
  }
  failed_ |= row.failed();
  absent_ = any || failed_ ? std::string() : key;
  return nullptr;
}

ExchangePtr ExchangeReader::Any(const HttpRequest& request) {
  failed_ = false;
  const std::string headers = FormatHeaders(request.headers);
  Cursor row(any_);
  row.Bind(1, request.url);
  row.Bind(2, request.method);
  row.Bind(3, headers);
  ExchangePtr found = row.Next() ? Load(row.Text(0)) : nullptr;
  failed_ |= row.failed();
  return found;
}

ExchangePtr ExchangeReader::ById(std::string_view id) {
  failed_ = false;
  return Load(id);
}

ExchangePtr ExchangeReader::Load(std::string_view id) {
  Cursor row(by_id_);
  row.Bind(1, id);
  if (!row.Next()) {
    failed_ |= row.failed();
    return nullptr;
  }
  auto exchange = std::make_shared<Exchange>();
  exchange->id = row.Text(0);
  exchange->request.method = row.Text(1);
  exchange->request.url = row.Text(2);
  exchange->request.headers = ParseHeaders(row.Text(3));
  exchange->request.body_bytes_max = static_cast<std::uint64_t>(row.Int(4));
  exchange->status = static_cast<int>(row.Int(5));
  exchange->failure = FailureNamed(row.Text(6)).value_or(Failure::kProtocol);
  exchange->failure_detail = row.Text(7);
  exchange->http_version = row.Text(8);
  exchange->headers = ParseHeaders(row.Text(9));
  exchange->body_sha256 = row.Text(10);
  exchange->body_complete = row.Int(11) != 0;
  exchange->at = FromMilliseconds(row.Int(12));
  exchange->elapsed_ms = row.Int(13);
  exchange->remote_address = row.Text(14);
  exchange->validated_by = row.Text(15);
  if (!row.IsNull(10)) {
    std::optional<std::string> body = Body(exchange->body_sha256);
    if (!body) {
      failed_ = true;
      return nullptr;
    }
    exchange->body = std::move(*body);
  }
  return exchange;
}

std::optional<std::string> ExchangeReader::Body(std::string_view sha256) {
  Cursor row(body_);
  row.Bind(1, sha256);
  if (!row.Next()) {
    return std::nullopt;
  }
  return BytesOf(row.Text(0), row.Int(1), row.Text(2));
}

ExchangeInserter::ExchangeInserter(Database& db)
    : has_body_(db.Prepare("SELECT 1 FROM bodies WHERE sha256 = ?1")),
      body_(db.Prepare("INSERT INTO bodies (sha256, raw_size, compression, content)"
                       " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (sha256) DO NOTHING")),
      exchange_(db.Prepare(kInsertExchange)),
      reusable_(db.Prepare(kSetReusable)),
      not_reusable_(
          db.Prepare("DELETE FROM reusable WHERE url = ?1 AND method = ?2 AND vary = ?3")),
      invalid_(db.Prepare("DELETE FROM reusable WHERE url = ?1")) {}

bool ExchangeInserter::Insert(const Exchange& exchange, net::Reuse reuse) {
  const std::string sha256 = BodyDigest(exchange);
  return (sha256.empty() || InsertBody(sha256, exchange.body)) && InsertExchange(exchange) &&
         SetReusable(exchange, reuse);
}

bool ExchangeInserter::InsertBody(std::string_view sha256, std::string_view bytes) {
  {
    Cursor row(has_body_);
    row.Bind(1, sha256);
    if (row.Next()) {
      return true;
    }
    if (row.failed()) {
      return false;
    }
  }
  const std::optional<std::string> frame = Compress(bytes);
  Cursor row(body_);
  row.Bind(1, sha256);
  row.Bind(2, static_cast<std::int64_t>(bytes.size()));
  row.Bind(3, std::string_view(frame ? "zstd" : "none"));
  row.BindBlob(4, frame ? std::string_view(*frame) : bytes);
  return row.Finish();
}

bool ExchangeInserter::InsertExchange(const Exchange& exchange) {
  const std::string host = HostOf(exchange.request.url);
  const std::string asked = FormatHeaders(exchange.request.headers);
  const std::string answered = FormatHeaders(exchange.headers);
  const std::string media_type = MediaTypeOf(exchange.headers);
  const std::string sha256 = BodyDigest(exchange);
  Cursor row(exchange_);
  row.Bind(1, exchange.id);
  row.Bind(2, exchange.request.method);
  row.Bind(3, exchange.request.url);
  row.Bind(4, host);
  row.Bind(5, asked);
  row.Bind(6, static_cast<std::int64_t>(exchange.request.body_bytes_max));
  row.Bind(7, std::int64_t{exchange.status});
  row.Bind(8, Name(exchange.failure));
  row.Bind(9, exchange.failure_detail);
  row.Bind(10, exchange.http_version);
  row.Bind(11, answered);
  row.Bind(12, media_type);
  if (sha256.empty()) {
    row.BindNull(13);
  } else {
    row.Bind(13, sha256);
  }
  row.Bind(14, std::int64_t{exchange.body_complete ? 1 : 0});
  row.Bind(15, Milliseconds(exchange.at));
  row.Bind(16, exchange.elapsed_ms);
  row.Bind(17, exchange.remote_address);
  row.Bind(18, exchange.validated_by);
  return row.Finish();
}

// The newest answer decides: one that may not be reused also ends the reuse of what it replaces.
bool ExchangeInserter::SetReusable(const Exchange& exchange, net::Reuse reuse) {
  if (reuse.what == net::Reuse::What::kSilent) {
    return true;
  }
  const std::string vary = VaryKey(exchange.headers, exchange.request.headers);
  const bool reusable =
      reuse.what == net::Reuse::What::kUntil && !VariesOnEverything(exchange.headers);
  Cursor row(reusable ? reusable_ : not_reusable_);
  row.Bind(1, exchange.request.url);
  row.Bind(2, exchange.request.method);
  row.Bind(3, vary);
  if (reusable) {
    row.Bind(4, exchange.id);
    row.Bind(5, Milliseconds(reuse.until));
  }
  return row.Finish();
}

bool ExchangeInserter::Invalidate(const std::string& url) {
  Cursor row(invalid_);
  row.Bind(1, url);
  return row.Finish();
}

}  // namespace ibid::cache
