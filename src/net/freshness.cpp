#include "net/freshness.h"

#include <algorithm>
#include <chrono>
#include <string_view>

#include "net/cache_control.h"
#include "net/http_date.h"
#include "text/utf8.h"

namespace ibid::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kFailureLife{600};
constexpr seconds kServerErrorLife{600};

template <std::size_t kCount>
bool IsOneOf(const int (&statuses)[kCount], int status) {
  return std::find(std::begin(statuses), std::end(statuses), status) != std::end(statuses);
}

// RFC 9110, 15.1, less 206 and 304, which are no whole answers.
bool IsHeuristicallyCacheable(int status) {
  static constexpr int kStatuses[] = {200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 451, 501};
  return IsOneOf(kStatuses, status);
}

// Those whose meaning RFC 9110, 15 and RFC 6585 and 7725 give.
bool IsUnderstood(int status) {
  static constexpr int kStatuses[] = {200, 201, 202, 203, 204, 205, 300, 301, 302, 303, 305, 307,
                                      308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410,
                                      411, 412, 413, 414, 415, 416, 417, 421, 422, 426, 428, 429,
                                      431, 451, 500, 501, 502, 503, 504, 505, 511};
  return IsOneOf(kStatuses, status);
}

bool IsPassingTrouble(int status) {
  return status == 429 || (status >= 500 && status != 501);
}

std::optional<Freshness> OfFailure(const Exchange& exchange, const CachePolicy& policy) {
  seconds life{0};
  switch (exchange.failure) {
    case Failure::kDns:
    case Failure::kConnect:
    case Failure::kTls:
    case Failure::kTimeout:
    case Failure::kProtocol:
      life = std::min(kFailureLife, policy.kept);
      break;
    case Failure::kTooLarge:
      life = policy.kept;
      break;
    default:
      return std::nullopt;
  }
  Freshness out;
  out.fresh_until = out.renewable_until = out.error_until = out.received = exchange.at;
  out.reusable_until = exchange.at + life;
  return out;
}

// Date and Age are what the answer says of its past (RFC 9111, 4.2.3).
seconds InitialAge(const Exchange& exchange, Instant received, std::optional<Instant> date) {
  const milliseconds apparent =
      date ? std::max(milliseconds(0), received - *date) : milliseconds(0);
  std::string_view age = FindHeader(exchange.headers, "Age").value_or("");
  age = text::Trim(age.substr(0, age.find_first_of(",;")));  // The first of a list (5.1).
  const milliseconds stated =
      ReadDeltaSeconds(age).value_or(seconds(0)) + milliseconds(exchange.elapsed_ms);
  return std::chrono::floor<seconds>(std::max(apparent, stated));
}

// What the answer itself says (4.2.1).
std::optional<seconds> ExplicitLife(const Exchange& exchange, const CacheControl& control,
                                    Instant date) {
  if (control.max_age) {
    return control.max_age;
  }
  const std::optional<std::string_view> expires = FindHeader(exchange.headers, "Expires");
  if (!expires) {
    return std::nullopt;
  }
  const std::optional<Instant> at = ParseHttpDate(*expires, date);
  return at ? std::chrono::floor<seconds>(*at - date) : seconds(0);
}

// A tenth of the time since the last change (4.2.2).
seconds HeuristicLife(const Exchange& exchange, Instant date) {
  const std::optional<std::string_view> text = FindHeader(exchange.headers, "Last-Modified");
  const std::optional<Instant> modified = text ? ParseHttpDate(*text, date) : std::nullopt;
  if (!modified || *modified > date) {
    return seconds(0);
  }
  return std::chrono::floor<seconds>((date - *modified) / 10);
}

bool HasValidator(const Exchange& exchange) {
  return FindHeader(exchange.headers, "ETag") || FindHeader(exchange.headers, "Last-Modified");
}

bool MayBeStored(const Exchange& exchange, const CacheControl& control) {
  const int status = exchange.status;
  if (status < 200 || status == 206 || status == 304) {
    return false;
  }
  return !control.no_store || (control.must_understand && IsUnderstood(status));
}

}  // namespace

std::optional<Freshness> FreshnessOf(const Exchange& exchange, const CachePolicy& policy) {
  if (exchange.request.method != "GET" && exchange.request.method != "HEAD") {
    return std::nullopt;
  }
  if (exchange.failure != Failure::kNone) {
    return OfFailure(exchange, policy);
  }
  const CacheControl control = ReadCacheControl(exchange.headers);
  if (!MayBeStored(exchange, control)) {
    return std::nullopt;
  }
  Freshness out;
  out.received = exchange.at + milliseconds(exchange.elapsed_ms);
  const std::optional<std::string_view> date_text = FindHeader(exchange.headers, "Date");
  const std::optional<Instant> date =
      date_text ? ParseHttpDate(*date_text, out.received) : std::nullopt;
  out.age = InitialAge(exchange, out.received, date);
  out.may_be_stale = !control.no_cache && !control.must_revalidate;
  out.immutable = control.immutable && !control.no_cache;

  const std::optional<seconds> stated =
      ExplicitLife(exchange, control, date.value_or(out.received));
  const bool heuristic = IsHeuristicallyCacheable(exchange.status) || control.is_public;
  seconds life = stated      ? *stated
                 : heuristic ? HeuristicLife(exchange, date.value_or(out.received))
                             : seconds(0);
  life = std::clamp(life - out.age, seconds(0), policy.life_max);
  seconds kept = stated || heuristic ? policy.kept : seconds(0);
  if (IsPassingTrouble(exchange.status)) {
    life = std::min(life, kServerErrorLife);
    const bool silent = exchange.status == 429 || exchange.status == 503;
    kept = silent ? seconds(0) : std::min(policy.kept, kServerErrorLife);
  }
  if (!stated && !heuristic && kept == seconds(0) && !HasValidator(exchange)) {
    return std::nullopt;
  }
  out.fresh_until = control.no_cache ? exchange.at : out.received + life;
  out.reusable_until =
      out.may_be_stale ? std::max(out.fresh_until, exchange.at + kept) : out.fresh_until;
  const auto stale_for = [&](std::optional<seconds> window) {
    const Instant latest = out.received + policy.life_max;
    return window && out.may_be_stale ? std::min(out.received + life + *window, latest)
                                      : out.fresh_until;
  };
  out.renewable_until = stale_for(control.stale_while_revalidate);
  out.error_until = stale_for(control.stale_if_error);
  return out;
}

std::optional<Instant> ReusableUntil(const Exchange& exchange, const CachePolicy& policy) {
  const std::optional<Freshness> freshness = FreshnessOf(exchange, policy);
  return freshness ? std::optional(freshness->reusable_until) : std::nullopt;
}

}  // namespace ibid::net
