#include "resolve/stories/story_score.h"

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

std::string Stems(std::string_view text) {
  std::string out;
  for (const ContentWord& word : ContentWords(text)) {
    out += (out.empty() ? "" : " ") + word.stem + (word.strong ? "!" : "");
  }
  return out;
}

TEST(StoryScoreTest, ContentWordsLeaveWhatEveryReportHas) {
  EXPECT_EQ(Stems("The agreement was reached with Russia in 2015, agreed Iraq's army."),
            "agre reach russia! 2015! iraq! army");
}

Claim TestClaim() {
  return Claim("Iraq announced that it shares intelligence with Russia and Iran", "", "The Times");
}

StoryScore Score(std::string_view title, std::string_view text, IsoDate date) {
  return ScoreStory(TestClaim(), StoryText(title, "", text, std::move(date)), "2015-09-28");
}

TEST(StoryScoreTest, TheRightStoryLeadsClearly) {
  const double right = Score("Iraq Shares Intelligence With Russia and Iran - The Times",
                             "The army announced it on Sunday.", "2015-09-27")
                           .score;
  const double near = Score("Iran and Russia Discuss Grain", "Prices rise.", "2015-09-28").score;
  const double other = Score("Mets Win", "Nine innings.", "2015-09-28").score;
  EXPECT_GT(right, 0.8);
  EXPECT_LT(near, right - 0.25);
  EXPECT_LT(other, 0.15);
}

TEST(StoryScoreTest, SaysWhy) {
  const StoryScore score = Score("Iraq and Iran", "", "2015-09-27");
  EXPECT_EQ(score.reasons.at(0), "words shared: iran, iraq");
  EXPECT_EQ(score.reasons.at(1), "published 1 day before");
  EXPECT_EQ(score.reasons.at(2), "judged by its title alone");
}

TEST(StoryScoreTest, WhatEveryStoryHasTellsNothing) {
  Claim claim("Iraq shares intelligence with Russia", "", "The Times");
  const double before = claim.SharedWith("Iraq").weight;
  WordCounts listed;
  for (const char* title : {"Iraq votes", "Iraq harvests", "Rain in Iraq", "Iraq plays", "Iraq"}) {
    listed.Add(std::string_view(title));
  }
  claim.Weigh(listed, WordCounts());
  EXPECT_LT(claim.SharedWith("Iraq").weight, 0.5 * before);
  EXPECT_GT(claim.SharedWith("Russia").weight, 2 * claim.SharedWith("Iraq").weight);
}

TEST(StoryScoreTest, OnePassageTellsMoreThanWordsHereAndThere) {
  const Claim claim("Iraq announced that it shares intelligence with Russia", "", "The Times");
  std::string apart = "Iraq ";
  for (const char* word : {"announced ", "shares ", "intelligence ", "Russia "}) {
    for (int i = 0; i < 60; ++i) {
      apart += "filler" + std::to_string(i) + " ";
    }
    apart += word;
  }
  const Claim::Telling told = claim.ToldBy(
      ContentSequence("Iraq announced on Sunday it shares intelligence with Russia.", 1000));
  EXPECT_EQ(told.together, 1);
  EXPECT_GT(told.in_order, 0.9);
  EXPECT_EQ(claim.ToldBy(ContentSequence(apart, 1000)).anywhere, 1);
  EXPECT_LT(claim.ToldBy(ContentSequence(apart, 1000)).together, 0.5);
}

TEST(StoryScoreTest, EachAttributionHasAPassageOfItsOwn) {
  std::string text = "Iraq shares intelligence with Russia. ";
  for (int i = 0; i < 200; ++i) {
    text += "filler" + std::to_string(i) + " ";
  }
  text += "Engineers repair bridges over the Tigris.";
  const auto told = [&](std::string_view said) {
    return Claim(said, "", "The Times").ToldBy(ContentSequence(text, 1000)).together;
  };
  EXPECT_EQ(told("Iraq shares intelligence with Russia\nEngineers repair bridges"), 1);
  EXPECT_LT(told("Iraq shares intelligence with Russia while engineers repair bridges"), 0.8);
}

TEST(StoryScoreTest, NoWordsNoScore) {
  const Claim nothing("", "", "The Times");
  EXPECT_EQ(nothing.weight(), 0);
  EXPECT_EQ(ScoreStory(nothing, StoryText("Anything", "", "", ""), "").score, 0);
}

}  // namespace
}  // namespace ibid::resolve
