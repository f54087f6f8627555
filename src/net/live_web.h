#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/exchange_store.h"
#include "net/http_cache.h"
#include "net/loop.h"
#include "net/transport.h"
#include "net/web.h"

namespace ibid::net {

// What a run has asked and got so far; only ever grows, but for the last two.
struct WebProgress {
  std::uint64_t asked = 0;       // By resolvers.
  std::uint64_t answered = 0;    // To resolvers.
  std::uint64_t from_store = 0;  // Of these, without asking the web.
  std::uint64_t sent = 0;        // Over the network, retries included.
  std::uint64_t queued = 0;      // Wait for their host or for a retry.
  std::uint64_t under_way = 0;   // Over the network now.
};

struct WebOptions {
  bool offline = false;  // Nothing is sent: answers come from the store, however old.
  // Requests under way at once, all hosts together. One that has been under way for kSlowAfter
  // gives its place to the next, so that hosts which keep us waiting keep nobody else waiting; of
  // those there are at most kSlowLanes times as many.
  int width = 64;
  int width_per_host = 6;  // For hosts that the table of services does not know.
  bool paced = true;  // Services are asked as their table says; false: a recording needs no rest.
  // The longest pause that a host may ask for; where it asks for more, its answer stands.
  std::chrono::milliseconds patience{60'000};
  Headers headers;    // Sent with every request that does not have them itself.
  CachePolicy cache;  // What may answer without asking.
  std::function<void(const WebProgress&)> on_progress;  // May be empty; on the loop's thread.
};

// The Web of a real run. A request is answered from the store where that has a reusable answer
// (http_cache.h); the same request asked twice at once is sent once; what is sent waits for its
// host's turn (see host_manners.h, services.h) and for a free place among all; an answer goes to
// the store and is handed out when it is committed there. 429, 502 to 504, resets and an unsure
// resolver are tried again, at most HostManners::kAttemptsMax times in all; every attempt is an
// exchange in the store.
//
// An exchange never holds the credentials that it was asked with (Authorization, Cookie), nor what
// was posted. A POST is tried again after 429 and 503 with Retry-After alone, where the host says
// that it did nothing.
//
// A request to a host that was given up in this run is answered with the failure of the request
// that gave it up, said so in failure_detail, and an exchange of its own.
class LiveWeb final : public Web {
 public:
  static constexpr std::chrono::milliseconds kSlowAfter{2'000};
  static constexpr int kSlowLanes = 4;

  // All outlive the LiveWeb; `store` may be null: nothing is kept.
  LiveWeb(Loop& loop, Transport& transport, ExchangeStore* store, WebOptions options);
  // REQUIRES: nothing is under way (each Ask was answered, or Stop was called and the loop
  // drained).
  ~LiveWeb() override;

  void Ask(HttpRequest request, Done done) override;
  Instant Now() const override { return loop_.Now(); }

  // Ends the run: whatever waits or is under way, and whatever is asked from now on, is soon
  // answered with Failure::kCancelled. From another thread: loop.Post([&] { web.Stop(); }).
  void Stop();
  // The same, but what is under way may come in.
  void StopAsking();

  // See CachePolicy::look_since.
  void set_look_since(Instant at) { cache_.set_look_since(at); }

  const WebProgress& progress() const { return progress_; }

  // The hosts that have something under way or waiting, by name: what a progress display shows.
  struct HostLoad {
    std::string host;
    int under_way = 0;
    int queued = 0;
  };
  std::vector<HostLoad> Busy() const;

 private:
  struct Job;
  struct Host;
  struct State;

  // Null: the web is to be asked, by `plan`.
  ExchangePtr FromStore(const HttpRequest& request, HttpCache::Plan& plan);
  void DeliverSoon(ExchangePtr stored, Done done);
  Host& HostOf(const std::string& url, std::string& origin);
  void Wake(Host& host);
  void Drain();
  bool HasPlace();
  bool Advance(Host& host);
  void Send(Host& host, std::shared_ptr<Job> job);
  void OnAnswer(Host& host, const std::shared_ptr<Job>& job, Exchange exchange);
  void Rest(Host& host, const std::shared_ptr<Job>& job, std::chrono::milliseconds wait);
  void Finish(const std::shared_ptr<Job>& job, Exchange exchange);
  void Deliver(const std::shared_ptr<Job>& job, const ExchangePtr& exchange);
  Exchange Unasked(const HttpRequest& request, Failure failure, std::string detail) const;
  void Changed();

  Loop& loop_;
  Transport& transport_;
  ExchangeStore* store_;
  WebOptions options_;
  HttpCache cache_;
  WebProgress progress_;
  bool stopped_ = false;
  std::unique_ptr<State> state_;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);  // Callbacks that outlive us see it gone.
};

}  // namespace ibid::net
