#pragma once

#include <functional>

#include "ibid/exchange.h"

namespace ibid::net {

// What carries one request over one hop: libcurl, a WARC that is replayed, a script of a test.
// It follows no redirect, keeps nothing, waits for nobody. Loop's thread only.
class Transport {
 public:
  using Done = std::function<void(Exchange)>;

  virtual ~Transport() = default;

  // `done` is called exactly once, from the loop, never before Start has returned. The Exchange has
  // no id yet.
  virtual void Start(HttpRequest request, Done done) = 0;

  // Ends what is under way, and whatever is started from now on, soon and with Failure::kCancelled.
  // A transport that never waits need not do anything.
  virtual void Stop() {}
};

}  // namespace ibid::net
