#include "audit/accept.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::audit {
namespace {

// "blocked/403" judged by an --accept.
std::string Judged(std::string_view accept, Verdict verdict, int status) {
  const Result<Accept> rules = Accept::Parse(accept);
  return rules ? std::string(Name(rules->StandingOf(verdict, status))) : rules.error().message;
}

TEST(AcceptTest, WithoutExceptions) {
  EXPECT_EQ(Judged("", Verdict::kAlive, 200), "ok");
  EXPECT_EQ(Judged("", Verdict::kPaywall, 200), "ok");
  EXPECT_EQ(Judged("", Verdict::kMoved, 200), "warn");
  EXPECT_EQ(Judged("", Verdict::kGone, 404), "fail");
  EXPECT_EQ(Judged("", Verdict::kSoft404, 200), "fail");
  EXPECT_EQ(Judged("", Verdict::kTimeout, 0), "fail");
  EXPECT_EQ(Judged("", Verdict::kBlocked, 403), "unknown");
  EXPECT_EQ(Judged("", Verdict::kUnknown, 200), "unknown");
  EXPECT_EQ(Judged("", Verdict::kOffline, 0), "unknown");
  EXPECT_EQ(Judged("", Verdict::kRefused, 0), "excluded");
}

TEST(AcceptTest, StatusesAndRanges) {
  EXPECT_EQ(Judged("200..=299,429", Verdict::kBlocked, 429), "ok");
  EXPECT_EQ(Judged("200..=299, 429", Verdict::kBlocked, 403), "unknown");
  EXPECT_EQ(Judged("403:warn", Verdict::kBlocked, 403), "warn");
  EXPECT_EQ(Judged("403:fail", Verdict::kBlocked, 403), "fail");
  EXPECT_EQ(Judged("500..600", Verdict::kServerError, 599), "ok");
  EXPECT_EQ(Judged("500..503", Verdict::kServerError, 503), "fail");
  EXPECT_EQ(Judged("500..=503", Verdict::kServerError, 503), "ok");
  EXPECT_EQ(Judged("500..", Verdict::kBlocked, 999), "ok");
  EXPECT_EQ(Judged("..=404", Verdict::kGone, 404), "ok");
  EXPECT_EQ(Judged("404:warn,404:ok", Verdict::kGone, 404), "warn") << "the first that fits";
}

TEST(AcceptTest, A2xxIsJudgedByWhatItShows) {
  EXPECT_EQ(Judged("200..=299", Verdict::kSoft404, 200), "fail");
  EXPECT_EQ(Judged("200..=299:ok", Verdict::kSoft404, 200), "ok") << "said in so many words";
  EXPECT_EQ(Judged("200:warn", Verdict::kAlive, 200), "warn");
}

TEST(AcceptTest, VerdictsByName) {
  EXPECT_EQ(Judged("soft_404", Verdict::kSoft404, 200), "ok");
  EXPECT_EQ(Judged("blocked:warn,timeout:unknown", Verdict::kTimeout, 0), "unknown");
  EXPECT_EQ(Judged("moved:ok", Verdict::kMoved, 200), "ok");
}

TEST(AcceptTest, WhatIsWrong) {
  for (const char* wrong : {"4o4", "404:", "404:maybe", "99", "1000", "300..200", "..",
                            "200..=", "blokced", "-1", "200...300"}) {
    const std::string message = Judged(wrong, Verdict::kAlive, 200);
    EXPECT_NE(message.find("is none of"), std::string::npos) << wrong << ": " << message;
  }
}

}  // namespace
}  // namespace ibid::audit
