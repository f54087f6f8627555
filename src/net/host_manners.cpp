#include "net/host_manners.h"

#include <algorithm>
#include <utility>

#include "net/rate_limit.h"
#include "net/retry_after.h"

namespace ibid::net {
namespace {

using Time = HostManners::Time;

constexpr Time kMinute{60'000};
constexpr Time kSpacingFirst{1'000};  // After the first complaint; doubled by each further one.
constexpr Time kSpacingMax{30'000};
constexpr Time kSpacingLeast{100};  // Below this, none.
constexpr Time kRetryFirst{500};  // Before the second attempt; four times as long before the next.

constexpr int kHalvedMax = 8;
constexpr int kRemainingOfNote = 100;  // A host that takes so many more need not be minded.
constexpr int kSlowFactor =
    4;  // So many times the quickest answer, and so much beside it, is slow.
constexpr Time kSlowLeast{500};
constexpr int kForgotten = 50;  // The quickest grows by this part with each answer.

// What was asked may have been done although no answer came (RFC 9110, 9.2.2).
bool MayRepeat(const HttpRequest& request) {
  return request.method == "GET" || request.method == "HEAD";
}

Time RetryPause(int attempts) {
  return attempts <= 1 ? kRetryFirst : kRetryFirst * 4;
}

}  // namespace

int HostManners::Width() const {
  return answered_ ? std::max(1, service_.width >> std::min(narrowed_ + slowed_, kHalvedMax)) : 1;
}

std::optional<Time> HostManners::NextStart(Time now) const {
  if (under_way_ >= Width()) {
    return std::nullopt;
  }
  Time at = std::max(now, not_before_);
  if (at < allowance_ends_ && allowance_ <= 0) {
    at = allowance_ends_;
  }
  if (service_.per_minute > 0 && std::cmp_greater_equal(starts_.size(), service_.per_minute)) {
    at = std::max(at, starts_.front() + kMinute);
  }
  return at;
}

void HostManners::OnStart(Time now) {
  ++under_way_;
  --allowance_;
  not_before_ = std::max(not_before_, now + spacing_);
  if (service_.per_minute > 0) {
    starts_.push_back(now);
    if (std::cmp_greater(starts_.size(), service_.per_minute)) {
      starts_.pop_front();
    }
  }
}

std::optional<Time> HostManners::OnAnswer(const Exchange& exchange, const std::string& origin,
                                          int attempts, Time now) {
  --under_way_;
  if (exchange.status != 0) {
    answered_ = true;
    timeouts_ = 0;
  }
  if (exchange.failure != Failure::kNone) {
    return OnFailure(exchange, origin, attempts);
  }
  MindLimit(exchange, now);
  const bool says_when = FindHeader(exchange.headers, "Retry-After").has_value();
  if (exchange.status == 429 || (exchange.status == 503 && says_when)) {
    return OnThrottled(exchange, attempts, now);
  }
  if (exchange.status >= 502 && exchange.status <= 504) {
    narrowed_ = std::min(narrowed_ + 1, kHalvedMax);
    return MayRepeat(exchange.request) && attempts < kAttemptsMax
               ? std::optional(RetryPause(attempts))
               : std::nullopt;
  }
  MindLatency(Time(exchange.elapsed_ms));
  narrowed_ = std::max(0, narrowed_ - 1);
  spacing_ = spacing_ / 2 < kSpacingLeast ? Time(0) : spacing_ / 2;
  return std::nullopt;
}

// What is under way may not be counted in what the host says; a request too few harms nobody.
void HostManners::MindLimit(const Exchange& exchange, Time now) {
  const std::optional<RateLimit> limit = ReadRateLimit(exchange);
  if (!limit || limit->reset > patience_) {
    return;  // A day's quota is no pace; where it is used up, 429 says so.
  }
  const auto most = static_cast<std::int64_t>(service_.width) + kRemainingOfNote;
  allowance_ = static_cast<int>(std::min(limit->remaining, most)) - under_way_;
  allowance_ends_ = limit->remaining < most ? now + limit->reset : Time(0);
}

void HostManners::MindLatency(Time took) {
  // The quickest answer is forgotten slowly: a page may simply take longer than the one before.
  quickest_ =
      quickest_ == Time(0) ? took : std::min(took, quickest_ + quickest_ / kForgotten + Time(1));
  if (took > kSlowFactor * quickest_ + kSlowLeast) {
    slowed_ = std::min(slowed_ + 1, kHalvedMax);
  } else {
    slowed_ = std::max(0, slowed_ - 1);
  }
}

std::optional<Time> HostManners::OnFailure(const Exchange& exchange, const std::string& origin,
                                           int attempts) {
  const Verdict verdict{exchange.failure, exchange.failure_detail};
  switch (exchange.failure) {
    case Failure::kDnsTemporary:
      if (attempts < 2) {
        return RetryPause(attempts);
      }
      host_given_up_ = verdict;
      return std::nullopt;
    case Failure::kDns:
      host_given_up_ = verdict;
      return std::nullopt;
    case Failure::kConnect:
    case Failure::kTls:
      origins_given_up_.emplace(origin, verdict);
      return std::nullopt;
    case Failure::kTimeout:
      if (exchange.status == 0 && ++timeouts_ >= kTimeoutsMax) {
        host_given_up_ = verdict;
      }
      return std::nullopt;
    case Failure::kProtocol:
      return MayRepeat(exchange.request) && attempts < 2 ? std::optional(RetryPause(attempts))
                                                         : std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<Time> HostManners::OnThrottled(const Exchange& exchange, int attempts, Time now) {
  ++throttled_;
  narrowed_ = std::min(narrowed_ + 1, kHalvedMax);
  spacing_ = spacing_ == Time(0) ? kSpacingFirst : std::min(spacing_ * 2, kSpacingMax);
  const std::string status = std::to_string(exchange.status);
  const std::optional<Time> asked_for = RetryAfter(exchange);
  const Time pause = asked_for.value_or(service_.pause.count() > 0 ? service_.pause : spacing_);
  not_before_ = std::max(not_before_, now + pause);
  if (pause > patience_) {
    host_given_up_ = Verdict{Failure::kRefused, "the host asks for a pause of " +
                                                    std::to_string(pause.count() / 1000) + " s (" +
                                                    status + ")"};
    return std::nullopt;
  }
  if (throttled_ >= kThrottledMax) {
    host_given_up_ = Verdict{Failure::kRefused, "the host answered " + status + " " +
                                                    std::to_string(throttled_) + " times"};
    return std::nullopt;
  }
  const bool worth_it = asked_for.has_value() || service_.pause.count() > 0;
  return worth_it && attempts < kAttemptsMax ? std::optional(pause) : std::nullopt;
}

std::optional<HostManners::Verdict> HostManners::GivenUp(const std::string& origin) const {
  if (host_given_up_) {
    return host_given_up_;
  }
  const auto found = origins_given_up_.find(origin);
  return found != origins_given_up_.end() ? std::optional(found->second) : std::nullopt;
}

}  // namespace ibid::net
