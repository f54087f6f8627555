#include "support/manual_loop.h"

namespace ibid::test {

void ManualLoop::After(std::chrono::milliseconds delay, std::function<void()> what) {
  timers_.emplace(std::pair(now_ + delay, timers_made_++), std::move(what));
}

void ManualLoop::RunUntil(const std::function<bool()>& done) {
  while (!done()) {
    if (!posted_.empty()) {
      const std::function<void()> what = std::move(posted_.front());
      posted_.pop_front();
      what();
    } else if (!timers_.empty()) {
      const auto due = timers_.extract(timers_.begin());
      now_ = std::max(now_, due.key().first);
      due.mapped()();
    } else {
      return;
    }
  }
}

void ManualLoop::Run() {
  RunUntil([] { return false; });
}

}  // namespace ibid::test
