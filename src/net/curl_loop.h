#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "ibid/result.h"
#include "net/loop.h"

namespace ibid::net {

// The event loop of a real run: libcurl's multi interface driven by its socket callbacks over epoll
// (curl_multi_socket_action), so that the cost of an event does not grow with the number of
// transfers under way.
class CurlLoop final : public Loop {
 public:
  // `now` is what Now() says, where the run's time is fixed. kInternal where the machine has no
  // descriptors left.
  static Result<std::unique_ptr<CurlLoop>> Make(std::optional<Instant> now = std::nullopt);
  // REQUIRES: no transfer is under way.
  ~CurlLoop() override;

  std::chrono::milliseconds Elapsed() const override;
  Instant Now() const override;
  void Post(std::function<void()> what) override;
  void After(std::chrono::milliseconds delay, std::function<void()> what) override;
  void RunUntil(const std::function<bool()>& done) override;
  void Hold() override;
  void Release() override;

  // For CurlTransport. Starts a prepared CURL*; `done` gets its CURLcode, from the loop, after the
  // handle has been taken out again. The handle stays the caller's.
  void Begin(void* easy, std::function<void(int)> done);
  // Takes a handle out before its end; its `done` is not called.
  void Abandon(void* easy);

 private:
  struct Inner;
  explicit CurlLoop(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace ibid::net
