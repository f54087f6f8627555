#include <string>

#include <gtest/gtest.h>

#include "text/dates.h"

namespace ibid::text {
namespace {

std::string Read(std::string_view text) {
  const auto at = ParseInstant(text);
  return at ? FormatInstant(*at) : "none";
}

TEST(InstantTest, ReadsRfc3339AndIso8601) {
  EXPECT_EQ(Read("2015-09-25"), "2015-09-25T00:00:00Z");
  EXPECT_EQ(Read("2015-09-25T14:03:11.000+02:00"), "2015-09-25T12:03:11Z");
  EXPECT_EQ(Read("2015-09-25T14:03:11-0430"), "2015-09-25T18:33:11Z");
  EXPECT_EQ(Read("2015-09-25 14:03"), "2015-09-25T14:03:00Z");
  EXPECT_EQ(Read("2015-09-25 14:03:11 UTC"), "2015-09-25T14:03:11Z");
  EXPECT_EQ(Read("20150925T140311Z"), "2015-09-25T14:03:11Z");
  EXPECT_EQ(Read("2016-12-31T23:59:60Z"), "2016-12-31T23:59:59Z");
  EXPECT_EQ(ParseInstant("2015-09-25T14:03:11.5Z")->time_since_epoch().count() % 1000, 500);
  EXPECT_EQ(ParseInstant("2015-09-25T14:03:11.123456Z")->time_since_epoch().count() % 1000, 123);
}

TEST(InstantTest, ReadsTheDatesOfHttpAndMail) {
  EXPECT_EQ(Read("Sun, 06 Nov 1994 08:49:37 GMT"), "1994-11-06T08:49:37Z");
  EXPECT_EQ(Read("Sunday, 06-Nov-94 08:49:37 GMT"), "1994-11-06T08:49:37Z");
  EXPECT_EQ(Read("Sun Nov  6 08:49:37 1994"), "1994-11-06T08:49:37Z");
  EXPECT_EQ(Read("Fri, 25 Sep 2015 14:03 +0200"), "2015-09-25T12:03:00Z");
  EXPECT_EQ(Read("Fri, 25 Sep 15 14:03:00 EST"), "2015-09-25T19:03:00Z");
  EXPECT_EQ(Read("Sat Jul 09 10:09:39 +0000 2011"), "2011-07-09T10:09:39Z");
  EXPECT_EQ(Read("Fri Sep 25 2015 14:03:11 GMT+0200 (CEST)"), "2015-09-25T12:03:11Z");
  EXPECT_EQ(Read("September 25, 2015 2:03 PM"), "2015-09-25T14:03:00Z");
}

TEST(InstantTest, ReadsNumbers) {
  EXPECT_EQ(Read("20150925140311"), "2015-09-25T14:03:11Z");
  EXPECT_EQ(Read("20150925"), "2015-09-25T00:00:00Z");
  EXPECT_EQ(Read("1443189791"), "2015-09-25T14:03:11Z");
  EXPECT_EQ(Read("1443189791000"), "2015-09-25T14:03:11Z");
}

TEST(InstantTest, RefusesWhatIsNoMoment) {
  for (const char* text :
       {"", "yesterday", "2015", "2015-02-30", "2015-09-25T25:00:00Z", "2015-09-25T14:03:11Zebra",
        "Fri, 25 Sep", "25/09/2015", "12345", "99999999999999999999", "2015-09-25T14:03:11+99:00",
        "20151399", "1 2 3 4 5 6"}) {
    EXPECT_EQ(Read(text), "none") << text;
  }
}

TEST(InstantTest, CountsDays) {
  EXPECT_EQ(DateOf(*ParseInstant("2015-09-25T23:59:59Z")), "2015-09-25");
  EXPECT_EQ(FormatInstant(*StartOf("2015-09")), "2015-09-01T00:00:00Z");
  EXPECT_EQ(FormatInstant(*StartOf("2015")), "2015-01-01T00:00:00Z");
  EXPECT_FALSE(StartOf(""));
  EXPECT_FALSE(StartOf("2015-9-25"));
  EXPECT_EQ(DaysBetween("2015-09-25", "2015-10-01"), 6);
  EXPECT_EQ(DaysBetween("2016-03-01", "2016-02-28"), -2);
  EXPECT_FALSE(DaysBetween("2015-09", "2015-10-01"));
  EXPECT_EQ(FormatInstant(Instant(std::chrono::milliseconds(-1))), "1969-12-31T23:59:59Z");
}

}  // namespace
}  // namespace ibid::text
