#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <utility>

#include "net/loop.h"

namespace ibid::test {

// A loop whose clock stands still while anything can happen, and then jumps to the next timer: an
// hour of pauses takes no time, and comes out the same each time. One thread, Post included.
class ManualLoop final : public net::Loop {
 public:
  // The run begins at `start`; Now() moves with Elapsed().
  explicit ManualLoop(Instant start) : start_(start) {}

  std::chrono::milliseconds Elapsed() const override { return now_; }
  Instant Now() const override { return start_ + now_; }
  void Post(std::function<void()> what) override { posted_.push_back(std::move(what)); }
  void After(std::chrono::milliseconds delay, std::function<void()> what) override;
  void RunUntil(const std::function<bool()>& done) override;
  void Hold() override {}
  void Release() override {}

  // Until nothing is left that could happen.
  void Run();

 private:
  Instant start_;
  std::chrono::milliseconds now_{0};
  std::deque<std::function<void()>> posted_;
  std::map<std::pair<std::chrono::milliseconds, std::uint64_t>, std::function<void()>> timers_;
  std::uint64_t timers_made_ = 0;
};

}  // namespace ibid::test
