#include "write/phrases.h"

#include <gtest/gtest.h>

namespace ibid::write {
namespace {

TEST(PhrasesTest, SaysDatesAsPeopleDo) {
  EXPECT_EQ(DateWords("2015-09-28"), "28 September 2015");
  EXPECT_EQ(DateWords("2015-09"), "September 2015");
  EXPECT_EQ(DateWords("2015"), "2015");
  EXPECT_EQ(DateWords("2015-13-01"), "2015-13-01");
  EXPECT_EQ(DateWords(""), "");
}

TEST(PhrasesTest, CountsAndShares) {
  EXPECT_EQ(Count(1, "post", "posts") + ", " + Count(0, "post", "posts"), "1 post, 0 posts");
  EXPECT_EQ(ShareWords(0.714), "0.71");
  EXPECT_EQ(ShareWords(0.05), "0.05");
  EXPECT_EQ(ShareWords(0.999), "1.0");
  EXPECT_EQ(ShareWords(-3), "0.00");
}

TEST(PhrasesTest, MakesWordsSafeToShow) {
  EXPECT_EQ(Plain("  a\n\tb  "), "a b");
  EXPECT_EQ(Plain("\x1b[31mred\x07"), "\uFFFD[31mred\uFFFD");
  EXPECT_EQ(Plain("user\u202Egnp.exe\u2066\u200F"), "usergnp.exe");
  EXPECT_EQ(Plain("a\x9b"
                  "b\xFF"),
            "a\uFFFD"
            "b\uFFFD");
  EXPECT_EQ(Plain("👩\u200D👧 Zürich"), "👩\u200D👧 Zürich");
  EXPECT_EQ(Quoted("a b", 10), "“a b”");
  EXPECT_EQ(Quoted("“a b”", 10), "“a b”");
}

TEST(PhrasesTest, OnlyWebAddressesAreLinks) {
  EXPECT_TRUE(IsWebUrl("https://example.org/ä"));
  EXPECT_TRUE(IsWebUrl("HTTP://example.org"));
  EXPECT_FALSE(IsWebUrl("javascript:alert(1)//https://example.org"));
  EXPECT_FALSE(IsWebUrl("data:text/html,x"));
  EXPECT_FALSE(IsWebUrl("https://a b"));
  EXPECT_FALSE(IsWebUrl(" https://example.org"));
  EXPECT_FALSE(IsWebUrl("//example.org"));
}

}  // namespace
}  // namespace ibid::write
