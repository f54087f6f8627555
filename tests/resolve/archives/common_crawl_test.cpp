#include "resolve/archives/common_crawl.h"

#include <gtest/gtest.h>

#include "resolve/archives/cdx.h"
#include "resolve/archives/right_page.h"
#include "resolve/show.h"
#include "text/dates.h"
#include "warc/writer.h"
#include "warc/zip.h"

namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

constexpr const char* kPage = "https://a.example/news/rain-in-the-north";

// The gzip member that a crawl keeps of an answer.
std::string Member(const std::string& url, const std::string& html) {
  Exchange exchange;
  exchange.request.url = url;
  exchange.status = 200;
  exchange.headers = {{"Content-Type", "text/html"}};
  exchange.body = html;
  exchange.at = *text::ParseInstant("2015-10-05T10:00:00Z");
  return warc::GzipMember(warc::Serialize(warc::RecordsOf(exchange).front()));
}

class CommonCrawlTest : public testing::Test {
 protected:
  CommonCrawlTest() {
    Script(web_, std::string(kPage) + " -> 404\n");
    web_.AddRule([](const HttpRequest& request) -> std::optional<test::Scripted> {
      return request.url.starts_with("https://web.archive.org/")
                 ? std::optional(test::Scripted{
                       403,
                       {{"X-Archive-Wayback-Runtime-Error", "AccessControl: Blocked Site Error"}},
                       "",
                       Failure::kNone})
                 : std::nullopt;
    });
    web_.AddJson(
        "https://index.commoncrawl.org/collinfo.json",
        R"([{"id":"CC-MAIN-2026-40","cdx-api":"https://index.commoncrawl.org/CC-MAIN-2026-40-index"},
                 {"id":"CC-MAIN-2015-40","cdx-api":"https://index.commoncrawl.org/CC-MAIN-2015-40-index"},
                 {"id":"CC-MAIN-2015-35","cdx-api":"https://index.commoncrawl.org/CC-MAIN-2015-35-index"},
                 {"id":"CC-MAIN-2015-32","cdx-api":"https://evil.example/index"},
                 {"id":"CC-MAIN-2012","cdx-api":"https://index.commoncrawl.org/CC-MAIN-2012-index"}])");
    Index("2015-35", R"({"message": "No Captures found for: rain"})", 404);
    Index("2026-40", R"({"message": "No Captures found for: rain"})", 404);
    Index("2012", R"({"message": "No Captures found for: rain"})", 404);
  }

  void Index(const std::string& crawl, const std::string& body, int status = 200) {
    web_.Add("https://index.commoncrawl.org/CC-MAIN-" + crawl +
                 "-index?url=https%3A%2F%2Fa.example%2Fnews%2Frain-in-the-north&output=json"
                 "&filter=%3Dstatus:200&limit=5",
             {status, {}, body, Failure::kNone});
  }

  // The row of a record of that many bytes, and the range that it makes ibid ask for.
  void Row(const std::string& bytes, int status = 206) {
    Index("2015-40", R"({"urlkey":"k","timestamp":"20151005100000","url":")" + std::string(kPage) +
                         R"(","mime":"text/html","status":"200","digest":"D","length":")" +
                         std::to_string(bytes.size()) +
                         R"(","offset":"100","filename":"crawl-data/CC-MAIN-2015-40/x.warc.gz"})");
    range_ = "bytes=100-" + std::to_string(100 + bytes.size() - 1);
    web_.AddRule(
        [this, bytes, status](const HttpRequest& request) -> std::optional<test::Scripted> {
          if (request.url != "https://data.commoncrawl.org/crawl-data/CC-MAIN-2015-40/x.warc.gz") {
            return std::nullopt;
          }
          EXPECT_EQ(FindHeader(request.headers, "Range"), range_);
          EXPECT_EQ(request.body_bytes_max, bytes.size());
          return test::Scripted{status, {}, bytes, Failure::kNone};
        });
  }

  Resolution Resolved() {
    ResolveOptions options;
    options.article_date = "2015-09-28";
    return RunOne(web_, UrlReference(kPage), options);
  }

  ScriptedWeb web_{TestNow()};
  std::string range_;
};

TEST_F(CommonCrawlTest, TheRecordOfTheNearestCrawlIsReadByItsRange) {
  Row(Member(kPage, "<title>Rain in the north</title><p>It rained in the north for three days."));
  const Resolution resolution = Resolved();
  ASSERT_EQ(resolution.snapshots.size(), 1U);
  const Snapshot& snapshot = resolution.snapshots.front();
  EXPECT_TRUE(snapshot.valid);
  EXPECT_EQ(snapshot.url,
            "https://data.commoncrawl.org/crawl-data/CC-MAIN-2015-40/x.warc.gz#" + range_);
  EXPECT_EQ(FormatInstant(snapshot.at), "2015-10-05T10:00:00Z");
  EXPECT_EQ(snapshot.reason, "shows \"Rain in the north\"");
  EXPECT_EQ(resolution.reasons[1],
            "the site is excluded from the Wayback Machine: whether it holds copies cannot be "
            "seen");
}

