#include "pipeline/passing_on.h"

#include <functional>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "pipeline/program_id.h"
#include "text/dates.h"

namespace ibid::pipeline {
namespace {

std::string Digest(const std::function<void(WebOptions&)>& change) {
  WebOptions options;
  change(options);
  return SettingsDigest(options, "program");
}

TEST(PassingOnTest, WhatDecidesWhatIsFoundIsInTheSettings) {
  const std::string plain = Digest([](WebOptions&) {});
  EXPECT_EQ(plain.size(), 32U);
  EXPECT_NE(SettingsDigest({}, "another program"), plain);
  const std::function<void(WebOptions&)> changes[] = {
      [](WebOptions& o) { o.replay = "w.warc"; },
      [](WebOptions& o) { o.connect_to = {"a:80:b:80"}; },
      [](WebOptions& o) { o.connect_to = {"a:80", "b:80"}; },
      [](WebOptions& o) { o.cacert = "w.warc"; },
      [](WebOptions& o) { o.proxy = "http://p.example:1"; },
      [](WebOptions& o) { o.no_proxy = "http://p.example:1"; },
      [](WebOptions& o) { o.headers = {"a:80:b:80"}; },
      [](WebOptions& o) { o.robots = true; },
      [](WebOptions& o) { o.allow_private = true; },
      [](WebOptions& o) { o.third_parties = false; },
      [](WebOptions& o) { o.archived_copies = false; },
      [](WebOptions& o) { o.archives = {"a:80:b:80"}; },
      [](WebOptions& o) { o.timeout_s = 3; },
      [](WebOptions& o) { o.death.failures = 20; },
      [](WebOptions& o) { o.death.apart = std::chrono::hours(20); },
      [](WebOptions& o) { o.secrets.hosts.push_back({"a.example", "u", "p", "", {}}); },
      [](WebOptions& o) { o.secrets.keys["nyt"] = "k"; },
  };
  std::set<std::string> seen = {plain};
  for (const auto& change : changes) {
    EXPECT_TRUE(seen.insert(Digest(change)).second) << seen.size();
  }
}

TEST(PassingOnTest, WidthsAndSecretsAreNotInTheSettings) {
  const std::string plain = Digest([](WebOptions&) {});
  EXPECT_EQ(Digest([](WebOptions& o) { o.concurrency = o.host_concurrency = 1; }), plain);
  EXPECT_EQ(Digest([](WebOptions& o) { o.cache = "elsewhere"; }), plain);
  EXPECT_EQ(Digest([](WebOptions& o) { o.secrets.keys["nyt"] = "one"; }),
            Digest([](WebOptions& o) { o.secrets.keys["nyt"] = "other"; }));
}

TEST(PassingOnTest, ItIsPassedOnToWhoAsksTheSame) {
  EXPECT_EQ(PassedOnTo("a", "s"), PassedOnTo("a", "s"));
  EXPECT_NE(PassedOnTo("a", "s"), PassedOnTo("b", "s"));
  EXPECT_NE(PassedOnTo("a", "s"), PassedOnTo("a", "t"));
}

// Of resolutions "VERDICT STATE", checked an hour after one another from noon on.
Article Checked(const std::vector<std::pair<Verdict, LinkState>>& found) {
  Article article;
  Instant at = *text::ParseInstant("2026-11-20T12:00:00Z");
  for (const auto& [verdict, state] : found) {
    Resolution resolution;
    resolution.verdict = verdict;
    resolution.history.state = state;
    if (verdict != Verdict::kNotChecked) {
      resolution.checked_at = at;
    }
    at += std::chrono::hours(1);
    article.resolutions.push_back(resolution);
  }
  return article;
}

TEST(PassingOnTest, ItStandsAsLongAsAllOfIt) {
  using enum Verdict;
  const auto until = [](std::vector<std::pair<Verdict, LinkState>> found) {
    return AllStandUntil(Checked(found));
  };
  EXPECT_EQ(until({{kGone, LinkState::kDead}, {kAlive, LinkState::kOk}}),
            text::ParseInstant("2026-11-21T13:00:00Z"));
  EXPECT_EQ(until({{kAlive, LinkState::kOk}, {kBlocked, LinkState::kUnknown}}),
            text::ParseInstant("2026-11-20T13:10:00Z"));
  EXPECT_EQ(until({{kNotChecked, LinkState::kUnknown}, {kAlive, LinkState::kOk}}),
            text::ParseInstant("2026-11-21T13:00:00Z"))
      << "there is nothing to ask, ever";
  EXPECT_EQ(until({{kAlive, LinkState::kOk}, {kRefused, LinkState::kUnknown}}), std::nullopt);
  EXPECT_EQ(until({{kOffline, LinkState::kUnknown}}), std::nullopt);
  EXPECT_EQ(until({}), std::nullopt);
}

TEST(PassingOnTest, OutcomesAreVerdictsAndStatesOnce) {
  EXPECT_EQ(OutcomesOf(Checked({{Verdict::kGone, LinkState::kFailing},
                                {Verdict::kGone, LinkState::kDead},
                                {Verdict::kAlive, LinkState::kOk}})),
            "alive,dead,failing,gone,ok");
  EXPECT_EQ(OutcomesOf({}), "");
}

TEST(ProgramIdTest, IsThatOfTheLinker) {
  const std::string id = ProgramId();
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_GE(id.size(), 16U) << "no build id: nothing will be passed on";
  EXPECT_EQ(id, ProgramId());
}

}  // namespace
}  // namespace ibid::pipeline
