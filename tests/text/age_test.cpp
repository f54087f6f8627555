#include "text/age.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::text {
namespace {

// Seconds, or "none".
std::string Age(std::string_view text) {
  const auto age = ParseAge(text);
  return age ? std::to_string(age->count()) : "none";
}

TEST(AgeTest, ANumberAndItsUnit) {
  EXPECT_EQ(Age("0s") + " " + Age("10s") + " " + Age("30m") + " " + Age("12h") + " " + Age("90d"),
            "0 10 1800 43200 7776000");
  EXPECT_EQ(Age("100000d"), "8640000000");
}

TEST(AgeTest, NothingElseIsOne) {
  for (const char* text : {"", "d", "90", "90 d", "-1d", "+1d", "1.5h", "1D", "1w", "100001s",
                           "99999999999999999999d", "1dd", "d1"}) {
    EXPECT_EQ(Age(text), "none") << text;
  }
}

}  // namespace
}  // namespace ibid::text
