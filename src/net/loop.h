#pragma once

#include <chrono>
#include <functional>

#include "ibid/instant.h"

namespace ibid::net {

// One thread's event loop: everything that waits in ibid waits here. Implemented over libcurl's
// multi interface by CurlLoop (curl_loop.h), and by a ManualLoop with its own clock in tests.
class Loop {
 public:
  virtual ~Loop() = default;

  // Monotonic time since the loop began; drives delays and spacing.
  virtual std::chrono::milliseconds Elapsed() const = 0;
  // Wall-clock time, or what --now fixed.
  virtual Instant Now() const = 0;

  // Calls `what` on the loop's thread, after what is running now. Post is safe from any thread; the
  // others are for the loop's own.
  virtual void Post(std::function<void()> what) = 0;
  virtual void After(std::chrono::milliseconds delay, std::function<void()> what) = 0;

  // Runs until `done` says so or nothing is left that could happen (no request under way, no timer,
  // no Post and no Hold).
  virtual void RunUntil(const std::function<bool()>& done) = 0;

  // While held, the loop does not count itself as idle: another thread will Post.
  virtual void Hold() = 0;
  virtual void Release() = 0;
};

}  // namespace ibid::net
