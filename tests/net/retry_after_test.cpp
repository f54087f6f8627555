#include "net/retry_after.h"

#include <string>

#include <gtest/gtest.h>

#include "text/dates.h"

namespace ibid::net {
namespace {

// Seconds, or "-".
std::string Read(const char* value, const char* date = "") {
  Exchange exchange;
  exchange.at = *text::ParseInstant("2026-11-22T12:00:00Z");
  exchange.headers = {{"retry-after", value}, {"Date", date}};
  const auto wait = RetryAfter(exchange);
  return wait ? std::to_string(wait->count() / 1000) : "-";
}

TEST(RetryAfterTest, Reads) {
  EXPECT_EQ(Read("0"), "0");
  EXPECT_EQ(Read(" 120 "), "120");
  EXPECT_EQ(Read("Sun, 22 Nov 2026 12:00:30 GMT"), "30");
  EXPECT_EQ(Read("Sun, 22 Nov 2026 11:00:00 GMT"), "0");
  EXPECT_EQ(Read("Sun, 22 Nov 2099 12:00:30 GMT"), "86400");
  EXPECT_EQ(Read("Fri, 22 Nov 2024 09:00:30 GMT", "Fri, 22 Nov 2024 09:00:00 GMT"), "30")
      << "by the clock that wrote it";
  EXPECT_EQ(Read("Sun, 22 Nov 2026 12:00:30 GMT", "yesterday"), "30");
  EXPECT_EQ(Read("99999999999999999999999"), "86400");
  EXPECT_EQ(Read("-1"), "-");
  EXPECT_EQ(Read("soon"), "-");
  EXPECT_EQ(Read(""), "-");
  EXPECT_FALSE(RetryAfter(Exchange{}));
}

}  // namespace
}  // namespace ibid::net
