#include "net/rate_limit.h"

#include <string>

#include <gtest/gtest.h>

#include "text/dates.h"

namespace ibid::net {
namespace {

// "5 in 30 s" of an answer of 2026-11-22T12:00:00Z (1795348800) with these headers.
std::string Read(Headers headers) {
  Exchange exchange;
  exchange.at = *text::ParseInstant("2026-11-22T12:00:00Z");
  exchange.headers = std::move(headers);
  const std::optional<RateLimit> limit = ReadRateLimit(exchange);
  return limit ? std::to_string(limit->remaining) + " in " +
                     std::to_string(limit->reset.count() / 1000) + " s"
               : "none";
}

TEST(RateLimitTest, ReadsEveryShape) {
  EXPECT_EQ(Read({{"RateLimit", "\"default\";r=5;t=30"}}), "5 in 30 s");
  EXPECT_EQ(Read({{"ratelimit", "\"minute\";r=50;t=30, \"day\";r=3;t=4000"}}), "3 in 4000 s");
  EXPECT_EQ(Read({{"RateLimit", "limit=10, remaining=0, reset=7"}}), "0 in 7 s");
  EXPECT_EQ(Read({{"RateLimit-Remaining", "2"}, {"RateLimit-Reset", "9"}}), "2 in 9 s");
  EXPECT_EQ(Read({{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "1795348860"}}),
            "0 in 60 s");
  EXPECT_EQ(Read({{"x-rate-limit-remaining", "1.0"}, {"x-rate-limit-reset", "1.5"}}), "1 in 1 s");
  EXPECT_EQ(Read({{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "1000000000"}}), "0 in 0 s")
      << "a moment that has passed";
  EXPECT_EQ(Read({{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "999999999"}}),
            "0 in 86400 s");
}

TEST(RateLimitTest, WhatIsNoNumberSaysNothing) {
  EXPECT_EQ(Read({}), "none");
  EXPECT_EQ(Read({{"RateLimit", "soon"}}), "none");
  EXPECT_EQ(Read({{"RateLimit", "\"default\";r=5"}}), "none");
  EXPECT_EQ(Read({{"RateLimit-Remaining", "-1"}, {"RateLimit-Reset", "9"}}), "none");
  EXPECT_EQ(Read({{"RateLimit-Remaining", "5"}}), "none");
  EXPECT_EQ(Read({{"X-RateLimit-Remaining", "99999999999999999999"}, {"X-RateLimit-Reset", "1"}}),
            "none");
}

}  // namespace
}  // namespace ibid::net
