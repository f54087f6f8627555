#include "audit/inputs/markdown_links.h"

#include <chrono>

#include <gtest/gtest.h>

#include "audit/notation.h"

namespace ibid::audit {
namespace {

std::string Links(std::string_view text) {
  return Found(text, MarkdownLinks);
}

TEST(MarkdownLinksTest, AreWrittenInManyWays) {
  EXPECT_EQ(Links("[a](b) ![c](d \"e\") [f](<g h> 'i') [](j) [k]( l )"), "b | d | g h | j | l");
  EXPECT_EQ(Links("[a](b(c)d) [e](f\\)g) [h](i&amp;j)"), "b(c)d | f\\)g -> f)g | i&amp;j -> i&j");
  EXPECT_EQ(Links("[a](b c) [d](e"), "");
  EXPECT_EQ(Links("<http://a/b?c&d> <a@b.c> <m:x> x<y:e f>"), "http://a/b?c&d");
  EXPECT_EQ(Links("See https://a.org/b_(c), (https://d.org) and www.e.org."),
            "https://a.org/b_(c) | https://d.org | www.e.org -> http://www.e.org");
  EXPECT_EQ(Links("Say <a href='a&amp;b'>x</a> ![](c)\n\n<div>\n<img src=d>\n</div>"),
            "a&amp;b -> a&b | c | d");
  EXPECT_EQ(Links("[![x](a)](b)"), "a | b");
  EXPECT_EQ(Links("![[x](a) ![y](b)](c)"), "c") << "a picture's words are words";
}

TEST(MarkdownLinksTest, OfReferencesStandInTheirDefinitions) {
  EXPECT_EQ(Links("[a], [b][c] and [d][].\n\n[a]: x\n[c]: <y z>\n  'title'\n[d]:\nw \"t\"\n"),
            "x | y z | w");
  EXPECT_EQ(Links("> [a]: x\n> y\n\n- [b]: z"), "x | z");
  EXPECT_EQ(Links("text\n[a]: b"), "") << "definitions interrupt no paragraph";
  EXPECT_EQ(Links("[a]: b c"), "") << "that is no title";
  EXPECT_EQ(Links("[a]: b\n'no title' x"), "b");
  EXPECT_EQ(Links("[x [a] y](b)\n\n[a]: c"), "c") << "links hold no links";
  EXPECT_EQ(Links("[https://x.org][a] [https://y.org]\n\n[a]: c"), "https://y.org | c");
}

TEST(MarkdownLinksTest, AreNotInCode) {
  EXPECT_EQ(Links("`[a](b)` ``` [c](d) ``` `` ` [e](f) ``"), "");
  EXPECT_EQ(Links("```\n[a](b)\n```\n~~~ x\n[c](d)\n```\n~~~~\n[e](f)"), "f");
  EXPECT_EQ(Links("    [a](b)\n\n\t[c](d)\n\ntext\n    [e](f)"), "f");
  EXPECT_EQ(Links("- x\n\n      [a](b)\n\n  [c](d)\n"), "d");
  EXPECT_EQ(Links("> ```\n> [a](b)\n[c](d)"), "d") << "the fence ends with its quote";
  EXPECT_EQ(Links("\\[a](b) [c\\](d) \\`[e](f)\\`"), "f");
  EXPECT_EQ(Links("<!-- [a](b) -->\n\n<pre>\n[c](d)\n\n<a href=e>\n</pre>\n[f](g)"), "e | g");
}

TEST(MarkdownLinksTest, OfTablesStayInTheirCells) {
  EXPECT_EQ(Links("a `|` b\n-|-\n[c](d) `|` [e](f)\n"), "d | f");
  EXPECT_EQ(Links("| a |\n|---|\n| [b](c\\|d) |\n"), "c\\|d -> c|d");
}

TEST(MarkdownLinksTest, TakeLinearTime) {
  std::string hostile;
  for (const std::string_view piece :
       {"[", "![", "](", "<a b=\"<a b\" c=\"", "<!-- ", "`` ` ", "[a](b \"", "> ", "- ", "[a]: b (",
        "<a x='\">", "[a](<b", "[a](((", "http://[", "*[", "\\", "|", "| a |\n|-|\n"}) {
    hostile.clear();
    while (hostile.size() < (1U << 20U)) {
      hostile += piece;
    }
    const auto begun = std::chrono::steady_clock::now();
    Links(hostile);
    Links(hostile + "\n" + hostile);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    EXPECT_LT(took.count(), 20) << piece;
  }
}

}  // namespace
}  // namespace ibid::audit
