#include "pipeline/history.h"

#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace ibid::pipeline {
namespace {

Verdict VerdictNamed(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(Verdict::kUnknown); ++i) {
    if (Name(static_cast<Verdict>(i)) == name) {
      return static_cast<Verdict>(i);
    }
  }
  ADD_FAILURE() << name;
  return Verdict::kUnknown;
}

Instant Day(double day) {
  return Instant(std::chrono::hours(static_cast<long>(day * 24)));
}

// "DAY verdict, DAY verdict, ...", the last being the check of now -> "state failures since-day".
std::string After(const std::string& checks, DeathRule rule = {}) {
  std::vector<PastCheck> past;
  std::istringstream list(checks);
  for (std::string one; std::getline(list, one, ',');) {
    std::istringstream words(one);
    double day = 0;
    std::string verdict;
    words >> day >> verdict;
    past.push_back({Day(day), VerdictNamed(verdict)});
  }
  Resolution now;
  now.checked_at = past.back().at;
  now.verdict = past.back().verdict;
  past.pop_back();
  const History history = Judge(past, now, rule);
  std::string out(Name(history.state));
  out += " " + std::to_string(history.failures);
  if (history.failing_since) {
    out += " " + std::to_string(std::chrono::duration_cast<std::chrono::hours>(
                                    history.failing_since->time_since_epoch())
                                    .count() /
                                24);
  }
  return out;
}

TEST(HistoryTest, DeadOnlyAfterThreeFailuresThreeDaysApart) {
  EXPECT_EQ(After("1 alive"), "ok 0");
  EXPECT_EQ(After("1 gone"), "failing 1 1");
  EXPECT_EQ(After("1 gone, 4 gone"), "failing 2 1");
  EXPECT_EQ(After("1 gone, 4 gone, 7 gone"), "dead 3 1");
  EXPECT_EQ(After("1 gone, 2 gone, 3 gone, 3.5 gone"), "failing 1 1") << "too close together";
  EXPECT_EQ(After("1 gone, 3 gone, 4 gone, 6 gone, 7 gone"), "dead 3 1")
      << "each from the one before that counted";
  EXPECT_EQ(After("1 gone, 4 deleted, 9 dns_failure"), "dead 3 1") << "whatever they are";
  EXPECT_EQ(After("1 timeout, 4 server_error, 9 connect_failure"), "dead 3 1");
}

TEST(HistoryTest, OneSuccessHeals) {
  EXPECT_EQ(After("1 gone, 4 gone, 7 gone, 8 alive"), "ok 0");
  EXPECT_EQ(After("1 gone, 4 gone, 5 moved, 8 gone"), "failing 1 8");
  EXPECT_EQ(After("1 gone, 4 gone, 5 paywall, 8 soft_404, 11 gone"), "failing 2 8");
}

TEST(HistoryTest, NotBeingLetInSaysNothing) {
  EXPECT_EQ(After("1 blocked"), "unknown 0");
  EXPECT_EQ(After("1 alive, 4 blocked, 8 login, 20 consent"), "ok 0");
  EXPECT_EQ(After("1 gone, 4 gone, 7 blocked"), "failing 2 1");
  EXPECT_EQ(After("1 gone, 4 gone, 7 unknown, 10 gone"), "dead 3 1");
  EXPECT_EQ(After("1 gone, 4 gone, 7 gone, 9 offline"), "dead 3 1");
}

TEST(HistoryTest, TheRuleCanBeAnother) {
  EXPECT_EQ(After("1 gone", {1, std::chrono::hours(0)}), "dead 1 1");
  EXPECT_EQ(After("1 gone, 2 gone", {2, std::chrono::hours(24)}), "dead 2 1");
  EXPECT_EQ(After("1 gone, 2 gone", {2, std::chrono::hours(25)}), "failing 1 1");
}

TEST(HistoryTest, TheSameLookCountsOnceAndOrderIsThatOfTime) {
  Resolution now;
  now.checked_at = Day(4);
  now.verdict = Verdict::kGone;
  const std::vector<PastCheck> past = {
      {Day(4), Verdict::kGone}, {Day(1), Verdict::kGone}, {Day(9), Verdict::kAlive}};
  const History history = Judge(past, now, {});
  EXPECT_EQ(history.failures, 2) << "what was found out later does not count for an earlier run";
  EXPECT_FALSE(history.last_ok);
}

}  // namespace
}  // namespace ibid::pipeline
