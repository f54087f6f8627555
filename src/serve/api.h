#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "serve/answers.h"
#include "serve/guard.h"
#include "serve/http_server.h"
#include "serve/hub.h"
#include "serve/pool.h"
#include "serve/routes.h"
#include "serve/worker.h"

namespace ibid::serve {

struct ApiOptions {
  std::uint64_t input_bytes_max = std::uint64_t{64} << 20U;
  int queue_max = 1000;     // Checks that may wait.
  std::string status_head;  // The fields of GET /api/status that do not change: JSON members.
  std::string version;
  std::function<Instant()> now;
};

// What each request is answered with. All threads.
class Api final : public Handler {
 public:
  // `readers` look into the cache, `writer` has the one thread that changes it for requests; what
  // else is given outlives the Api, and its pools have ended before it does.
  Api(ApiOptions options, const Guard& guard, Answers& answers, Hub& hub, Worker& worker,
      Pool& readers, Pool& writer);

  ResponsePtr Refuse(const Request& request, std::uint64_t& body_bytes_max) override;
  ResponsePtr Quick(const Request& request) override;
  void Slow(std::shared_ptr<const Request> request, Answer answer) override;

  // From now on nothing new is begun.
  void Close() { closed_ = true; }

 private:
  // A question that looks into the cache, its answer kept as `keep` says.
  void Read(const Request& request, Answers::Keep keep,
            std::function<ResponsePtr(cache::Checks&)> read, Answer answer);
  void Write(std::function<ResponsePtr(cache::Checks&)> write, Answer answer);
  ResponsePtr Status(cache::Checks& checks) const;
  void Ask(const Found& found, const std::shared_ptr<const Request>& request, Answer answer);
  void Add(const std::shared_ptr<const Request>& request, Answer answer);
  void Again(std::int64_t id, const std::shared_ptr<const Request>& request, Answer answer);
  void Delete(std::int64_t id, Answer answer);
  // After the check was added.
  ResponsePtr Accepted(cache::Checks& checks, std::int64_t id);
  // Null where one more may wait.
  ResponsePtr RefuseIfFull(cache::Checks& checks) const;
  void Watch(std::int64_t id, const Request& request, Answer answer);
  ResponsePtr WatchAll();
  ResponsePtr LogIn(const Request& request) const;

  const ApiOptions options_;
  const Guard& guard_;
  Answers& answers_;
  Hub& hub_;
  Worker& worker_;
  Pool& readers_;
  Pool& writer_;
  std::atomic<bool> closed_{false};
};

}  // namespace ibid::serve
