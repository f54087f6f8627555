#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace ibid::serve {

// An answer that goes on: what is pushed on one side is sent on the other. All threads.
class Stream {
 public:
  // What may wait for a reader that does not read. Beyond it the stream ends: an EventSource comes
  // back and gets what is so then.
  static constexpr std::size_t kWaitingMax = 256U << 10U;

  void Push(std::string_view bytes);
  // What was pushed is still sent.
  void End();
  bool ended() const;

  enum class Taken { kSome, kWait, kEnd };
  // For the sender: moves at most `max` bytes to `out`. kWait: `wake` will be called once, when it
  // is worth to ask again, and `sleep` was called before, without anything between.
  Taken Take(char* out, std::size_t max, std::size_t& size, const std::function<void()>& sleep,
             std::function<void()> wake);
  // The sender is gone: nothing more is kept.
  void Abandon();

 private:
  void Wake();  // REQUIRES: mutex_ is held.

  mutable std::mutex mutex_;
  std::string waiting_;
  bool ended_ = false;
  std::function<void()> wake_;
};

}  // namespace ibid::serve
