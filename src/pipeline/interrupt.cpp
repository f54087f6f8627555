#include "pipeline/interrupt.h"

#include <csignal>

namespace ibid::pipeline {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void OnSignal(int signal) {
  interrupted = 1;
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
  return interrupted != 0;
}

}  // namespace ibid::pipeline
