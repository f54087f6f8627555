#include "resolve/stories/sitemap.h"

#include <gtest/gtest.h>

#include "resolve/show.h"
#include "resolve/stories/address_date.h"
#include "resolve/stories/outlet_sitemaps.h"
#include "warc/zip.h"

namespace ibid::resolve {
namespace {

using test::Scripted;
using test::ScriptedWeb;

std::string Entries(const Sitemap& sitemap) {
  std::string out = sitemap.is_index ? "index" : "";
  for (const SitemapEntry& entry : sitemap.entries) {
    out += (out.empty() ? "" : "; ") + entry.url + " | " + entry.title + " | " + entry.date +
           " | " + entry.changed;
  }
  return out;
}

TEST(SitemapTest, ReadsBothKindsAndGooglesNews) {
  EXPECT_EQ(Entries(ParseSitemap("<?xml version='1.0'?><sitemapindex><sitemap><loc>\n "
                                 "https://a.example/s-1.xml </loc><lastmod>2015-09-28T10:00:00Z"
                                 "</lastmod></sitemap></sitemapindex>")),
            "index; https://a.example/s-1.xml |  |  | 2015-09-28");
  EXPECT_EQ(
      Entries(ParseSitemap(
          "<urlset><url><loc>https://a.example/1?a=1&amp;b=2</loc><news:news><news:publication>"
          "<news:name>A</news:name></news:publication><news:publication_date>2015-09-28T01:02:03Z"
          "</news:publication_date><news:title><![CDATA[Rain & <b>wind</b>]]></news:title>"
          "</news:news><image:image><image:loc>https://a.example/i.jpg</image:loc></image:image>"
          "</url><!-- <url><loc>https://a.example/no</loc></url> --></urlset>")),
      "https://a.example/1?a=1&b=2 | Rain & <b>wind</b> | 2015-09-28 | ");
}

TEST(SitemapTest, WhatIsDamagedIsReadAsFarAsItGoes) {
  EXPECT_EQ(Entries(ParseSitemap("<urlset><url><loc>https://a.example/1</loc></url><url><loc>htt")),
            "https://a.example/1 |  |  | ");
  EXPECT_EQ(Entries(ParseSitemap("<html><p>Not found</p></html>")), "");
  EXPECT_EQ(Entries(ParseSitemap("<url><loc><![CDATA[x</loc></url>")), "");
}

TEST(SitemapTest, UnpacksGzipFiles) {
  Exchange exchange;
  exchange.status = 200;
  exchange.body = warc::GzipMember("<urlset><url><loc>https://a.example/1</loc></url></urlset>");
  EXPECT_EQ(Entries(ReadSitemap(exchange)), "https://a.example/1 |  |  | ");
  exchange.body.resize(exchange.body.size() / 2);
  EXPECT_LE(ReadSitemap(exchange).entries.size(), 1U);
}

TEST(SitemapTest, RobotsNamesSitemaps) {
  const auto named = SitemapsOfRobots(
      "User-agent: *\r\nSITEMAP: https://a.example/s.xml \r\n"
      "Sitemap:/t.xml\nDisallow: /sitemap:",
      9);
  EXPECT_EQ(named, (std::vector<std::string>{"https://a.example/s.xml", "/t.xml"}));
}

TEST(AddressDateTest, AsFarAsItGoes) {
  const std::pair<const char*, const char*> kCases[] = {
      {"/2015/09/28/world/a.html", "2015-09-28"},
      {"/world/2015/sep/28/a", "2015-09-28"},
      {"/sitemap/2016/march/7/", "2016-03-07"},
      {"/20150928/1027665402/iraq.html", "2015-09-28"},
      {"/sitemap.xml?yyyy=2015&mm=09&dd=28", "2015-09-28"},
      {"/sitemaps/sitemap-2015-09.xml.gz", "2015-09"},
      {"/sitemap-201509.xml", "2015-09"},
      {"/sitemap_2015.xml", "2015"},
      {"/article/us-china-idUSKCN0RK0ZB20150920", "2015-09-20"},
      {"/story/2016/03/title-220050", "2016-03"},
      {"/news/world-34375875", ""},
      {"/a/2015/13/45/b", "2015"},
      {"/a/2015/02/30/b", "2015-02"},
      {"/12345678", ""},
  };
  for (const auto& [address, date] : kCases) {
    EXPECT_EQ(DateInAddress(address), date) << address;
  }
}

Scripted Text(std::string body) {
  Scripted answer;
  answer.headers.emplace_back("Content-Type", "text/plain");
  answer.body = std::move(body);
  return answer;
}

std::string Listed(ScriptedWeb& web, IsoDate first, IsoDate last) {
  Reference reference;
  reference.outlet.domains = {"a.example"};
  const ResolveOptions options;
  Inquiry inquiry(reference, options, web);
  std::string out;
  net::Spawn<std::vector<ListedStory>>(
      ListFromSitemaps(inquiry, "a.example", std::move(first), std::move(last)),
      [&](std::vector<ListedStory> stories) {
        for (const ListedStory& story : stories) {
          out += story.url + " " + story.date + " " + story.words + "\n";
        }
      });
  web.Drain();
  return out;
}

std::string Asked(const ScriptedWeb& web) {
  std::string out;
  for (const std::string& url : web.asked()) {
    out += url + "\n";
  }
  return out;
}

TEST(OutletSitemapsTest, OfAnIndexOnlyThePartsThatMayHoldTheDays) {
  ScriptedWeb web(TestNow());
  web.Add("https://www.a.example/robots.txt", Text("Sitemap: https://www.a.example/index.xml"));
  web.Add("https://www.a.example/index.xml",
          Text("<sitemapindex><sitemap><loc>https://www.a.example/s-2015-08.xml</loc></sitemap>"
               "<sitemap><loc>https://www.a.example/s-2015-09.xml</loc></sitemap>"
               "<sitemap><loc>https://www.a.example/news.xml</loc></sitemap></sitemapindex>"));
  web.Add("https://www.a.example/s-2015-09.xml",
          Text("<urlset><url><loc>https://www.a.example/one-two-three-four</loc>"
               "<lastmod>2015-09-28T23:00:00Z</lastmod></url>"
               "<url><loc>https://www.a.example/2015/09/02/early-bird-gets-worm</loc></url>"
               "<url><loc>https://elsewhere.example/2015/09/28/a-b-c-d</loc></url></urlset>"));
  EXPECT_EQ(Listed(web, "2015-09-21", "2015-09-29"),
            "https://www.a.example/one-two-three-four 2015-09-28 one two three four \n");
  EXPECT_EQ(Asked(web),
            "https://www.a.example/robots.txt\nhttps://www.a.example/index.xml\n"
            "https://www.a.example/s-2015-09.xml\n");
}

TEST(OutletSitemapsTest, NewsSitemapsForTheLastDays) {
  ScriptedWeb web(TestNow());
  web.Add("https://www.a.example/robots.txt",
          Text("Sitemap: /old.xml\nSitemap: /news-sitemap.xml\n"));
  web.Add("https://www.a.example/news-sitemap.xml",
          Text("<urlset><url><loc>https://www.a.example/n/123</loc><news:news><news:title>Rain in "
               "the North</news:title><news:publication_date>2026-11-21T08:00:00Z"
               "</news:publication_date></news:news></url></urlset>"));
  EXPECT_EQ(Listed(web, "2026-11-14", "2026-11-22"),
            "https://www.a.example/n/123 2026-11-21 Rain in the North \n");
  EXPECT_EQ(Asked(web),
            "https://www.a.example/robots.txt\nhttps://www.a.example/news-sitemap.xml\n");
}

TEST(OutletSitemapsTest, AnEndlessIndexIsLeftAfterAFewFiles) {
  ScriptedWeb web(TestNow());
  int given = 0;
  web.AddRule([&](const HttpRequest&) {
    std::string index;
    for (int i = 0; i < 50; ++i) {
      index +=
          "<sitemap><loc>https://www.a.example/" + std::to_string(++given) + ".xml</loc></sitemap>";
    }
    return std::optional(Text("<sitemapindex>" + index + "</sitemapindex>"));
  });
  EXPECT_EQ(Listed(web, "2015-09-21", "2015-09-29"), "");
  EXPECT_LE(web.asked().size(), 10U);
}

}  // namespace
}  // namespace ibid::resolve
