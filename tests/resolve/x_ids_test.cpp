#include "resolve/x_ids.h"

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

// "low-high: prefixes".
std::string Day(const IsoDate& date) {
  const std::optional<IdRange> range = IdsOfDay(date);
  if (!range) {
    return "none";
  }
  std::string out = std::to_string(range->low) + "-" + std::to_string(range->high) + ":";
  for (const std::string& prefix : PrefixesOf(*range)) {
    out += " " + prefix;
  }
  return out;
}

TEST(XIdsTest, ADateBoundsTheIdAndAFewPrefixesCoverIt) {
  EXPECT_EQ(Day("2015-09-25"), "647198829573046272-647561217438646272: 6473 6474 6472 6475 6471");
  EXPECT_EQ(Day("2015-09-27"), "647923605304246272-648285993169846272: 6480 6481 6479 6482");
  EXPECT_EQ(Day("2018-05-25"), "999802222801846272-1000164610667446272: 9999 10000 9998 10001");
  EXPECT_EQ(Day("2010-11-05"), "336489477046272-698877342646272: 4 5 3 6");
}

TEST(XIdsTest, NoRangeWhereIdsHadNoClockOrTheDateHasNoDay) {
  EXPECT_EQ(Day("2010-11-03"), "none");
  EXPECT_EQ(Day("2015-09"), "none");
  EXPECT_EQ(Day(""), "none");
  EXPECT_EQ(Day("2015-02-30"), "none");
  EXPECT_EQ(Day("9999-12-31"), "none");
}

TEST(XIdsTest, ParsesOnlyWholeIds) {
  EXPECT_EQ(ParseId("648064989203312641"), 648064989203312641ULL);
  EXPECT_EQ(ParseId("647310000000000000000"), std::nullopt);
  EXPECT_EQ(ParseId("12a"), std::nullopt);
  EXPECT_EQ(ParseId(""), std::nullopt);
}

}  // namespace
}  // namespace ibid::resolve
