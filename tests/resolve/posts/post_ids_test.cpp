#include "resolve/posts/post_ids.h"

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

// "low-high: prefixes".
std::string Day(const IsoDate& date, std::string_view platform = "x") {
  const std::optional<IdRange> range = IdsOfDay(platform, date);
  if (!range) {
    return "none";
  }
  std::string out = std::to_string(range->low) + "-" + std::to_string(range->high) + ":";
  for (const std::string& prefix : PrefixesOf(platform, *range)) {
    out += " " + prefix;
  }
  return out;
}

TEST(PostIdsTest, ADateBoundsTheIdAndAFewPrefixesCoverIt) {
  EXPECT_EQ(Day("2015-09-25"), "647198829573046272-647561217438646272: 6473 6474 6472 6475 6471");
  EXPECT_EQ(Day("2015-09-27"), "647923605304246272-648285993169846272: 6480 6481 6479 6482");
  EXPECT_EQ(Day("2018-05-25"), "999802222801846272-1000164610667446272: 9999 10000 9998 10001");
  EXPECT_EQ(Day("2010-11-05"), "336489477046272-698877342646272: 4 5 3 6");
}

TEST(PostIdsTest, NoRangeWhereIdsHadNoClockOrTheDateHasNoDay) {
  EXPECT_EQ(Day("2010-11-03"), "none");
  EXPECT_EQ(Day("2015-09"), "none");
  EXPECT_EQ(Day(""), "none");
  EXPECT_EQ(Day("2015-02-30"), "none");
  EXPECT_EQ(Day("9999-12-31"), "none");
}

TEST(PostIdsTest, EveryPlatformHasItsClock) {
  EXPECT_EQ(Day("2025-01-01", "mastodon"),
            "113750153625600000-113755815936000000: 113752 113753 113751 113754 113750 113755");
  EXPECT_EQ(Day("2025-01-01", "tiktok"),
            "7454730068007321600-7455101153181696000: 74549 74550 74548 74551 74547");
  EXPECT_EQ(Day("2025-01-01", "bluesky"),
            "1777346150400000000-1777434624000000000: 3leo 3lep 3len");
  EXPECT_EQ(Day("2025-01-01", "youtube"), "none");
}

TEST(PostIdsTest, PostsOfAnAccountStandTogether) {
  EXPECT_EQ(PlaceOfPosts("x", "CFR_org"), "twitter.com/cfr_org/status/");
  EXPECT_EQ(PlaceOfPosts("bluesky", "ann.bsky.social"), "bsky.app/profile/ann.bsky.social/post/");
  EXPECT_EQ(PlaceOfPosts("mastodon", "ann@mastodon.example"), "mastodon.example/@ann/");
  EXPECT_EQ(PlaceOfPosts("mastodon", "ann"), "");
  EXPECT_EQ(PlaceOfPosts("x", "a/b"), "");
  EXPECT_EQ(PlaceOfPosts("youtube", "ann"), "");
}

TEST(PostIdsTest, ParsesOnlyWholeIds) {
  EXPECT_EQ(ParseId("bluesky", "3leo2222222a2"), 1777373740439437504ULL);
  EXPECT_EQ(ParseId("bluesky", "3leo"), std::nullopt);
  EXPECT_EQ(ParseId("x", "648064989203312641"), 648064989203312641ULL);
  EXPECT_EQ(ParseId("x", "647310000000000000000"), std::nullopt);
  EXPECT_EQ(ParseId("x", "12a"), std::nullopt);
  EXPECT_EQ(ParseId("x", ""), std::nullopt);
}

}  // namespace
}  // namespace ibid::resolve
