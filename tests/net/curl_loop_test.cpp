#include "net/curl_loop.h"

#include <string>
#include <thread>

#include <gtest/gtest.h>

namespace ibid::net {
namespace {

using std::chrono::milliseconds;

std::unique_ptr<CurlLoop> MakeLoop(std::optional<Instant> now = std::nullopt) {
  return CurlLoop::Make(now).value();
}

TEST(CurlLoopTest, RunsInTheOrderOfTimeThenOfAsking) {
  const auto loop = MakeLoop();
  std::string order;
  loop->After(milliseconds(20), [&] { order += 'd'; });
  loop->After(milliseconds(1), [&] { order += 'b'; });
  loop->After(milliseconds(1), [&] { order += 'c'; });
  loop->Post([&] {
    order += 'a';
    loop->Post([&] { order += '+'; });
  });
  loop->RunUntil([] { return false; });
  EXPECT_EQ(order.front(), 'a');
  EXPECT_LT(order.find('b'), order.find('c'));
  EXPECT_EQ(order.back(), 'd');
  EXPECT_EQ(order.size(), 5U);
}

TEST(CurlLoopTest, StopsWhereItIsTold) {
  const auto loop = MakeLoop();
  int count = 0;
  for (int i = 0; i < 5; ++i) {
    loop->After(milliseconds(10 * i), [&] { ++count; });
  }
  loop->RunUntil([&] { return count == 2; });
  EXPECT_EQ(count, 2);
}

TEST(CurlLoopTest, WaitsForAnotherThreadWhileHeld) {
  const auto loop = MakeLoop();
  int got = 0;
  loop->Hold();
  std::thread other([&] {
    for (int i = 0; i < 1000; ++i) {
      loop->Post([&] { ++got; });
    }
    loop->Post([&] { loop->Release(); });
  });
  loop->RunUntil([] { return false; });
  other.join();
  EXPECT_EQ(got, 1000);
}

TEST(CurlLoopTest, TellsTheTimeItWasGiven) {
  EXPECT_EQ(MakeLoop(Instant(milliseconds(1000)))->Now(), Instant(milliseconds(1000)));
  EXPECT_GT(MakeLoop()->Now(), Instant(milliseconds(1'700'000'000'000)));
}

}  // namespace
}  // namespace ibid::net
