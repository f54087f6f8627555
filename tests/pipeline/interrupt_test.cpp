#include "pipeline/interrupt.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

#include <gtest/gtest.h>

namespace ibid::pipeline {
namespace {

// Each in a process of its own.
TEST(InterruptTest, TwoSignalsWithinAMomentAreOne) {
  EXPECT_EXIT(
      {
        ListenForInterrupts();
        const bool before = IsInterrupted();
        std::raise(SIGTERM);
        std::raise(SIGTERM);
        std::raise(SIGINT);
        std::exit(!before && IsInterrupted() ? 7 : 1);
      },
      testing::ExitedWithCode(7), "");
}

TEST(InterruptTest, OneThatComesLaterKills) {
  EXPECT_EXIT(
      {
        ListenForInterrupts();
        std::raise(SIGTERM);
        std::this_thread::sleep_for(std::chrono::milliseconds(1100));
        std::raise(SIGINT);
        std::exit(1);
      },
      testing::KilledBySignal(SIGINT), "");
}

}  // namespace
}  // namespace ibid::pipeline
