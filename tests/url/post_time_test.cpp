#include "url/post_time.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::url {
namespace {

std::string Time(std::string_view platform, std::string_view id) {
  const auto ms = PostIdTimeMs(platform, id);
  return ms ? FormatInstant(Instant(std::chrono::milliseconds(*ms))) : "none";
}

TEST(PostTimeTest, ReadsTheClocksInIds) {
  EXPECT_EQ(PostIdTimeMs("x", "1900547158165840235"), 1741960727622);
  EXPECT_EQ(Time("x", "648064989203312641"), "2015-09-27T09:21:48Z");
  EXPECT_EQ(Time("instagram", "CxmmJFRvOhs"), "2023-09-25T05:28:13Z");
  EXPECT_EQ(Time("instagram", "QBBn6jQPBQ"), "2012-09-25T23:02:45Z");
  EXPECT_EQ(Time("tiktok", "6718335390845095173"), "2019-07-27T13:32:33Z");
  EXPECT_EQ(Time("mastodon", "99664077509711321"), "2018-03-11T07:25:35Z");
  EXPECT_EQ(Time("truthsocial", "108779000807761862").substr(0, 7), "2022-08");
  EXPECT_EQ(Time("discord", "175928847299117063"), "2016-04-30T11:18:25Z");
  EXPECT_EQ(Time("threads", "CxmmJFRvOhs"), Time("instagram", "CxmmJFRvOhs"));
  EXPECT_EQ(Time("linkedin", "7407705201647845376"), "2025-12-19T08:55:48Z");
  EXPECT_EQ(Time("bluesky", "3mlq7ypojas2d"), "2026-05-13T11:43:34Z");
}

TEST(PostTimeTest, HasNoneForIdsWithoutAClock) {
  EXPECT_EQ(Time("x", "29700859247"), "none") << "the last plain counter";
  EXPECT_EQ(Time("x", "20"), "none");
  EXPECT_EQ(Time("x", "99999999999999999999999"), "none");
  EXPECT_EQ(Time("x", "abc"), "none");
  EXPECT_EQ(Time("x", ""), "none");
  EXPECT_EQ(Time("youtube", "jNQXAC9IVRw"), "none");
  EXPECT_EQ(Time("bluesky", "3mlq7ypojas2"), "none");
  EXPECT_EQ(Time("instagram", "C#"), "none");
  EXPECT_EQ(Time("mastodon", "1"), "none");
}

TEST(PostTimeTest, BoundsTheIdsOfADay) {
  const auto range = XIdRangeOfDate("2015-09-25");
  ASSERT_TRUE(range);
  EXPECT_EQ(range->lo, 647198829573046272U);
  EXPECT_EQ(range->hi, 647561217438646272U);
  EXPECT_EQ(XIdRangeOfDate("2015-09-27")->lo, 647923605304246272U);
  EXPECT_FALSE(XIdRangeOfDate("2015-09"));
  EXPECT_FALSE(XIdRangeOfDate("2010-11-04"));
  EXPECT_TRUE(XIdRangeOfDate("2010-11-05"));
  EXPECT_FALSE(XIdRangeOfDate("2015-02-30"));
  EXPECT_FALSE(XIdRangeOfDate("9999-01-01"));
}

}  // namespace
}  // namespace ibid::url
