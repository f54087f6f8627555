#include "resolve/quotes/shingles.h"

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

// So many different words, counted from `first`.
std::string Words(int first, int count) {
  std::string out;
  for (int i = first; i < first + count; ++i) {
    out += "word" + std::to_string(i) + (i % 12 == 11 ? ". " : " ");
  }
  return out;
}

TEST(ShinglesTest, ACopyIsACopyWithAnotherHeadlineCutOrChangedHereAndThere) {
  const Shingles story(Words(0, 400));
  EXPECT_TRUE(NearCopies(story, Shingles("ANOTHER HEADLINE " + Words(0, 300))));
  EXPECT_TRUE(NearCopies(story, Shingles(Words(0, 200) + "(AP) " + Words(201, 199))));
  EXPECT_FALSE(NearCopies(story, Shingles(Words(1000, 400))));
  EXPECT_FALSE(NearCopies(story, Shingles(Words(0, 60) + Words(1000, 900)))) << "quotes it";
  EXPECT_FALSE(NearCopies(Shingles("one two three four"), Shingles("one two three four")))
      << "too short to tell";
}

TEST(ShinglesTest, LongTextsAreEstimated) {
  const Shingles all(Words(0, 40000));
  const Shingles half(Words(0, 20000));
  EXPECT_EQ(half.size(), all.size());
  EXPECT_NEAR(half.PartIn(all), 1, 0.02);
  EXPECT_NEAR(all.PartIn(half), 0.5, 0.03);
}

TEST(ShinglesTest, RunningTextIsSentences) {
  const std::string sentence = "Twelve words make up this line, which ends in a full stop.\n";
  EXPECT_EQ(
      RunningText("Home\nPolitics\n" + sentence + "Read more about this and that there now\n"),
      sentence);
  EXPECT_EQ(RunningText("Home\nPolitics\n"), "Home\nPolitics\n") << "better than nothing";
}

}  // namespace
}  // namespace ibid::resolve
