#pragma once

#include <optional>
#include <string_view>

#include "cache/sqlite.h"
#include "ibid/exchange.h"
#include "ibid/instant.h"
#include "net/exchange_store.h"

// Exchanges as rows of the schema: the one place that knows both.
namespace ibid::cache {

// Look-ups. Belongs to the loop's thread, with a connection of its own.
class ExchangeReader {
 public:
  explicit ExchangeReader(Database& db);

  // Null where there is none; failed() then says whether the file could not be read. `now` may be
  // the earliest time there is: then it is found though it is reusable no longer.
  ExchangePtr Reusable(const HttpRequest& request, Instant now);
  ExchangePtr Any(const HttpRequest& request);
  ExchangePtr ById(std::string_view id);
  bool failed() const { return failed_; }
  // The bytes of a digest; none where they are not here, or on failure.
  std::optional<std::string> Body(std::string_view sha256);

 private:
  ExchangePtr Load(std::string_view id);

  Statement reusable_;
  Statement any_;
  Statement by_id_;
  Statement body_;
  bool failed_ = false;
  std::string absent_;  // Method and URL of which the question before found nothing at all.
};

// Inserts, inside the caller's transaction. Belongs to the writer's thread.
class ExchangeInserter {
 public:
  explicit ExchangeInserter(Database& db);

  // An exchange that is there already is left alone. False: the database's failure() says why.
  bool Insert(const Exchange& exchange, net::Reuse reuse);
  bool Invalidate(const std::string& url);
  bool InsertBody(std::string_view sha256, std::string_view bytes);

 private:
  bool InsertExchange(const Exchange& exchange);
  bool SetReusable(const Exchange& exchange, net::Reuse reuse);

  Statement has_body_;
  Statement body_;
  Statement exchange_;
  Statement reusable_;
  Statement not_reusable_;
  Statement invalid_;
};

// Whether an answer that was cut at one request's size limit may answer this request.
bool FitsLimit(const Exchange& stored, const HttpRequest& request);

// What a row of bodies holds: its columns compression, raw_size and content. None where it is
// damaged.
std::optional<std::string> BytesOf(std::string_view compression, std::int64_t raw_size,
                                   std::string_view content);

// The host of an absolute URL, lower case, without port; empty where there is none.
std::string HostOf(std::string_view url);

}  // namespace ibid::cache
