#include "net/http_cache.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/cache_control.h"
#include "net/exchange_id.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Headers of a request by which its sender takes caching into its own hands.
constexpr std::string_view kConditions[] = {"If-None-Match", "If-Modified-Since", "If-Match",
                                            "If-Unmodified-Since", "If-Range"};

bool IsSecret(std::string_view name) {
  return text::EqualNoCase(name, "Authorization") ||
         text::EqualNoCase(name, "Proxy-Authorization") || text::EqualNoCase(name, "Cookie");
}

bool IsSafe(const std::string& method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE";
}

bool HasOwnConditions(const HttpRequest& request) {
  return std::any_of(std::begin(kConditions), std::end(kConditions),
                     [&](std::string_view name) { return FindHeader(request.headers, name); });
}

bool CanBeValidated(const Exchange& stored) {
  return stored.failure == Failure::kNone && stored.body_complete && stored.status >= 200 &&
         stored.status < 300;
}

Headers ValidatorsOf(const Exchange& stored) {
  Headers out;
  if (const auto etag = FindHeader(stored.headers, "ETag")) {
    out.emplace_back("If-None-Match", *etag);
  }
  if (const auto modified = FindHeader(stored.headers, "Last-Modified")) {
    out.emplace_back("If-Modified-Since", *modified);
  }
  return out;
}

// RFC 9111, 5.2.1 and 4.2; `reload` is HttpRequest::fresh.
bool MayAnswer(const CacheControl& asked, bool reload, const Freshness& stored, Instant now) {
  if (asked.no_cache || reload) {
    return !asked.no_cache && stored.immutable && now < stored.fresh_until;  // RFC 8246
  }
  const milliseconds age = stored.age + (now - stored.received);
  if ((asked.max_age && age > *asked.max_age) ||
      (asked.min_fresh && stored.fresh_until - now < *asked.min_fresh)) {
    return false;
  }
  if (now < stored.fresh_until) {
    return true;
  }
  if (asked.max_stale) {
    return stored.may_be_stale && now - stored.fresh_until <= *asked.max_stale;
  }
  return !asked.max_age && !asked.min_fresh && now < stored.reusable_until;
}

// What says nothing of the stored answer's future. (RFC 5861, 4 has the statuses.)
bool IsError(const Exchange& exchange) {
  return exchange.failure != Failure::kNone || exchange.status == 500 || exchange.status == 502 ||
         exchange.status == 503 || exchange.status == 504;
}

// RFC 9111, 3.1 and 3.2: of the connection, of the message's own length, or undone in the stored
// body.
bool IsUpdatedBy304(std::string_view name) {
  static constexpr std::string_view kNot[] = {"Connection",
                                              "Keep-Alive",
                                              "Proxy-Authenticate",
                                              "Proxy-Authentication-Info",
                                              "Proxy-Authorization",
                                              "Proxy-Connection",
                                              "TE",
                                              "Trailer",
                                              "Transfer-Encoding",
                                              "Upgrade",
                                              "Content-Length",
                                              "Content-Encoding",
                                              "Content-Range"};
  return std::none_of(std::begin(kNot), std::end(kNot),
                      [&](std::string_view no) { return text::EqualNoCase(name, no); });
}

// The stored answer without the fields that may not be reused: what Connection names (RFC 9110,
// 7.6.1), what no-cache names (RFC 9111, 5.2.2.4). Nearly always there are none.
ExchangePtr Reusable(ExchangePtr stored) {
  if (stored == nullptr) {
    return stored;
  }
  std::vector<std::string> names;
  if (const auto control = FindHeader(stored->headers, "Cache-Control");
      control && control->find('"') != std::string_view::npos) {
    names = ReadCacheControl(stored->headers).no_cache_fields;
  }
  if (auto list = FindHeader(stored->headers, "Connection")) {
    while (!list->empty()) {
      const std::size_t comma = std::min(list->find(','), list->size());
      names.emplace_back(text::Trim(list->substr(0, comma)));
      list->remove_prefix(std::min(comma + 1, list->size()));
    }
  }
  const auto is_named = [&](const auto& field) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return text::EqualNoCase(field.first, name);
    });
  };
  if (std::none_of(stored->headers.begin(), stored->headers.end(), is_named)) {
    return stored;
  }
  auto out = std::make_shared<Exchange>(*stored);
  std::erase_if(out->headers, is_named);
  return out;
}

}  // namespace

HttpCache::Plan HttpCache::PlanFor(const HttpRequest& request, Instant now) const {
  Plan plan;
  if (store_ == nullptr || (request.method != "GET" && request.method != "HEAD") ||
      FindHeader(request.headers, "Range")) {
    return plan;
  }
  const bool plain = !request.fresh && !FindHeader(request.headers, "Cache-Control");
  if (plain && (plan.answer = Reusable(store_->FindReusable(request, now))) != nullptr) {
    return plan;
  }
  if (plain && policy_.look_since && (plan.answer = OfThisLook(request)) != nullptr) {
    return plan;
  }
  if (request.fresh) {  // For the caches between here and there.
    plan.validators.emplace_back("Cache-Control", "max-age=0");
  }
  const CacheControl asked = ReadCacheControl(request.headers);
  ExchangePtr stored = asked.no_store ? nullptr : store_->FindStored(request);
  const std::optional<Freshness> freshness =
      stored == nullptr ? std::nullopt : FreshnessOf(*stored, policy_);
  if (!freshness) {
    return plan;
  }
  if (MayAnswer(asked, request.fresh, *freshness, now)) {
    plan.answer = Reusable(std::move(stored));
    return plan;
  }
  if (CanBeValidated(*stored) && !HasOwnConditions(request)) {
    for (auto& validator : ValidatorsOf(*stored)) {
      plan.validators.push_back(std::move(validator));
    }
  }
  if (plain && now < freshness->renewable_until) {
    plan.answer = Reusable(stored);
    plan.renew = true;
  }
  plan.stored = std::move(stored);
  return plan;
}

