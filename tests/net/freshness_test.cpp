#include "net/freshness.h"

#include <string>

#include <gtest/gtest.h>

#include "text/dates.h"

namespace ibid::net {
namespace {

constexpr const char* kAsked = "2026-11-20T12:00:00Z";

// How long an answer asked at noon may be reused: "1d", "600s"; "asked again": it is stored, for
// validation alone; "never".
std::string Life(int status, Headers headers, Failure failure = Failure::kNone,
                 const char* method = "GET") {
  Exchange exchange;
  exchange.request.method = method;
  exchange.status = status;
  exchange.headers = std::move(headers);
  exchange.failure = failure;
  exchange.at = *text::ParseInstant(kAsked);
  const std::optional<Instant> until = ReusableUntil(exchange);
  if (!until) {
    return "never";
  }
  const auto s = std::chrono::duration_cast<std::chrono::seconds>(*until - exchange.at).count();
  if (s <= 0) {
    return "asked again";
  }
  return s % 86400 == 0 ? std::to_string(s / 86400) + "d" : std::to_string(s) + "s";
}

TEST(FreshnessTest, AnAnswerIsGoodForADayUnlessItSaysMore) {
  EXPECT_EQ(Life(200, {}), "1d");
  EXPECT_EQ(Life(301, {{"Cache-Control", "private,max-age=300"}}), "1d");
  EXPECT_EQ(Life(200, {{"cache-control", "max-age=259200"}}), "3d");
  EXPECT_EQ(Life(200, {{"cache-control", "max-age=864000"}}), "7d") << "a week is the most";
  EXPECT_EQ(Life(200, {{"Cache-Control", "max-age=864000"}, {"Age", "432000"}}), "5d");
  EXPECT_EQ(Life(404, {}), "1d");
  EXPECT_EQ(Life(410, {}), "1d");
}

TEST(FreshnessTest, WhatTheOriginForbidsStaysForbidden) {
  EXPECT_EQ(Life(200, {{"Cache-Control", "no-store"}}), "never");
  EXPECT_EQ(Life(200, {{"Cache-Control", "max-age=99999, No-Store"}}), "never");
  EXPECT_EQ(Life(200, {{"Cache-Control", "no-cache"}}), "asked again");
  EXPECT_EQ(Life(200, {{"Cache-Control", "no-cache=\"set-cookie\", max-age=60"}}), "1d");
  EXPECT_EQ(Life(200, {{"Cache-Control", "no-store, must-understand"}}), "1d");
  EXPECT_EQ(Life(299, {{"Cache-Control", "no-store, must-understand, max-age=9"}}), "never");
  EXPECT_EQ(Life(200, {{"Cache-Control", "must-revalidate, max-age=60"}}), "60s");
  EXPECT_EQ(Life(200, {{"Cache-Control", "must-revalidate"}}), "asked again");
  EXPECT_EQ(Life(200, {{"Cache-Control", "x=\"no-store, y\""}}), "1d")
      << "quoted text is no directive";
}

TEST(FreshnessTest, ExpiresCountsWhereMaxAgeIsMissing) {
  const Headers expires = {{"Date", "Fri, 20 Nov 2026 12:00:00 GMT"},
                           {"Expires", "Mon, 23 Nov 2026 12:00:00 GMT"}};
  EXPECT_EQ(Life(200, expires), "3d");
  EXPECT_EQ(Life(200, {{"Expires", "0"}}), "1d") << "stale at once, and we take stale answers";
  EXPECT_EQ(Life(302, {{"Expires", "Mon, 23 Nov 2026 12:00:00 GMT"}}), "3d");
  EXPECT_EQ(Life(302, {{"Expires", "Mon, 23 Nov 2026 12:00:00 UTC"}}), "1d")
      << "that is no HTTP-date, so it is stale";
}

TEST(FreshnessTest, TimeSpentInOtherCachesCounts) {
  EXPECT_EQ(Life(200, {{"Cache-Control", "max-age=432000"}, {"Age", "172800, 0"}}), "3d");
  EXPECT_EQ(Life(200, {{"Cache-Control", "max-age=432000"}, {"Age", "two days"}}), "5d");
  EXPECT_EQ(Life(200, {{"Cache-Control", "max-age=432000"},
                       {"Date", "Wednesday, 18-Nov-26 12:00:00 GMT"}}),
            "3d");
}

TEST(FreshnessTest, AStatusThatIsPublicNeedsNoLifetime) {
  EXPECT_EQ(Life(299, {}), "never");
  EXPECT_EQ(Life(299, {{"Cache-Control", "public"}}), "1d");
  EXPECT_EQ(Life(302, {{"ETag", "\"a\""}}), "asked again");
}

TEST(FreshnessTest, OldPagesLiveLongerUpToAWeek) {
  EXPECT_EQ(Life(200, {{"Last-Modified", "Sat, 21 Nov 2020 12:00:00 GMT"}}), "7d");
  EXPECT_EQ(Life(200, {{"Last-Modified", "Sat, 21 Nov 2026 12:00:00 GMT"}}), "1d")
      << "from the future";
}

TEST(FreshnessTest, TemporaryRedirectsNeedAnExplicitLife) {
  EXPECT_EQ(Life(302, {}), "never");
  EXPECT_EQ(Life(307, {}), "never");
  EXPECT_EQ(Life(302, {{"Cache-Control", "max-age=10"}}), "1d");
}

TEST(FreshnessTest, ThrottlingAndFailuresAreShortLivedOrNotKept) {
  EXPECT_EQ(Life(429, {}), "never");
  EXPECT_EQ(Life(503, {{"Cache-Control", "max-age=99999"}}), "600s");
  EXPECT_EQ(Life(503, {}), "never");
  EXPECT_EQ(Life(500, {}), "600s");
  EXPECT_EQ(Life(206, {}), "never");
  EXPECT_EQ(Life(0, {}, Failure::kDns), "600s");
  EXPECT_EQ(Life(0, {}, Failure::kConnect), "600s");
  EXPECT_EQ(Life(200, {}, Failure::kTooLarge), "1d");
  EXPECT_EQ(Life(0, {}, Failure::kDnsTemporary), "never");
  EXPECT_EQ(Life(0, {}, Failure::kRefused), "never");
  EXPECT_EQ(Life(0, {}, Failure::kOffline), "never");
  EXPECT_EQ(Life(0, {}, Failure::kCancelled), "never");
}

TEST(FreshnessTest, OnlySafeMethodsAreReused) {
  EXPECT_EQ(Life(200, {}, Failure::kNone, "POST"), "never");
}

TEST(FreshnessTest, BrokenNumbersAreStaleAndNotAnOverflow) {
  EXPECT_EQ(Life(200, {{"Cache-Control", "max-age=99999999999999999999"}}), "7d");
  EXPECT_EQ(Life(200, {{"Cache-Control", "max-age=-1, must-revalidate"}}), "asked again");
  EXPECT_EQ(Life(200, {{"Cache-Control", "max-age=abc"}}), "1d");
}

}  // namespace
}  // namespace ibid::net
