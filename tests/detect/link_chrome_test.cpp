#include "detect/link_chrome.h"

#include <string>

#include <gtest/gtest.h>

#include "detect/detect.h"
#include "read/read.h"

namespace ibid::detect {
namespace {

// The links of a page, one a line: "body words" or "chrome words", with the URL's path where there
// are no words.
std::string Links(const std::string& body) {
  read::ReadOptions options;
  options.kind = InputKind::kHtml;
  options.url = "https://news.example/2015/09/story";
  const Result<Document> document = read::Read(
      "<!doctype html><html><head><title>A bridge</title><meta name=author content='Ann "
      "Poe'></head>"
      "<body>" +
          body + "</body></html>",
      options);
  if (!document) {
    return document.error().message;
  }
  std::string out;
  for (const Mention& mention : Detect(*document)) {
    if (const auto* link = std::get_if<LinkParts>(&mention.parts)) {
      out += out.empty() ? "" : "\n";
      out += mention.chrome ? "chrome " : "body ";
      out += link->anchor.empty() ? link->url.substr(link->url.rfind('/')) : link->anchor;
    }
  }
  return out;
}

// A story of three paragraphs with something between the second and the third.
std::string Story(const std::string& between) {
  const std::string prose =
      "The bridge over the river was closed for eleven months, and the town had to send its buses "
      "through the hills, which cost more than the repairs.";
  return "<h1>A bridge</h1><p>" + prose + "</p><p>" + prose + "</p>" + between + "<p>" + prose +
         " See <a href='https://other.example/report'>the report</a>.</p>";
}

TEST(LinkChromeTest, ButtonsThatShareAreChrome) {
  EXPECT_EQ(Links(Story("<p><a href='https://twitter.com/intent/tweet?url=x'>Post it</a> "
                        "<a href='https://www.facebook.com/sharer/sharer.php?u=x'>On Facebook</a> "
                        "<a href='https://twitter.com/ann'>her account</a></p>")),
            "chrome Post it\nchrome On Facebook\nbody her account\nbody the report");
  EXPECT_EQ(
      Links(Story("<p><a href='https://web.archive.org/web/2020/https://twitter.com/share?u=x'>"
                  "Tell others</a></p>")),
      "chrome Tell others\nbody the report");
}

TEST(LinkChromeTest, TheAuthorAndTheArticleItselfAreChrome) {
  EXPECT_EQ(Links(Story("<p><a href='/people/7'>Ann Poe</a> wrote this.</p>")),
            "chrome Ann Poe\nbody the report");
  EXPECT_EQ(Links(Story("<p><a href='/2015/09/story#talk'>12 comments</a></p>")),
            "chrome 12 comments\nbody the report");
  EXPECT_EQ(Links(Story("<p><a rel='nofollow tag' href='/tag/bridges'>bridges</a></p>")),
            "chrome bridges\nbody the report");
}

TEST(LinkChromeTest, ABylineMayNameTheOriginal) {
  const std::string byline =
      "<h1>A bridge</h1><div class='byline'>By Bob Roe, <a href='/staff/bob'>Staff</a>, "
      "<a href='https://other.example/2015/09/28/the-story'>The Other</a></div>";
  EXPECT_EQ(Links(byline + Story("").substr(17)), "chrome Staff\nbody The Other\nbody the report");
}

TEST(LinkChromeTest, IconsBelongToWhatIsBesideThem) {
  EXPECT_EQ(Links(Story("<div><a href='/i1'><img></a><a href='/i2'><img></a><a href='/i3'><img></a>"
                        "</div>")),
            "chrome /i1\nchrome /i2\nchrome /i3\nbody the report");
  EXPECT_EQ(Links(Story("<p><a href='/report'><img></a></p>")), "body /report\nbody the report");
  EXPECT_EQ(Links(Story("<p><a href='/picture.JPG'><img></a></p>")),
            "chrome /picture.JPG\nbody the report")
      << "itself in a larger size";
  EXPECT_EQ(Links("<a href='/'><img></a>" + Story("")), "chrome /\nbody the report");
}

TEST(LinkChromeTest, CardsOfOtherStoriesAreChrome) {
  EXPECT_EQ(Links(Story("<a href='/2014/other'><div>Travel</div><h3>Another bridge</h3></a>")),
            "chrome Travel Another bridge\nbody the report");
  EXPECT_EQ(Links(Story("<div>Read also:</div><ul><li><a href='/2014/other'>Of a tower and a "
                        "bridge in town</a></li></ul>")),
            "chrome Of a tower and a bridge in town\nbody the report");
  EXPECT_EQ(Links(Story("<p>Baca juga: <a href='/2014/other'>Jembatan lain</a></p>")),
            "chrome Jembatan lain\nbody the report");
}

TEST(LinkChromeTest, WhatFollowsTheArticleElementIsChrome) {
  const std::string after =
      "<section><p>More of our stories, which are long enough to be taken for a paragraph of prose "
      "by anybody: <a href='/2014/other'>Another bridge</a>.</p></section>";
  EXPECT_EQ(Links("<article>" + Story("") + "</article>" + after),
            "body the report\nchrome Another bridge");
  EXPECT_EQ(Links("<div>" + Story("") + "</div>" + after), "body the report\nbody Another bridge");
  EXPECT_EQ(Links("<article>" + Story("") +
                  "</article><p>This article was originally published by "
                  "<a href='https://other.example/first'>The Other</a>.</p>"),
            "body the report\nbody The Other");
}

}  // namespace
}  // namespace ibid::detect
