#include "audit/inputs/html_links.h"

#include <gtest/gtest.h>

#include "audit/notation.h"

namespace ibid::audit {
namespace {

std::string Links(std::string_view page) {
  return Found(page, HtmlLinks);
}

TEST(HtmlLinksTest, AreWrittenInManyWays) {
  EXPECT_EQ(Links("<a href=\"http://a/\">x</a><A HREF='/b'>y</A><a href=c>z</a>"),
            "http://a/ | /b | c");
  EXPECT_EQ(Links("<a href=' /b?c=1&amp;d=2 '>y"), "/b?c=1&amp;d=2 -> /b?c=1&d=2");
  EXPECT_EQ(Links("<a href=x/>y</a><a href=\"\">z</a><a href>z</a>"), "x/");
  EXPECT_EQ(Links("<img src=a srcset='b 1x, c&amp;d 2x,e'><video poster=f><source src=g></video>"),
            "a | b | c&amp;d -> c&d | e | f | g");
  EXPECT_EQ(Links("<img srcset='data:image/png,x 1x, a,b 2x'>"), "data:image/png,x | a,b");
  EXPECT_EQ(Links("<meta http-equiv=refresh content='5; URL=http://a/?b&amp;c'>"),
            "http://a/?b&amp;c -> http://a/?b&c");
  EXPECT_EQ(Links("<meta http-equiv=refresh content=\"0;url='x'\"><meta content='0;url=y'>"), "x");
  EXPECT_EQ(Links("<svg><a xlink:href=a></a><use xlink:href=b /></svg><object data=c></object>"),
            "a | b | c");
}

TEST(HtmlLinksTest, AreNotInWhatIsNoMarkup) {
  EXPECT_EQ(Links("<!-- <a href=a> --><script>'<a href=b>'</script><style>x{}</style>"
                  "<textarea><a href=c></textarea><a href='d"),
            "");
  EXPECT_EQ(Links("<form action=a><input formaction=b></form><link rel='dns-prefetch' href=c>"),
            "");
}

TEST(HtmlLinksTest, ComeAsTheyStandWithTheirWords) {
  std::string out;
  HtmlLinks("<base href='http://b/'><a href=a>One &amp;\n <img src=b><b>two</b></a><a href=c>x",
            [&](const WrittenLink& link) {
              out += link.address + "(" + link.anchor + ")" + link.base + " ";
              return true;
            });
  EXPECT_EQ(out, "a(One & two)http://b/ b()http://b/ c(x)http://b/ ");
}

}  // namespace
}  // namespace ibid::audit
