#include "json/positions.h"

#include <string>

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace ibid::json {
namespace {

TEST(PositionsTest, MapsEveryBoundaryBothWays) {
  std::string text;
  for (int i = 0; i < 700; ++i) {
    text += i % 7 == 0 ? "🎄" : i % 5 == 0 ? "é" : i % 3 == 0 ? "年" : "a";
  }
  const Positions positions(text);
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += text::DecodeAt(text, at).size, ++count) {
    ASSERT_EQ(positions.ToCodePoint(static_cast<std::uint32_t>(at)), count);
    ASSERT_EQ(positions.ToByte(count), at);
  }
  EXPECT_EQ(positions.code_points(), 700U);
  EXPECT_EQ(positions.ToCodePoint(static_cast<std::uint32_t>(text.size())), 700U);
  EXPECT_EQ(positions.ToByte(700), text.size());
  EXPECT_EQ(positions.ToByte(701), std::nullopt);
}

TEST(PositionsTest, NothingHasOneBoundary) {
  const Positions positions("");
  EXPECT_EQ(positions.ToByte(0), 0U);
  EXPECT_EQ(positions.ToByte(1), std::nullopt);
}

}  // namespace
}  // namespace ibid::json
