#include "resolve/posts/post_match.h"

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

TEST(PostMatchTest, WhatIsTheSame) {
  const auto same = [](std::string_view shown, std::string_view actual) {
    return MatchText(shown, actual) == TextMatch::kSame;
  };
  EXPECT_TRUE(same("rain &amp; hail", "rain & hail"));
  EXPECT_TRUE(same("rain", "rain ☔️"));
  EXPECT_TRUE(same("rain here", "rain :blobrain: here"));
  EXPECT_FALSE(same("rain ☔️", "rain")) << "the article's own";
  EXPECT_TRUE(same("see a.example/news/1… now", "see https://t.co/abc now"));
  EXPECT_FALSE(same("see 1/2 now", "see now"));
  EXPECT_TRUE(same("no, it does not", "@one @two no, it does not"));
  EXPECT_FALSE(same("yes, it does", "no, it does not"));
  EXPECT_TRUE(same("cafe\u0301", "caf\u00E9"));
}

TEST(PostMatchTest, Parts) {
  const std::string post = "It rained for nine days. Then the river rose.\nNobody was hurt.";
  EXPECT_EQ(MatchText("It rained for nine days.", post), TextMatch::kPart);
  EXPECT_EQ(MatchText("It rained for nine days. Then the river rose.", post), TextMatch::kPart);
  EXPECT_EQ(MatchText("It rained for nine", post), TextMatch::kOther) << "no sentence ends here";
  EXPECT_EQ(MatchText("It rained for nine days. Th…", post), TextMatch::kCut);
  EXPECT_EQ(MatchText("… Then the river rose. […] hurt.", post), TextMatch::kOther) << "too little";
  EXPECT_EQ(MatchText("It rained [...] Nobody was hurt.", post), TextMatch::kCut);
  EXPECT_EQ(MatchText("It rained for ten days. Th…", post), TextMatch::kOther);
  EXPECT_EQ(MatchText("It rained for nine days. 😂", post), TextMatch::kOther)
      << "the article's own";
  EXPECT_EQ(MatchText("IT RAINED FOR NINE DAYS. THEN THE RIVER ROSE. NOBODY WAS HURT.", post),
            TextMatch::kCase);
}

TEST(PostMatchTest, Names) {
  EXPECT_TRUE(SameName("Vera Lind", "Vera Lind 🌊"));
  EXPECT_TRUE(SameName("vera lind", "Vera  Lind"));
  EXPECT_TRUE(SameName("Jxckさん", "Jxck"));
  EXPECT_TRUE(SameName("Vera…", "Vera Lind"));
  EXPECT_FALSE(SameName("Vera", "Vera Lind"));
  EXPECT_FALSE(SameName("🌊", "🔥"));
}

TEST(PostMatchTest, LinesAroundThePost) {
  EXPECT_EQ(OwnWords("mastodon", "a", "Post by @a@b.example\n\nView on Mastodon"), "");
  EXPECT_EQ(OwnWords("tiktok", "vera", "@vera\nrain #rain\n♬ original sound - Vera"), "rain #rain");
  EXPECT_EQ(OwnWords("x", "vera", "Post by @a\nrain"), "Post by @a\nrain");
}

}  // namespace
}  // namespace ibid::resolve
