#include "write/text_layout.h"

#include <gtest/gtest.h>

namespace ibid::write {
namespace {

std::string Laid(std::size_t width, std::string_view words) {
  TextLayout layout(width, false);
  layout.Paragraph("- ", 2, words);
  return std::move(layout).Finish();
}

TEST(TextLayoutTest, WrapsAtTheWidth) {
  EXPECT_EQ(Laid(12, "one two three four"), "- one two\n  three four\n");
  EXPECT_EQ(Laid(12, ""), "- \n");
}

TEST(TextLayoutTest, CountsColumnsNotBytes) {
  EXPECT_EQ(Laid(12, "年月日年 ééééé ab"), "- 年月日年\n  ééééé ab\n");
}

TEST(TextLayoutTest, BreaksLongWordsButNoAddresses) {
  EXPECT_EQ(Laid(12, "abcdefghijklmno"), "- abcdefghij\n  klmno\n");
  EXPECT_EQ(Laid(12, "at https://example.org/long x"), "- at\n  https://example.org/long\n  x\n");
  EXPECT_EQ(Laid(12, "年月日年月日年月日"), "- 年月日年月\n  日年月日\n");
}

TEST(TextLayoutTest, HangsLaterLinesUnderTheFirst) {
  TextLayout layout(20, false);
  layout.Paragraph("     x deleted: ", 16, 7, "not there any more");
  EXPECT_EQ(std::move(layout).Finish(), "     x deleted: not\n       there any\n       more\n");
}

TEST(TextLayoutTest, ColoursOnlyWhenTold) {
  EXPECT_EQ(TextLayout(80, false).Bold("a"), "a");
  EXPECT_EQ(TextLayout(80, true).Bold("a"), "\x1b[1ma\x1b[0m");
}

}  // namespace
}  // namespace ibid::write
