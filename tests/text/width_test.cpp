#include "text/width.h"

#include <gtest/gtest.h>

namespace ibid::text {
namespace {

TEST(WidthTest, CountsTheColumnsOfATerminal) {
  EXPECT_EQ(DisplayWidth(""), 0U);
  EXPECT_EQ(DisplayWidth("Zürich"), 6U);
  EXPECT_EQ(DisplayWidth("Zu\u0308rich"), 6U) << "a combining mark takes no column";
  EXPECT_EQ(DisplayWidth("年月ｗ"), 6U);
  EXPECT_EQ(DisplayWidth("🎄"), 2U);
  EXPECT_EQ(DisplayWidth("⚓\uFE0F✈\uFE0F✈"), 5U) << "a variation selector makes an emoji";
  EXPECT_EQ(DisplayWidth("👩\u200D👩\u200D👧"), 2U) << "joined into one";
  EXPECT_EQ(DisplayWidth("🇮🇶"), 2U);
  EXPECT_EQ(DisplayWidth("a\u200Bb\x1b"), 2U);
}

}  // namespace
}  // namespace ibid::text
