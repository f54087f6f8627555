#include "pipeline/recall.h"

#include <string>

#include <gtest/gtest.h>

#include "text/dates.h"

namespace ibid::pipeline {
namespace {

Instant At(const char* time) {
  return *text::ParseInstant(time);
}

Article Checked(Verdict verdict, const char* checked_at) {
  Article article;
  Reference reference;
  reference.id = "r1";
  reference.key = "url:https://a.example/";
  reference.url = "https://a.example/";
  article.references.push_back(reference);
  Resolution resolution;
  resolution.reference = "r1";
  resolution.verdict = verdict;
  resolution.reasons = {"because"};
  resolution.checked_at = At(checked_at);
  article.resolutions.push_back(resolution);
  return article;
}

// "kept" or "asked again".
std::string Fate(const Article& now, const Article& before, const char* time,
                 std::optional<Instant> since = std::nullopt) {
  return Recall(now, before, since, At(time)).at(0) ? "kept" : "asked again";
}

TEST(RecallTest, WhatIsKnownStandsForADay) {
  const Article before = Checked(Verdict::kGone, "2026-11-20T12:00:00Z");
  EXPECT_EQ(Fate(before, before, "2026-11-21T11:59:59Z"), "kept");
  EXPECT_EQ(Fate(before, before, "2026-11-21T12:00:00Z"), "asked again");
}

TEST(RecallTest, WhatIsOlderThanWishedIsAskedAgain) {
  const Article before = Checked(Verdict::kAlive, "2026-11-20T12:00:00Z");
  EXPECT_EQ(Fate(before, before, "2026-11-20T13:00:00Z", At("2026-11-20T12:00:00Z")), "kept");
  EXPECT_EQ(Fate(before, before, "2026-11-20T13:00:00Z", At("2026-11-20T12:00:01Z")),
            "asked again");
}

TEST(RecallTest, WhatCouldNotBeFoundOutIsAskedAgainSoon) {
  const Article before = Checked(Verdict::kBlocked, "2026-11-20T12:00:00Z");
  EXPECT_EQ(Fate(before, before, "2026-11-20T12:09:59Z"), "kept");
  EXPECT_EQ(Fate(before, before, "2026-11-20T12:10:00Z"), "asked again");
}

TEST(RecallTest, WhatWasNotAskedIsNotKnown) {
  const Article before = Checked(Verdict::kOffline, "2026-11-20T12:00:00Z");
  EXPECT_EQ(Fate(before, before, "2026-11-20T12:00:01Z"), "asked again");
}

TEST(RecallTest, AnotherQuestionIsAskedAnew) {
  const Article before = Checked(Verdict::kAlive, "2026-11-20T12:00:00Z");
  Article other_date = before;
  other_date.references[0].date = "2015-09-27";
  EXPECT_EQ(Fate(other_date, before, "2026-11-20T13:00:00Z"), "asked again");
  Article other_article = before;
  other_article.document.metadata.published.value = "2015-09-28";
  EXPECT_EQ(Fate(other_article, before, "2026-11-20T13:00:00Z"), "asked again");
  Article renumbered = before;
  renumbered.references[0].id = "r7";
  EXPECT_EQ(Recall(renumbered, before, std::nullopt, At("2026-11-20T13:00:00Z")).at(0)->reference,
            "r7");
}

}  // namespace
}  // namespace ibid::pipeline
