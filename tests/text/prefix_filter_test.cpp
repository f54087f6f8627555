#include "text/prefix_filter.h"

#include <initializer_list>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace ibid::text {
namespace {

// The text with "^" before each place where one of the phrases may begin.
std::string Marked(std::initializer_list<std::string_view> beginnings, std::string_view text) {
  PrefixFilter filter;
  for (const std::string_view beginning : beginnings) {
    filter.Add(beginning);
  }
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    out += filter.MayBegin(text, at) ? "^" : "";
    out += text[at];
  }
  return out;
}

TEST(PrefixFilterTest, MarksWhereAPhraseBegins) {
  EXPECT_EQ(Marked({"share"}, "Please share this"), "Please ^share this");
  EXPECT_EQ(Marked({"share"}, "SHARE or be Shared"), "^SHARE or be ^Shared");
  EXPECT_EQ(Marked({"share", "the original"}, "The original shares"), "^The original ^shares");
  EXPECT_EQ(Marked({"the original"}, "the organ, the orig"), "the organ, ^the orig");
  EXPECT_EQ(Marked({}, "nothing"), "nothing");
}

TEST(PrefixFilterTest, TheEndOfTheTextIsAPlaceLikeOthers) {
  EXPECT_EQ(Marked({"via"}, "this came via"), "this came ^via");
  EXPECT_EQ(Marked({"share this"}, "share thi"), "^share thi");  // Eight bytes are looked at.
  EXPECT_EQ(Marked({"share this"}, "share t"), "share t");
}

TEST(PrefixFilterTest, WhiteSpaceIsFolded) {
  for (const std::string_view text : {"get  in touch", "Get\nin touch", "get\tin touch",
                                      "get\u00A0in touch", "get \u200Bin it"}) {
    EXPECT_TRUE(Marked({"get in touch"}, text).starts_with("^")) << text;
  }
  EXPECT_EQ(Marked({"get in touch"}, "get up, in touch"), "get up, in touch");
}

TEST(PrefixFilterTest, CharactersBeyondAsciiAreRuledOutOnlyWhereNoPhraseHasThem) {
  EXPECT_EQ(Marked({"dont miss"}, "don\u2019t miss"), "don\u2019t miss");
  EXPECT_TRUE(Marked({"dont miss", "\u0421\u0442"}, "don\u2019t miss").starts_with("^"));
}

}  // namespace
}  // namespace ibid::text
