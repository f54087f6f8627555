#include "resolve/story_score.h"

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

StoryScore Score(std::string title, std::string lead, IsoDate date) {
  StoryText story;
  story.title = std::move(title);
  story.lead = std::move(lead);
  story.date = std::move(date);
  return ScoreStory(TestClaim(), story, "2015-09-28");
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

TEST(StoryScoreTest, NoWordsNoScore) {
  const Claim nothing("", "", "The Times");
  EXPECT_EQ(nothing.weight(), 0);
  StoryText story;
  story.title = "Anything";
  EXPECT_EQ(ScoreStory(nothing, story, "").score, 0);
}

}  // namespace
}  // namespace ibid::resolve
