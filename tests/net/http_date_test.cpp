#include "net/http_date.h"

#include <string>

#include <gtest/gtest.h>

#include "text/dates.h"

namespace ibid::net {
namespace {

std::string Read(std::string_view text) {
  const std::optional<Instant> at =
      ParseHttpDate(text, *text::ParseInstant("2026-11-22T12:00:00Z"));
  return at ? FormatInstant(*at) : "none";
}

TEST(HttpDateTest, ReadsTheThreeForms) {
  EXPECT_EQ(Read("Sun, 06 Nov 1994 08:49:37 GMT"), "1994-11-06T08:49:37Z");
  EXPECT_EQ(Read(" sun, 06 NOV 1994 08:49:37 gmt "), "1994-11-06T08:49:37Z");
  EXPECT_EQ(Read("Sunday, 06-Nov-94 08:49:37 GMT"), "1994-11-06T08:49:37Z");
  EXPECT_EQ(Read("Thursday, 18-Aug-50 02:01:18 GMT"), "2050-08-18T02:01:18Z");
  EXPECT_EQ(Read("Sun Nov  6 08:49:37 1994"), "1994-11-06T08:49:37Z");
  EXPECT_EQ(Read("Wed Nov 16 08:49:37 1994"), "1994-11-16T08:49:37Z");
}

TEST(HttpDateTest, ReadsNothingElse) {
  for (const char* text :
       {"", "0", "-1", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06 Nov 1994 08.49.37 GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT, 1", "1994-11-06T08:49:37Z"}) {
    EXPECT_EQ(Read(text), "none") << text;
  }
}

}  // namespace
}  // namespace ibid::net
