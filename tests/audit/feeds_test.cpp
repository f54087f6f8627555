#include <gtest/gtest.h>

#include "audit/inputs/csv_links.h"
#include "audit/inputs/json_feed_links.h"
#include "audit/inputs/text_links.h"
#include "audit/inputs/xml_links.h"
#include "audit/notation.h"

namespace ibid::audit {
namespace {

std::string Xml(std::string_view text) {
  return Found(text, XmlLinks);
}
std::string Csv(std::string_view text, const std::string& column) {
  std::string error;
  const std::string found = Found(text, [&](std::string_view t, const TakeWritten& take) {
    if (const Result<bool> read = CsvLinks(t, column, take); !read) {
      error = "error: " + read.error().message;
    }
  });
  return error.empty() ? found : error;
}

TEST(XmlLinksTest, OfSitemapsAreTheirPages) {
  EXPECT_EQ(
      Xml("<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
          "<url><loc> http://a/?b&amp;c </loc><lastmod>2020</lastmod><xhtml:link hreflang='de' "
          "href='http://d/'/><image:image><image:loc><![CDATA[http://i/?x&y]]></image:loc>"
          "</image:image></url></urlset>"),
      "http://a/?b&amp;c -> http://a/?b&c | http://d/ | http://i/?x&y");
  EXPECT_EQ(KindOfXml("<?xml?>\n<!-- x --><sm:sitemapindex>"), XmlKind::kSitemapIndex);
  EXPECT_EQ(KindOfXml("<!doctype html><html>"), XmlKind::kNone);
  EXPECT_EQ(KindOfXml("plain"), XmlKind::kNone);
}

TEST(XmlLinksTest, OfFeedsAreThoseOfItemsAndOfTheirText) {
  EXPECT_EQ(
      Xml("<rss><channel><link>http://a/</link><atom:link href='http://f/'/><item><title>http://t/"
          "</title><link>\nb\n</link><guid "
          "isPermaLink='false'>http://g/</guid><guid>http://h/</guid>"
          "<enclosure url=\"http://e/?1&amp;2\"/><description>&lt;a "
          "href=&quot;c?1&amp;amp;2&quot;&gt;x"
          "&lt;/a&gt;</description><content:encoded><![CDATA[<img src='d'>]]></content:encoded>"
          "</item></channel></rss>"),
      "http://a/ | http://f/ | b | http://h/ | http://e/?1&amp;2 -> http://e/?1&2 | c?1&amp;amp;2 "
      "-> "
      "c?1&2 | d");
  EXPECT_EQ(
      Xml("<feed xml:base='http://b/'><entry><link rel='alternate' "
          "href='a'/><id>urn:x</id><content "
          "type='xhtml'><div><a href='c'>x</a></div></content><author><uri>http://u/</uri></author>"
          "</entry></feed>"),
      "a | c | http://u/");
}

TEST(XmlLinksTest, OfOtherXmlAreWholeAddresses) {
  EXPECT_EQ(Xml("<doc xmlns='http://n/' xsi:schemaLocation='http://s/ x' a='http://a/' "
                "b='x'>http://t/<p>say "
                "http://u/ x</p></doc>"),
            "http://a/ | http://t/");
}

TEST(JsonFeedLinksTest, AreThoseOfItemsAndOfTheirHtml) {
  EXPECT_EQ(
      Found(
          "{\"version\":\"https://jsonfeed.org/version/1.1\",\"home_page_url\":\"http:\\/\\/h\\/\","
          "\"items\":[{\"id\":\"http://i/\",\"url\":\"http://a/\\u0026b\",\"content_html\":\"<a "
          "href=\\\"c?1&amp;2\\\">url</a>\",\"tags\":[\"url\",\"http://t/"
          "\"],\"attachments\":[{\"url\":"
          "\"http://m/\"}]}]}",
          JsonFeedLinks),
      "http:\\/\\/h\\/ -> http://h/ | http://a/\\u0026b -> http://a/&b | c?1&amp;2 -> c?1&2 | "
      "http://m/");
}

TEST(CsvLinksTest, AreThoseOfOneColumn) {
  EXPECT_EQ(
      Csv("id,URL\r\n1,http://a/\r\n\"2\nx\",\"http://b/?\"\"c,d\"\r\n3\r\n4,\r\n5,example.org/f",
          " url "),
      "http://a/ | http://b/?\"\"c,d -> http://b/?\"c,d | example.org/f -> http://example.org/f");
  EXPECT_EQ(Csv("a;b\nhttp://a/;http://b/,c\n", "2"), "http://b/,c");
  EXPECT_EQ(Csv("http://a/\thttp://b/\nhttp://c/\tno link\n", "2"), "http://b/ | no link");
  EXPECT_EQ(Csv("a,b\n", "c"), "error: has no column 'c'; its first line has: a, b");
  EXPECT_EQ(Csv("", "c"), "error: has no column 'c'; its first line has: ");
  EXPECT_EQ(Csv("u\n\"http://a/", "u"), "http://a/");
}

TEST(TextLinksTest, AreAddressesThatCanBeCorrected) {
  EXPECT_EQ(Found("See http://a.org/b, www.c.org (http://d.org/e(f)). Not g.org, hxxp://h.org or "
                  "http://i.or...",
                  TextLinks),
            "http://a.org/b | www.c.org -> http://www.c.org | http://d.org/e(f)");
  const std::string line(3U << 20U, 'x');
  EXPECT_EQ(Found(line + " http://a.org/ " + line + "\nhttp://b.org/", TextLinks),
            "http://a.org/ | http://b.org/");
}

}  // namespace
}  // namespace ibid::audit
