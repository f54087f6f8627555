#include <gtest/gtest.h>

#include "read/author_names.h"
#include "read/notation.h"
#include "read/page_dates.h"
#include "read/title_text.h"

namespace ibid::read {
namespace {

std::string Names(std::string_view byline) {
  std::string out;
  for (const std::string& name : AuthorNames(byline)) {
    out += (out.empty() ? "" : "|") + name;
  }
  return out;
}

TEST(MetadataTest, TakesBylinesApart) {
  EXPECT_EQ(Names("By Jane Roe and John Doe, Staff Writers"), "Jane Roe|John Doe");
  EXPECT_EQ(Names("by: JANE ROE | Sept. 28, 2015"), "JANE ROE");
  EXPECT_EQ(Names("Von Jörg Müller und Zoë Ähn"), "Jörg Müller|Zoë Ähn");
  EXPECT_EQ(Names("Jane Roe jane@example.org @janeroe"), "");
  EXPECT_EQ(Names("Jane Roe, @janeroe, http://example.org"), "Jane Roe");
  EXPECT_EQ(Names("Updated 3 hours ago"), "");
  EXPECT_EQ(Names("山田太郎"), "山田太郎");
  EXPECT_EQ(Names("John C. Doe Jr."), "John C. Doe Jr.");
}

TEST(MetadataTest, TakesTheSiteOffTitles) {
  EXPECT_EQ(SplitTitle("Big Story - The Daily", "The Daily", "").title, "Big Story");
  EXPECT_EQ(
      SplitTitle("One Big Story Today | News | Daily Mirror", "", "www.dailymirror.co.uk").title,
      "One Big Story Today");
  EXPECT_EQ(SplitTitle("Daily: Big Story", "Daily", "").title, "Big Story");
  EXPECT_EQ(SplitTitle("Jury Finds A - B - Guilty of All Seven Counts Against Him", "", "").title,
            "Jury Finds A - B - Guilty of All Seven Counts Against Him");
}

TEST(MetadataTest, NormalisesDates) {
  EXPECT_EQ(NormaliseDate("2015-09-28T14:03:11.123+0200"), "2015-09-28T14:03:11+02:00");
  EXPECT_EQ(NormaliseDate("2015-09-28 14:03Z"), "2015-09-28T14:03:00Z");
  EXPECT_EQ(NormaliseDate("2015-09-28T14:03:11"), "2015-09-28") << "a time without a zone";
  EXPECT_EQ(NormaliseDate("20150928"), "2015-09-28");
  EXPECT_EQ(NormaliseDate("Posted on September 28, 2015 at noon"), "2015-09-28");
  EXPECT_EQ(NormaliseDate("0001-01-01T00:00:00Z"), "");
  EXPECT_EQ(NormaliseDate("12345"), "");
  EXPECT_EQ(DateInPath("https://e.org/news/2015/09/28/x.html"), "2015-09-28");
  EXPECT_EQ(DateInPath("https://e.org/2015-09-28-x"), "2015-09-28");
  EXPECT_EQ(DateInPath("https://e.org/2015/09/x"), "2015-09");
  EXPECT_EQ(DateInPath("https://e.org/archive/2015"), "");
  EXPECT_EQ(DateInPath("https://e.org/2015/19/28/x"), "");
}

TEST(MetadataTest, ReadsJsonLd) {
  EXPECT_EQ(Facts("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\",\"name\":"
                  "\"x\"},{\"@type\":[\"NewsArticle\"],\"headline\":\"A &amp; B\",\"author\":[{"
                  "\"name\":\"Jane Roe\"},{\"@id\":\"#j\"}],\"publisher\":{\"name\":\"Daily\"},"
                  "\"datePublished\":\"2015-09-28\"},{\"@id\":\"#j\",\"name\":\"John Doe\"}]}"
                  "</script>x"),
            "A & B [json-ld]; Jane Roe [json-ld], John Doe [json-ld]; Daily [json-ld]; "
            "2015-09-28 [json-ld]");
  EXPECT_EQ(Facts("<script type='application/ld+json'>{\"broken\": </script><h1>A</h1>x"),
            "A [h1]; ?; ?; ?");
}

TEST(MetadataTest, ReadsMetaElements) {
  EXPECT_EQ(Facts("<meta property='og:title' content='A - Daily'><meta property=og:site_name "
                  "content=Daily><meta name=author content='By Jane Roe'><meta "
                  "property=article:published_time content=2015-09-28T10:00:00Z>x"),
            "A [og:title]; Jane Roe [meta author]; Daily [og:site_name]; "
            "2015-09-28T10:00:00Z [article:published_time]");
}

TEST(MetadataTest, FallsBackToWhatThePageShows) {
  EXPECT_EQ(Facts("<title>Big Story Today | Daily News</title><h1>Big Story Today</h1>"
                  "<p>By Jane Roe<br>September 28, 2015</p><p>x",
                  InputKind::kHtml, "https://www.example.org/story"),
            "Big Story Today [<title>]; Jane Roe [byline text]; Daily News [<title>]; "
            "2015-09-28 [byline text]");
  EXPECT_EQ(Facts("<h1>Big</h1>x", InputKind::kHtml, "https://www.example.org/2015/09/28/x"),
            "Big [h1]; ?; example.org [domain]; 2015-09-28 [url]");
}

TEST(MetadataTest, KnowsASiteNameInTheFirstHeading) {
  EXPECT_EQ(Facts("<title>My Diary - What happened on a long day</title><h1>My Diary</h1>x"),
            "What happened on a long day [<title>]; ?; My Diary [h1]; ?");
  EXPECT_EQ(Facts("<title>Thoughts of a man - A walk</title><h1>A walk</h1>x"),
            "A walk [<title>]; ?; Thoughts of a man [<title>]; ?");
  EXPECT_EQ(Facts("<title>Lamps - Skua Photo</title><h1>Lamps</h1>x", InputKind::kHtml,
                  "https://photo.skua.example/g/8"),
            "Lamps [<title>]; ?; Skua Photo [<title>]; ?")
      << "the host has the words of the longer half";
}

TEST(MetadataTest, ReadsWhatWorksThatAreNoArticlesSay) {
  EXPECT_EQ(Facts("<script type='application/ld+json'>{\"@type\":\"MediaObject\",\"name\":\"On "
                  "lamps\",\"author\":{\"name\":\"Jane Roe\"}}</script><meta "
                  "property=video:release_date content=2015-09-28T10:00:00Z>x"),
            "On lamps [json-ld]; Jane Roe [json-ld]; ?; "
            "2015-09-28T10:00:00Z [video:release_date]");
}

TEST(MetadataTest, TakesTheAccountOfAPost) {
  EXPECT_EQ(Facts("<meta property=og:site_name content='X (formerly Twitter)'><meta "
                  "property=og:title content='Jane Roe on X: \"words\" / X'>x"),
            "Jane Roe on X: \"words\" / X [og:title]; Jane Roe [og:title]; X (formerly Twitter) "
            "[og:site_name]; ?");
}

TEST(MetadataTest, ReadsTheHeadOfPlainText) {
  EXPECT_EQ(Facts("Big Story\n\nBy <u>Agency</u> Daily World, September 28, 2015\n\nIt was so.\n",
                  InputKind::kText),
            "Big Story [first line]; Agency [byline]; Daily World [byline]; 2015-09-28 [byline]");
  EXPECT_EQ(Facts("Big Story\nBy Jane Roe and John Doe\nThe Daily, 28 September 2015\nIt was so.\n",
                  InputKind::kText),
            "Big Story [first line]; Jane Roe [byline], John Doe [byline]; The Daily [byline]; "
            "2015-09-28 [byline]");
  EXPECT_EQ(Facts("Big Story\n\nBy Agency World News, May 5, 2015 Agency 4 May 2015\n\nIt was.\n",
                  InputKind::kText),
            "Big Story [first line]; Agency [byline]; World News [byline]; 2015-05-05 [byline]");
  EXPECT_EQ(Facts("It began in 2015. Then it went on.\n\nAnd ended.\n", InputKind::kText),
            "?; ?; ?; ?");
}

}  // namespace
}  // namespace ibid::read
