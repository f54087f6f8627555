#include "text/utf8.h"

#include <gtest/gtest.h>

namespace ibid::text {
namespace {

TEST(Utf8Test, RepairsEachMaximalPartOnce) {
  EXPECT_EQ(Repair("a\xE2\x82z"), "a\uFFFDz");
  EXPECT_EQ(Repair("\xC0\xAF"), "\uFFFD\uFFFD");
  EXPECT_EQ(Repair("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD") << "surrogates are no characters";
  EXPECT_EQ(Repair(std::string_view("a\0b", 3)), "a\uFFFDb");
  EXPECT_EQ(Repair("Zürich 🎄"), "Zürich 🎄");
}

TEST(Utf8Test, StepsBackOverWholeCharacters) {
  const std::string_view text = "é🎄";
  EXPECT_EQ(DecodeBefore(text, text.size()).code, U'🎄');
  EXPECT_EQ(DecodeBefore(text, 2).code, U'é');
  EXPECT_EQ(BoundaryBefore(text, 4), 2U);
  EXPECT_EQ(BoundaryAfter(text, 3), text.size());
  EXPECT_EQ(DecodeBefore("\x80\x80", 2).code, kReplacement);
}

TEST(Utf8Test, FoldsEverySpaceThatPagesUse) {
  EXPECT_EQ(FoldSpace("\u00A0a\u200B \n b\u3000"), "a b");
  EXPECT_EQ(Trim("\u00A0 a b\uFEFF"), "a b");
}

TEST(Utf8Test, ShortensByCodePoints) {
  EXPECT_EQ(Shorten("ab", 2), "ab");
  EXPECT_EQ(Shorten("äöü", 2), "ä…");
}

TEST(Utf8Test, KnowsLettersOfOtherScripts) {
  EXPECT_TRUE(IsUpper(U'Ж'));
  EXPECT_EQ(Lower("ÀÇ"), "àç");
  EXPECT_TRUE(IsWordChar(U'年'));
  EXPECT_FALSE(IsWordChar(U'…'));
}

}  // namespace
}  // namespace ibid::text
