#include "pipeline/interrupt.h"

#include <atomic>
#include <csignal>

namespace ibid::pipeline {
namespace {

// Set by whichever thread takes the signal, read by all. What is free of locks may be touched in a
// signal handler.
std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void OnSignal(int signal) {
  interrupted = true;
  std::signal(signal, SIG_DFL);
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
