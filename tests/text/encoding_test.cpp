#include "text/encoding.h"

#include <gtest/gtest.h>

namespace ibid::text {
namespace {

TEST(EncodingTest, KnowsTheLabelsOfTheStandard) {
  EXPECT_EQ(EncodingForLabel(" Latin1 "), "windows-1252");
  EXPECT_EQ(EncodingForLabel("gb2312"), "gbk");
  EXPECT_EQ(EncodingForLabel("Shift_JIS"), "shift_jis");
  EXPECT_EQ(EncodingForLabel("utf-16"), "utf-16le");
  EXPECT_EQ(EncodingForLabel("no-such"), "");
  EXPECT_EQ(EncodingForLabel(""), "");
}

TEST(EncodingTest, DecodesToUtf8) {
  EXPECT_EQ(Decode("\x93Z\xFCrich\x94", "windows-1252").utf8, "“Zürich”");
  EXPECT_EQ(Decode("\xCF\xF0\xE8", "windows-1251").utf8, "При");
  EXPECT_EQ(Decode("\x93\xFA\x96\x7B", "shift_jis").utf8, "日本");
  EXPECT_EQ(Decode("\xC4\xE3", "gbk").utf8, "你");
  EXPECT_EQ(Decode("\xA4\x40", "big5").utf8, "一");
  EXPECT_EQ(Decode("\xB0\xA1", "euc-kr").utf8, "가");
  EXPECT_EQ(Decode("\xC6\xFC", "euc-jp").utf8, "日");
  EXPECT_EQ(Decode(std::string_view("a\0\x3D\xD8\x84\xDF", 6), "utf-16le").utf8, "a🞄");
}

TEST(EncodingTest, CountsWhatItCannotRead) {
  EXPECT_EQ(Decode("a\xFFz", "utf-8").damaged, 1U);
  EXPECT_EQ(Decode("a\xFFz", "utf-8").utf8, "a\uFFFDz");
  EXPECT_EQ(Decode(std::string_view("a\0\x3D\xD8", 4), "utf-16le").utf8, "a\uFFFD");
}

TEST(EncodingTest, GuessesWhatNobodyNamed) {
  EXPECT_EQ(DetectEncoding("Zürich"), "utf-8");
  EXPECT_EQ(DetectEncoding("Z\xC3\xBCrich \xE2\x80"), "utf-8") << "cut off inside a character";
  EXPECT_EQ(DetectEncoding("Z\xFCrich"), "windows-1252");
  EXPECT_EQ(SniffUtf16(std::string_view("a\0b\0c\0d\0", 8)), "utf-16le");
  EXPECT_EQ(SniffUtf16(std::string_view("\0a\0b\0c\0d", 8)), "utf-16be");
  EXPECT_EQ(SniffUtf16("abcdefgh"), "");
}

TEST(EncodingTest, EveryLabelHasAConverter) {
  for (const std::string_view name :
       {"ibm866",       "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",
        "iso-8859-6",   "iso-8859-7",   "iso-8859-8",   "iso-8859-8-i", "iso-8859-10",
        "iso-8859-13",  "iso-8859-14",  "iso-8859-15",  "koi8-r",       "koi8-u",
        "macintosh",    "windows-874",  "windows-1250", "windows-1253", "windows-1254",
        "windows-1255", "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic",
        "gb18030",      "big5",         "iso-2022-jp"}) {
    EXPECT_EQ(Decode("abc", name).utf8, "abc") << name;
    EXPECT_EQ(Decode("abc", name).damaged, 0U) << name;
  }
}

}  // namespace
}  // namespace ibid::text