ExchangePtr HttpCache::OfThisLook(const HttpRequest& request) const {
  ExchangePtr known = store_->FindAny(request);
  const bool same = known != nullptr && known->at >= *policy_.look_since &&
                    known->failure == Failure::kNone && known->body_complete &&
                    known->status < 500 && known->status != 429 && known->status != 206 &&
                    known->request.headers == request.headers;
  return same ? known : nullptr;
}

Reuse HttpCache::ReuseOf(const Exchange& exchange, const HttpRequest& request) const {
  if (std::any_of(request.headers.begin(), request.headers.end(),
                  [](const auto& field) { return IsSecret(field.first); })) {
    return {};
  }
  if (const std::optional<Instant> until = ReusableUntil(exchange, policy_)) {
    return {Reuse::What::kUntil, *until};
  }
  const bool silent = IsError(exchange) || exchange.status == 304 || exchange.status == 206 ||
                      exchange.status == 429 || !IsSafe(exchange.request.method);
  return {silent ? Reuse::What::kSilent : Reuse::What::kNever, {}};
}

bool HttpCache::StandsIn(const Plan& plan, const Exchange& answer) const {
  if (plan.stored == nullptr || !IsError(answer) || IsError(*plan.stored)) {
    return false;
  }
  const std::optional<Freshness> freshness = FreshnessOf(*plan.stored, policy_);
  return freshness && answer.at + milliseconds(answer.elapsed_ms) < freshness->error_until;
}

void HttpCache::Keep(ExchangePtr exchange, Reuse reuse, std::function<void()> committed) {
  if (store_ == nullptr) {
    committed();
  } else {
    store_->Append(std::move(exchange), reuse, std::move(committed));
  }
}

void HttpCache::NoteAttempt(const HttpRequest& request, Exchange attempt) {
  attempt.request.headers = request.headers;
  HideSecrets(attempt.request);
  Seal(attempt);
  Keep(std::make_shared<const Exchange>(std::move(attempt)), {}, [] {});
}

void HttpCache::Settle(const Plan& plan, const HttpRequest& request, Exchange answer,
                       std::function<void(ExchangePtr)> done) {
  if (answer.failure == Failure::kNone && answer.status == 304 && plan.stored != nullptr) {
    HideSecrets(answer.request);
    Seal(answer);
    const auto raw = std::make_shared<const Exchange>(std::move(answer));
    Keep(raw, {}, [] {});
    const auto whole = std::make_shared<const Exchange>(Freshened(*plan.stored, *raw));
    Keep(whole, ReuseOf(*whole, request), [whole, done = std::move(done)] { done(whole); });
    return;
  }
  answer.request.headers = request.headers;
  HideSecrets(answer.request);
  Seal(answer);
  const auto whole = std::make_shared<const Exchange>(std::move(answer));
  if (StandsIn(plan, *whole)) {
    Keep(whole, {}, [stored = plan.stored, done = std::move(done)] { done(stored); });
    return;
  }
  InvalidateAfter(*whole);
  Keep(whole, ReuseOf(*whole, request), [whole, done = std::move(done)] { done(whole); });
}

void HttpCache::InvalidateAfter(const Exchange& exchange) {
  if (store_ == nullptr || IsSafe(exchange.request.method) || exchange.failure != Failure::kNone ||
      exchange.status < 200 || exchange.status >= 400) {
    return;
  }
  store_->Invalidate(exchange.request.url);
  const std::optional<url::Url> base = url::Url::Parse(exchange.request.url);
  for (const char* name : {"Location", "Content-Location"}) {
    const std::optional<std::string_view> value = FindHeader(exchange.headers, name);
    const std::optional<url::Url> other = base && value ? base->Resolve(*value) : std::nullopt;
    // Another origin's answers are none of this one's business.
    if (other && other->host() == base->host() && other->scheme() == base->scheme() &&
        other->port() == base->port()) {
      store_->Invalidate(other->ForRequest());
    }
  }
}

void HideSecrets(HttpRequest& request) {
  request.body.clear();
  std::erase_if(request.headers, [](const auto& field) { return IsSecret(field.first); });
}

Exchange Freshened(const Exchange& stored, const Exchange& not_modified) {
  Exchange out = stored;
  out.http_version = not_modified.http_version;
  out.at = not_modified.at;
  out.elapsed_ms = not_modified.elapsed_ms;
  out.remote_address = not_modified.remote_address;
  out.validated_by = not_modified.id;
  Headers news;
  for (const auto& field : not_modified.headers) {
    if (IsUpdatedBy304(field.first)) {
      news.push_back(field);
    }
  }
  std::erase_if(out.headers, [&](const auto& old) {
    return std::any_of(news.begin(), news.end(), [&](const auto& field) {
      return text::EqualNoCase(field.first, old.first);
    });
  });
  out.headers.insert(out.headers.end(), news.begin(), news.end());
  Seal(out);
  return out;
}

}  // namespace ibid::net
