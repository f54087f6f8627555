#include "json/instant.h"

#include <gtest/gtest.h>

namespace ibid::json {
namespace {

std::string Again(std::string_view text) {
  const auto at = ReadInstant(text);
  return at ? WriteInstant(*at).value_or("out of range") : "no";
}

TEST(InstantTest, WritesWhatItReads) {
  for (const char* text :
       {"2015-09-28T14:03:11Z", "1969-12-31T23:59:59.999Z", "2024-02-29T00:00:00.010Z",
        "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"}) {
    EXPECT_EQ(Again(text), text);
  }
}

TEST(InstantTest, ReadsNothingElse) {
  for (const char* text : {"", "2015-09-28", "2015-09-28T14:03:11", "2015-09-28T14:03:11+00:00",
                           "2015-02-29T00:00:00Z", "2015-09-28T24:00:00Z", "2015-09-28 14:03:11Z",
                           "2015-09-28T14:03:11.25Z", "-001-09-28T14:03:11Z"}) {
    EXPECT_EQ(Again(text), "no") << text;
  }
  EXPECT_EQ(WriteInstant(Instant(std::chrono::hours(24 * 366 * 9000L))), std::nullopt);
}

}  // namespace
}  // namespace ibid::json
