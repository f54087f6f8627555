#include "audit/own_network.h"

#include <chrono>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace ibid::audit {
namespace {

// Findings "host verdict second", a line each, in the order in which they come. What is kept, in
// that order, as "host", and "-N" for those that are dropped at the end.
std::string Kept(const std::string& findings, bool* seems_down = nullptr) {
  std::string out;
  OwnNetwork network([&out](const cache::AuditFinding& finding) { out += finding.row.host + " "; });
  std::istringstream lines(findings);
  std::string host;
  std::string verdict;
  for (int second = 0; lines >> host >> verdict >> second;) {
    cache::AuditFinding finding;
    finding.row.host = host;
    finding.row.status = verdict == "alive" ? 200 : 0;
    finding.row.checked_at = Instant(std::chrono::seconds(second));
    for (const Verdict one : {Verdict::kAlive, Verdict::kDnsFailure, Verdict::kConnectFailure,
                              Verdict::kTimeout, Verdict::kUnknown}) {
      if (Name(one) == verdict) {
        finding.resolution.verdict = one;
      }
    }
    network.Take(std::move(finding));
  }
  if (seems_down != nullptr) {
    *seems_down = network.SeemsDown();
  }
  if (const std::size_t dropped = network.Finish(); dropped > 0) {
    out += "-" + std::to_string(dropped);
  }
  return out;
}

TEST(OwnNetworkTest, AnAnswerShowsThatTheNetworkIsThere) {
  EXPECT_EQ(Kept("a alive 1\nb dns_failure 2\nc alive 3\nd timeout 4\ne alive 4"), "a c b e d ");
  EXPECT_EQ(Kept("a alive 5\nb dns_failure 2"), "a b ") << "it was asked before";
}

TEST(OwnNetworkTest, ANetworkThatFailsInTheMiddle) {
  EXPECT_EQ(Kept("a alive 1\nb alive 1\nc dns_failure 2\na timeout 3"), "a b -2");
  EXPECT_EQ(Kept("a alive 1\nc dns_failure 2\nd dns_failure 3"), "a c d ")
      << "none of those had answered: they may well be gone";
  EXPECT_EQ(Kept("a alive 1\na connect_failure 2"), "a a ") << "one host alone may be down";
}

TEST(OwnNetworkTest, ANetworkThatIsNotThereAtAll) {
  EXPECT_EQ(Kept("a dns_failure 1\nb dns_failure 1"), "-2");
  EXPECT_EQ(Kept("a connect_failure 1\nb connect_failure 1"), "a b ");
  EXPECT_EQ(Kept("a.invalid dns_failure 1\nb.invalid dns_failure 1"), "a.invalid b.invalid ");
  EXPECT_EQ(Kept("a dns_failure 1"), "a ");
}

TEST(OwnNetworkTest, ThereIsNoSenseInGoingOn) {
  std::string findings = "a alive 1\nb alive 1\n";
  bool seems_down = true;
  Kept(findings + "a timeout 2\nb timeout 2\n", &seems_down);
  EXPECT_FALSE(seems_down) << "two are not enough to end an audit";
  for (int i = 0; i < 60; ++i) {
    findings += i % 2 == 0 ? "a timeout 2\n" : "b timeout 2\n";
  }
  EXPECT_EQ(Kept(findings, &seems_down), "a b -60");
  EXPECT_TRUE(seems_down);
}

}  // namespace
}  // namespace ibid::audit
