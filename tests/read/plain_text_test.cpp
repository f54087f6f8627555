#include "read/plain_text.h"

#include <gtest/gtest.h>

#include "read/notation.h"

namespace ibid::read {
namespace {

std::string Text(std::string_view input) {
  return Zones(input, InputKind::kText);
}

TEST(PlainTextTest, DropsStrayTags) {
  EXPECT_EQ(Text("a <u>b</u> c < d\n\n\ne <b and c> f\ng <span class=\"x\">h</span> <u"),
            "headline(a b c < d) p(e <b and c> f\ng h <u)");
  EXPECT_EQ(Text("x <me@example.org> <U>y</U> <3 z<sup>2</sup>"), "p(x <me@example.org> y <3 z2)");
}

TEST(PlainTextTest, KeepsLinksAsMarkup) {
  const Result<Document> read =
      ReadAs("see <a href=\"http://e.org/?a&amp;b\"> this </a>\n\nx", InputKind::kText);
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->markup.size(), 1U);
  EXPECT_EQ(read->markup.Get(0, "href"), "http://e.org/?a&b");
  EXPECT_EQ(read->Text(read->markup.At(0)), "this");
}

TEST(PlainTextTest, KeepsWrappedParagraphsTogether) {
  EXPECT_EQ(Text("Title\r\n\r\nA line that\r\nis wrapped.\r\n \r\n\tNext.\r\n"),
            "headline(Title) p(A line that\nis wrapped.) p(Next.)");
  const std::string line(250, 'x');
  EXPECT_EQ(Text("Title\n\n" + line + ".\n" + line + "."),
            "headline(Title) p(" + line + ".) p(" + line + ".)");
}

TEST(PlainTextTest, MarksBoilerplateAndLeavesNotices) {
  EXPECT_EQ(
      Text("Title\n\nIt was so.\n\nThe original source of this article is Daily Copyright © "
           "Daily, 2015\n\nBecome a Member of It\n\nDisclaimer: none.\n\nwww.e.org contains "
           "copyrighted material.\n\nFor media inquiries: a@e.org"),
      "headline(Title) p(It was so.) p(The original source of this article is Daily Copyright "
      "© Daily, 2015) -p(Become a Member of It) -p(Disclaimer: none.) -p(www.e.org contains "
      "copyrighted material.) -p(For media inquiries: a@e.org)");
}

TEST(PlainTextTest, SetsPageFurnitureAside) {
  EXPECT_EQ(Text("Title\n\nThe first half of a\nThe Daily Paper\n1\n\fThe Daily Paper\nsentence "
                 "goes on.\nPage 2 of 3\n\fThe Daily Paper\nand ends.\n- 3 -\n"),
            "headline(Title) p(The first half of a) -other(The Daily Paper) -other(1) "
            "-other(The Daily Paper) p(sentence goes on.) -other(Page 2 of 3) "
            "-other(The Daily Paper) p(and ends.) -other(- 3 -)");
}

TEST(PlainTextTest, FindsDatelines) {
  EXPECT_EQ(Text("Title\n\nWASHINGTON (AP) — It was so."),
            "headline(Title) dateline(WASHINGTON (AP) —) p(It was so.)");
  EXPECT_EQ(Text("Title\n\n(CNN) -- It was so."),
            "headline(Title) dateline((CNN) --) p(It was so.)");
  EXPECT_EQ(Text("Title\n\nNATO said on Monday it would - in time - go."),
            "headline(Title) p(NATO said on Monday it would - in time - go.)");
}

TEST(PlainTextTest, TitlesMayBeginLikeBylines) {
  EXPECT_EQ(
      Zones("Por qué subió el gas\n\nPor Ana Ruiz\n\nEl gas es caro. Muy caro.", InputKind::kText),
      "headline(Por qué subió el gas) byline(Por Ana Ruiz) p(El gas es caro. Muy caro.)");
}

}  // namespace
}  // namespace ibid::read