TEST_F(CommonCrawlTest, AnotherPagesRecordIsNone) {
  Row(Member("https://b.example/", "<title>Rain in the north</title><p>It rained."));
  const Resolution resolution = Resolved();
  ASSERT_EQ(resolution.snapshots.size(), 1U);
  EXPECT_FALSE(resolution.snapshots.front().valid);
}

TEST_F(CommonCrawlTest, BytesThatAreNoRecordAreNone) {
  Row("this is no gzip member");
  EXPECT_FALSE(Resolved().snapshots.front().valid);
}

TEST_F(CommonCrawlTest, AServerThatSendsTheWholeFileIsNotBelieved) {
  Row(Member(kPage, "<title>Rain in the north</title><p>It rained."), 200);
  EXPECT_FALSE(Resolved().snapshots.front().valid);
}

TEST_F(CommonCrawlTest, ThreeCrawlsAreAskedTheNearestFirst) {
  Row("x");
  Index("2015-40", R"({"message": "No Captures found for: rain"})", 404);
  Resolved();
  std::string asked;
  for (const std::string& url : web_.asked()) {
    if (url.starts_with("https://index.commoncrawl.org/CC-MAIN")) {
      asked += url.substr(30, 15) + " ";
    }
  }
  EXPECT_EQ(asked, "CC-MAIN-2015-40 CC-MAIN-2015-35 CC-MAIN-2012-in ");
}

TEST(CrawlsTest, SayWhenTheyWereOrTheirNamesDo) {
  std::string out;
  for (const Crawl& crawl : ReadCrawls(
           R"([{"id":"CC-MAIN-2018-09","cdx-api":"https://index.commoncrawl.org/a"},
           {"id":"CC-MAIN-2009-2010","cdx-api":"https://index.commoncrawl.org/b"},
           {"id":"x","from":"2020-01-05T00:00:00","to":"2020-01-20T00:00:00","cdx-api":"https://index.commoncrawl.org/c"},
           {"id":"CC-MAIN-0000-99","cdx-api":"https://index.commoncrawl.org/d"},
           {"id":"CC-MAIN-2018-09","cdx-api":"file:///etc/passwd"}, 7, null])")) {
    out += text::DateOf(crawl.from) + " " + text::DateOf(crawl.until) + "\n";
  }
  EXPECT_EQ(out, "2018-02-26 2018-03-12\n2009-01-01 2011-01-01\n2020-01-05 2020-01-20\n");
  EXPECT_TRUE(ReadCrawls("nonsense").empty());
}

TEST(CdxTest, ReadsRowsOfAnyForm) {
  const auto read = [](const std::string& body) {
    Exchange exchange;
    exchange.status = 200;
    exchange.body = body;
    std::string out;
    for (const Capture& row : ReadCaptures(exchange).rows) {
      out += row.timestamp + " " + row.original + " " + std::to_string(row.status) + "\n";
    }
    return out;
  };
  EXPECT_EQ(read(R"(com,a)/ 20180219112308 {"url": "http://a.com/", "status": "200"}
com,a)/ 20180319112308 {"url": "http://a.com/", "status": "404"}
com,a)/ 20180419112308 {"url": "http://a.com/", "mime": "warc/revisit", "status": "-"})"),
            "20180219112308 http://a.com/ 200\n20180419112308 http://a.com/ 0\n");
  EXPECT_EQ(
      read(
          R"({"urlkey": "k", "timestamp": "20180219112308", "url": "http://a.com/", "status": "200"})"),
      "20180219112308 http://a.com/ 200\n");
}

TEST(RightPageTest, APageThatSharesNoWordWithItsAddressIsAnotherOne) {
  const auto wrong = [](const std::string& title, const std::string& text,
                        const std::string& address, const std::string& said = "") {
    Page page;
    page.readable = true;
    page.title = title;
    page.text = text + " " + std::string(120, '.');
    return WhyWrongPage(page, address, said).has_value();
  };
  const std::string slug = "https://a.example/2015/harbour-tunnel-opens-in-march";
  EXPECT_TRUE(wrong("Best bonuses", "Spin and win with free chips.", slug));
  EXPECT_FALSE(wrong("News", "The tunnel was dug for years.", slug));
  EXPECT_FALSE(wrong("Best bonuses", "Spin and win.", "https://a.example/story/4711"));
  EXPECT_FALSE(wrong("Новости", "Тоннель под гаванью открылся в марте.", slug));
  EXPECT_TRUE(wrong("Best bonuses", "Spin and win.", "https://a.example/4711",
                    "a harbour tunnel opened for all cyclists"));
  EXPECT_FALSE(wrong("Best bonuses", "Spin and win.", "https://a.example/4711", "a report"));
  EXPECT_FALSE(wrong("Best bonuses", "For cyclists too.", "https://a.example/4711",
                     "a harbour tunnel opened for all cyclists"));
}

}  // namespace
}  // namespace ibid::resolve
