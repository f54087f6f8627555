#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "ibid/instant.h"
#include "ibid/result.h"
#include "ibid/session.h"

namespace ibid::serve {

class Hub;
class Answers;

struct WorkOptions {
  WebOptions web;
  std::uint64_t input_bytes_max = std::uint64_t{64} << 20U;
  int at_once = 16;                             // Checks that are worked on at once.
  std::function<void(const std::string&)> say;  // Trouble, for people. Any thread.
};

// Works on the checks that are queued in the cache, oldest first, as long as it is there: one
// thread with one Session asks the web for all of them; others read inputs and write records.
class Worker {
 public:
  // Begins, also with what an earlier program left undone. Errors as those of Session::Open.
  static Result<std::unique_ptr<Worker>> Start(WorkOptions options, Hub& hub, Answers& answers);
  // Ends soon, wherever it is. What was not done is queued again.
  ~Worker();

  // Something was queued. Any thread.
  void Wake();

 private:
  struct Inner;
  explicit Worker(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

// The time as the sessions of these options have it.
Instant NowFor(const WebOptions& options);

}  // namespace ibid::serve
