#include "pipeline/own_trouble.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace ibid::pipeline {
namespace {

// The verdict of a link that had no address, beside these answers: {URL, failure or "" for a 200}.
std::string VerdictBeside(const std::vector<std::pair<std::string, std::string>>& answers,
                          Verdict verdict = Verdict::kDnsFailure) {
  Article article;
  for (const auto& [url, failure] : answers) {
    Evidence evidence;
    evidence.url = url;
    evidence.failure = failure;
    evidence.status = failure.empty() ? 200 : 0;
    evidence.at = Instant(std::chrono::seconds(article.evidence.size()));
    article.evidence.push_back(evidence);
  }
  Resolution resolution;
  resolution.verdict = verdict;
  resolution.checked_at = article.evidence.back().at;
  resolution.reasons = {"no such host"};
  article.resolutions.push_back(resolution);
  BlameNobodyForOwnTrouble(article);
  return std::string(Name(article.resolutions[0].verdict));
}

TEST(OwnTroubleTest, WhereNobodyAnswersItIsOurs) {
  EXPECT_EQ(VerdictBeside({{"https://a.org/", "dns"}, {"https://b.org/", "dns"}}), "unknown");
  EXPECT_EQ(VerdictBeside({{"https://a.org/", "dns"}, {"https://b.org/", "dns_temporary"}}),
            "unknown");
}

TEST(OwnTroubleTest, OneAnswerProvesThatTheNetworkWorks) {
  EXPECT_EQ(
      VerdictBeside({{"https://a.org/", "dns"}, {"https://b.org/", "dns"}, {"https://c.org/", ""}}),
      "dns_failure");
}

TEST(OwnTroubleTest, ANetworkThatFailsInTheMiddle) {
  EXPECT_EQ(VerdictBeside(
                {{"https://a.org/", ""}, {"https://b.org/", "dns"}, {"https://a.org/2", "timeout"}},
                Verdict::kTimeout),
            "unknown");
  EXPECT_EQ(
      VerdictBeside(
          {{"https://a.org/", ""}, {"https://b.org/", "connect"}, {"https://a.org/2", "connect"}},
          Verdict::kConnectFailure),
      "unknown");
  EXPECT_EQ(
      VerdictBeside({{"https://a.org/", ""}, {"https://b.org/", "dns"}, {"https://c.org/", "dns"}}),
      "dns_failure")
      << "none of those had answered: they may well be gone";
  EXPECT_EQ(
      VerdictBeside(
          {{"https://b.org/", "dns"}, {"https://a.org/", ""}, {"https://a.org/2", "timeout"}}),
      "dns_failure");
  EXPECT_EQ(
      VerdictBeside({{"https://a.org/", ""}, {"https://b.org/", "dns"}, {"https://a.org/2", "dns"}},
                    Verdict::kGone),
      "gone")
      << "that was an answer";
}

TEST(OwnTroubleTest, ServersThatRefuseAreReached) {
  EXPECT_EQ(VerdictBeside({{"https://a.org/", "connect"}, {"https://b.org/", "connect"}},
                          Verdict::kConnectFailure),
            "connect_failure");
}

TEST(OwnTroubleTest, OneHostProvesNothing) {
  EXPECT_EQ(VerdictBeside({{"https://a.org/", "dns"}, {"https://a.org/b", "dns"}}), "dns_failure");
  EXPECT_EQ(VerdictBeside({{"https://a.org/", "dns"}, {"https://b.invalid/", "dns"}}),
            "dns_failure");
}

}  // namespace
}  // namespace ibid::pipeline
