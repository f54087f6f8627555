#pragma once

#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <utility>

#include "cache/cache.h"
#include "digest/digest.h"

namespace ibid::cache {

// A folder of this test alone, gone with it.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "ibid-cache-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string operator/(const std::string& name) const { return folder_ + "/" + name; }
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
};

// What a cache needs of an event loop: a queue that other threads post to.
class PostBox {
 public:
  OpenOptions Options() {
    OpenOptions options;
    options.post = [this](std::function<void()> what) {
      const std::lock_guard lock(mutex_);
      queue_.push_back(std::move(what));
      changed_.notify_one();
    };
    options.hold = [this] { ++held_; };
    options.release = [this] { --held_; };
    options.on_trouble = [this](const Error& error) { troubles_.push_back(error.message); };
    return options;
  }

  // Runs what was posted until nothing is held and nothing waits. How much that was.
  int Drain() {
    int ran = 0;
    std::unique_lock lock(mutex_);
    while (held_ > 0 || !queue_.empty()) {
      changed_.wait(lock, [this] { return !queue_.empty(); });
      const std::function<void()> what = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      what();
      ++ran;
      lock.lock();
    }
    return ran;
  }

  const std::vector<std::string>& troubles() const { return troubles_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  int held_ = 0;  // Loop's thread.
  std::vector<std::string> troubles_;
};

// As the answer's Cache-Control might say: reusable until then, or (nothing) never.
inline net::Reuse Until(std::optional<Instant> until) {
  return {until ? net::Reuse::What::kUntil : net::Reuse::What::kNever, until.value_or(Instant{})};
}

inline Instant At(long long seconds) {
  return Instant(std::chrono::seconds(seconds));
}

// "200 https://a.example/ body" at a time; ids as the program makes them, in shape.
inline Exchange MakeExchange(const std::string& url, int status, const std::string& body,
                             long long at_seconds) {
  Exchange e;
  e.request.url = url;
  e.status = status;
  e.http_version = "1.1";
  e.headers = {{"Content-Type", "text/html; charset=utf-8"}};
  e.body = body;
  e.body_sha256 = digest::Sha256Hex(body);
  e.at = At(at_seconds);
  e.elapsed_ms = 12;
  e.remote_address = "192.0.2.1";
  e.id = "e" + digest::Sha256Hex(url + std::to_string(at_seconds) + body).substr(0, 16);
  return e;
}

inline ExchangePtr Shared(Exchange e) {
  return std::make_shared<const Exchange>(std::move(e));
}

}  // namespace ibid::cache
