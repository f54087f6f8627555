#pragma once

#include <chrono>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>

#include "ibid/exchange.h"
#include "net/services.h"

namespace ibid::net {

// How one host (or one service of it) is asked, learnt from its answers. Pure: the time is handed
// in, as the loop's Elapsed().
//
// - Until it has answered once, it is asked one thing at a time: a host that is down is asked once.
// - After a failure to find or reach it, nothing more is asked of it in this run: DNS counts for
//   the host, connect and TLS for the origin (scheme, host, port), kTimeoutsMax time-outs in a row
//   for the host.
// - 429, and 503 with Retry-After: the host rests for as long as it says; then half as many
//   requests at once, and spaced. After kThrottledMax of them, or where it asks for more than
//   `patience`, nothing more is asked of it in this run.
// - 502 to 504: half as many at once, too.
// - Where its answers say how many more requests it takes until when (rate_limit.h), it gets no
// more,
//   as far as `patience` reaches.
// - Where its answers take much longer than the quickest ones did, half as many at once.
// - Each success takes some of that back.
class HostManners {
 public:
  using Time = std::chrono::milliseconds;

  static constexpr int kAttemptsMax = 3;
  static constexpr int kThrottledMax = 3;
  static constexpr int kTimeoutsMax = 3;

  HostManners(Service service, Time patience) : service_(std::move(service)), patience_(patience) {}

  // When the next request may start, `now` at the earliest; none: not before one under way ends.
  std::optional<Time> NextStart(Time now) const;
  void OnStart(Time now);

  // What came of a request; `attempts` counts this one. The wait until it is to be asked again, or
  // none where this is the answer.
  std::optional<Time> OnAnswer(const Exchange& exchange, const std::string& origin, int attempts,
                               Time now);

  // Why nothing more is asked of the origin, as an exchange has it; none where it is asked.
  struct Verdict {
    Failure failure = Failure::kNone;
    std::string detail;
  };
  std::optional<Verdict> GivenUp(const std::string& origin) const;

  int under_way() const { return under_way_; }
  const Service& service() const { return service_; }

 private:
  std::optional<Time> OnFailure(const Exchange& exchange, const std::string& origin, int attempts);
  std::optional<Time> OnThrottled(const Exchange& exchange, int attempts, Time now);
  int Width() const;
  void MindLimit(const Exchange& exchange, Time now);
  void MindLatency(Time took);

  Service service_;
  Time patience_;
  int under_way_ = 0;
  bool answered_ = false;
  int narrowed_ = 0;   // Times the width was halved.
  int slowed_ = 0;     // The same, for its slowness.
  Time quickest_{0};   // Answer of late; 0: none yet.
  int allowance_ = 0;  // Requests until allowance_ends_.
  Time allowance_ends_{0};
  Time spacing_{0};
  Time not_before_{0};
  std::list<Time> starts_;  // The last per_minute of them, where that is limited; oldest first.
  int throttled_ = 0;
  int timeouts_ = 0;
  std::optional<Verdict> host_given_up_;
  std::unordered_map<std::string, Verdict> origins_given_up_;
};

}  // namespace ibid::net
