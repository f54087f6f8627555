#include "detect/links/link_chrome.h"

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

TEST(LinkChromeTest, RowsOfTheSitesOwnLinksAreChrome) {
  EXPECT_EQ(Links(Story("<p>In this story: <a href='/t/1'>bridges</a>, <a href='/t/2'>rivers and "
                        "lakes</a> | <a href='/t/3'>buses</a></p>")),
            "chrome bridges\nchrome rivers and lakes\nchrome buses\nbody the report");
  EXPECT_EQ(Links(Story("<p>They are <a href='/t/1'>bridges</a>, which cross the water, "
                        "<a href='/t/2'>rivers</a>, which are the water, and <a href='/t/3'>buses"
                        "</a>, which need the first of them.</p>")),
            "body bridges\nbody rivers\nbody buses\nbody the report");
  EXPECT_EQ(
      Links(Story("<p><a href='https://a.example/1'>One</a>, <a href='https://b.example/2'>Two"
                  "</a>, <a href='https://c.example/3'>Three</a></p>")),
      "body One\nbody Two\nbody Three\nbody the report")
      << "sources elsewhere";
  EXPECT_EQ(Links(Story("<ul><li><a href='/a/1'>Rain</a></li><li><a href='/a/2'>Snow</a></li>"
                        "<li><a href='/a/3'>Hail</a></li></ul>")),
            "chrome Rain\nchrome Snow\nchrome Hail\nbody the report");
  EXPECT_EQ(Links(Story("<ul><li><a href='/a/1'>Rain</a></li><li><a href='/a/2'>Snow</a></li>"
                        "</ul>")),
            "body Rain\nbody Snow\nbody the report");
}

TEST(LinkChromeTest, ATitleAloneInItsBlockIsAnotherStory) {
  EXPECT_EQ(Links(Story("<p><a href='/2014/tower'>Tower in Town to Close for Repairs</a></p>")),
            "chrome Tower in Town to Close for Repairs\nbody the report");
  EXPECT_EQ(
      Links(Story("<div><a href='/2014/tower'><img></a><p><a href='/2014/tower'>Tower in Town "
                  "to Close for Repairs</a></p></div>")),
      "chrome Tower in Town to Close for Repairs\nchrome /tower\nbody the report")
      << "with its picture";
  EXPECT_EQ(
      Links(Story("<p><a href='https://other.example/t'>Tower in Town to Close for "
                  "Repairs</a></p><h2><a href='/2014/tower'>The Tower in Our Town</a></h2>"
                  "<p><a href='/2014/tower'>the whole of it here</a></p>")),
      "body Tower in Town to Close for Repairs\nbody The Tower in Our Town\nbody the whole of "
      "it here\nbody the report");
}

TEST(LinkChromeTest, LabelsLeadToListsOfTheSite) {
  EXPECT_EQ(Links(Story("<p>By <a href='/staff/bob-roe'>Bob Roe</a>, 12 May</p>")),
            "chrome Bob Roe\nbody the report");
  EXPECT_EQ(Links(Story("<p>Filed in <a href='/travel/'>Travel</a></p>")),
            "chrome Travel\nbody the report");
  EXPECT_EQ(Links(Story("<p>He spoke of <a href='/tag/travel'>travel</a>.</p>")),
            "body travel\nbody the report")
      << "a sentence";
  EXPECT_EQ(Links(Story("<p>Text of <a href='/2015/letter-of-the-mayor'>the letter</a></p>")),
            "body the letter\nbody the report");
}

TEST(LinkChromeTest, WhatTellsOfTheAuthorIsChrome) {
  const std::string bio =
      "<p>Ann Poe is the author of <a href='https://b.example/book'>a book</a>.";
  EXPECT_EQ(Links(Story("") + bio), "body the report\nchrome a book");
  EXPECT_EQ(Links("<h1>A bridge</h1>" + bio + Story("").substr(17)), "body a book\nbody the report")
      << "not where the article begins";
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
