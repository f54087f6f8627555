#include "serve/stream.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ibid::serve {

void Stream::Wake() {
  if (const auto wake = std::exchange(wake_, nullptr)) {
    wake();
  }
}

void Stream::Push(std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  if (ended_) {
    return;
  }
  if (waiting_.size() + bytes.size() > kWaitingMax) {
    ended_ = true;
    waiting_.clear();
  } else {
    waiting_ += bytes;
  }
  Wake();
}

void Stream::End() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  Wake();
}

bool Stream::ended() const {
  const std::lock_guard lock(mutex_);
  return ended_;
}

Stream::Taken Stream::Take(char* out, std::size_t max, std::size_t& size,
                           const std::function<void()>& sleep, std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  if (!waiting_.empty()) {
    size = std::min(max, waiting_.size());
    std::memcpy(out, waiting_.data(), size);
    waiting_.erase(0, size);
    return Taken::kSome;
  }
  if (ended_) {
    return Taken::kEnd;
  }
  sleep();
  wake_ = std::move(wake);
  return Taken::kWait;
}

void Stream::Abandon() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  waiting_.clear();
  wake_ = nullptr;
}

}  // namespace ibid::serve
