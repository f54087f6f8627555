#include "resolve/posts/post_text.h"

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

TEST(PostTextTest, LinksGoWhereverTheyAreGluedOn) {
  EXPECT_EQ(Comparable("a https://t.co/F8by2FQAOapic.twitter.com/Rikoq31Xnq"), "a");
  EXPECT_EQ(Comparable("#windowspic.twitter.com/eDJu0qRTb8"), "#windows");
  EXPECT_EQ(Comparable("more:  t.co/abc now"), "more: now");
  EXPECT_EQ(Comparable("not.co/abc"), "not.co/abc");
  EXPECT_EQ(Comparable("“curly” – it’s\u00A0so…"), "\"curly\" - it's so");
}

TEST(PostTextTest, TheSameWordsAreTheSameText) {
  EXPECT_TRUE(SameText("#Iraq; crews pic.twitter.com/J", "#Iraq; crews http://t.co/J"));
  EXPECT_TRUE(SameText("from any countries. #CFRLive", "from any countries.#CFRLive"));
  EXPECT_TRUE(SameText("We heard you. Tasks are coming to every…",
                       "We heard you. Tasks are coming to every plan this week."));
  EXPECT_FALSE(SameText("We…", "We heard you."));
  EXPECT_FALSE(SameText("we do need foreign bases", "we do not need foreign bases"));
}

TEST(PostTextTest, SimilarityFallsWithWordsAndOrder) {
  EXPECT_EQ(Similarity("one two three", "one two three https://t.co/x"), 1);
  EXPECT_EQ(Similarity("", "one two"), 0);
  EXPECT_EQ(Similarity("alpha beta", "gamma delta"), 0);
  const double one_word = Similarity("air crews reloading a jet before it takes off",
                                     "air crews reloading a plane before it takes off");
  EXPECT_GT(one_word, 0.75);
  EXPECT_LT(one_word, 0.9);
  EXPECT_LT(Similarity("a Ministry video", "a Ministry statement on the harvest"), 0.6);
}

}  // namespace
}  // namespace ibid::resolve
