#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "json/value.h"
#include "net/loop.h"
#include "net/transport.h"

namespace ibid::cache {

// The origin server of the public HTTP cache tests (https://cache-tests.fyi; the format is that of
// data/http/cache-tests.json): answers the n-th request of a test as the test says, with counters
// in its headers by which an answer from a cache shows. Requests name their number in Req-Num.
//
// A request that the engine tries again (after 502 to 504 and cut connections) gets the same answer
// again and is counted once: retries lie below the cache that is tested.
class OriginScript final : public net::Transport {
 public:
  OriginScript(net::Loop& loop, const json::Value& test) : loop_(loop), test_(test) {}

  void Start(HttpRequest request, Done done) override;

  struct Seen {
    std::int64_t number = 0;  // Req-Num.
    std::string method;
    Headers headers;
    // What the answer was given on purpose: to be received so, whoever carries it.
    Headers expected;
  };
  const std::vector<Seen>& seen() const { return seen_; }

  // A header of a test with the dates and addresses that it leaves to be filled in.
  static std::pair<std::string, std::string> Fill(const json::Value& header, Instant now,
                                                  const std::string& base,
                                                  const json::Value& request);

 private:
  Exchange Answer(const HttpRequest& request, std::int64_t number);

  net::Loop& loop_;
  const json::Value& test_;
  std::vector<Seen> seen_;
  std::map<std::int64_t, Exchange> given_;
};

}  // namespace ibid::cache
