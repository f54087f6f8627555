#include "pipeline/interrupt.h"

#include <atomic>
#include <csignal>
#include <cstdint>
#include <ctime>

namespace ibid::pipeline {
namespace {

// `timeout` and shells signal a process and its group: the same wish, twice within a moment.
constexpr std::int64_t kNsOfSecond = 1'000'000'000;
constexpr std::int64_t kOneWishNs = kNsOfSecond;

// Set by whichever thread takes the signal, read by all. What is free of locks may be touched in a
// signal handler.
std::atomic<bool> interrupted = false;
std::atomic<std::int64_t> first_ns = 0;
static_assert(std::atomic<bool>::is_always_lock_free &&
              std::atomic<std::int64_t>::is_always_lock_free);

std::int64_t NowNs() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);  // Allowed in a signal handler (POSIX).
  return std::int64_t{now.tv_sec} * kNsOfSecond + now.tv_nsec;
}

void OnSignal(int signal) {
  const std::int64_t now = NowNs();
  std::int64_t none = 0;
  interrupted = true;
  if (!first_ns.compare_exchange_strong(none, now) && now - none > kOneWishNs) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

}  // namespace

void ListenForInterrupts() {
  struct sigaction action{};
  action.sa_handler = OnSignal;  // Without SA_RESTART: what waits wakes up and looks.
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool IsInterrupted() {
  return interrupted;
}

}  // namespace ibid::pipeline
