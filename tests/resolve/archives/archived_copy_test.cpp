#include <gtest/gtest.h>

#include "resolve/show.h"

namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

constexpr const char* kGone = "https://a.example/news/rain -> 404\n";
constexpr const char* kAround =
    "https://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fa.example%2Fnews%2Frain&output=json"
    "&fl=timestamp,original,mimetype,statuscode,digest&filter=!statuscode:%5B345%5D.."
    "&from=20150927&to=20160927&limit=10";
constexpr const char* kBefore =
    "https://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fa.example%2Fnews%2Frain&output=json"
    "&fl=timestamp,original,mimetype,statuscode,digest&filter=!statuscode:%5B345%5D.."
    "&to=20150927&limit=-10";
constexpr const char* kPlayback = "https://web.archive.org/web/";
constexpr const char* kRows =
    R"([["timestamp","original","mimetype","statuscode","digest"],)"
    R"(["20151001000000","https://a.example/news/rain","text/html","200","A"],)"
    R"(["20150929000000","https://a.example/news/rain","text/html","200","B"]])";
constexpr const char* kMemento = "200 Memento-Datetime: Tue, 29 Sep 2015 00:00:00 GMT | ";

std::string Resolved(ScriptedWeb& web) {
  ResolveOptions options;
  options.article_date = "2015-09-28";
  const Resolution resolution = RunOne(web, UrlReference("https://a.example/news/rain"), options);
  return Show(resolution) + "  last reason: " + resolution.reasons.back();
}

TEST(ArchivedCopyTest, TheNearestValidCaptureIsTaken) {
  ScriptedWeb web(TestNow());
  Script(web, kGone);
  Script(web, std::string(kAround) + " -> 200 " + kRows);
  Script(web, std::string(kPlayback) + "20150929000000id_/https://a.example/news/rain -> " +
                  kMemento + "<title>Page not found</title>");
  Script(web, std::string(kPlayback) +
                  "20151001000000id_/https://a.example/news/rain -> "
                  "200 Memento-Datetime: Thu, 01 Oct 2015 00:00:00 GMT | "
                  "<title>Rain</title><p>It rained.");
  EXPECT_EQ(Resolved(web),
            "gone: the server answered 404: not found\n"
            "  hops https://a.example/news/rain 404\n"
            "  snapshot https://web.archive.org/web/20151001000000/https://a.example/news/rain "
            "shows \"Rain\"\n"
            "  no snapshot https://web.archive.org/web/20150929000000/https://a.example/news/rain "
            "the page says that nothing was found and there is little else to read, though the "
            "server answered "
            "200\n"
            "  last reason: archived copy of 2015-10-01, 3 days after: "
            "https://web.archive.org/web/20151001000000/https://a.example/news/rain");
  EXPECT_EQ(web.asked().size(), 4U);
}

TEST(ArchivedCopyTest, AnInexactCaptureSendsOnToTheNearest) {
  ScriptedWeb web(TestNow());
  Script(web, kGone);
  Script(web, std::string(kAround) + " -> 200 " + kRows);
  Script(web, std::string(kPlayback) +
                  "20150929000000id_/https://a.example/news/rain -> 302 "
                  "/web/20150930010203id_/https://a.example/news/rain");
  Script(web, std::string(kPlayback) +
                  "20150930010203id_/https://a.example/news/rain -> "
                  "200 Memento-Datetime: Wed, 30 Sep 2015 01:02:03 GMT | "
                  "<title>Rain</title><p>It rained.");
  EXPECT_NE(Resolved(web).find("snapshot https://web.archive.org/web/20150930010203/"),
            std::string::npos);
}

TEST(ArchivedCopyTest, ACaptureOfARedirectToTheFrontPageIsNoCopy) {
  ScriptedWeb web(TestNow());
  Script(web, kGone);
  Script(web, std::string(kAround) +
                  R"( -> 200 [["timestamp","original","mimetype","statuscode","digest"],)"
                  R"(["20150929000000","https://a.example/news/rain","text/html","-","A"]])");
  Script(web, std::string(kBefore) + " -> 200 []");
  Script(web, std::string(kPlayback) +
                  "20150929000000id_/https://a.example/news/rain -> 301 "
                  "https://a.example/");
  Script(web, std::string(kPlayback) + "20150929000000id_/https://a.example/ -> " + kMemento +
                  "<title>A</title><p>Welcome.");
  EXPECT_EQ(Resolved(web),
            "gone: the server answered 404: not found\n"
            "  hops https://a.example/news/rain 404\n"
            "  no snapshot https://web.archive.org/web/20150929000000/https://a.example/ sent to "
            "the front page of a.example instead\n"
            "  last reason: archived captures were looked at, and none shows the work");
}

TEST(ArchivedCopyTest, TheTimeGateIsTheSecondWay) {
  ScriptedWeb web(TestNow());
  Script(web, kGone);
  Script(web, std::string(kAround) + " -> 503");
  Script(web, std::string(kPlayback) +
                  "https://a.example/news/rain -> 302 "
                  "https://web.archive.org/web/20180101000000/https://a.example/news/rain");
  Script(web, std::string(kPlayback) +
                  "20180101000000id_/https://a.example/news/rain -> "
                  "200 Memento-Datetime: Mon, 01 Jan 2018 00:00:00 GMT | "
                  "<title>Rain</title><p>It rained.");
  EXPECT_NE(Resolved(web).find("archived copy of 2018-01-01, 826 days after"), std::string::npos);
}

TEST(ArchivedCopyTest, ARefusalIsNotAbsence) {
  const auto second_reason = [](const std::string& answer) {
    ScriptedWeb web(TestNow());
    Script(web, kGone);
    Script(web, std::string(kAround) + " -> " + answer);
    Script(web, "https://index.commoncrawl.org/collinfo.json -> 404");
    ResolveOptions options;
    options.article_date = "2015-09-28";
    const Resolution resolution = RunOne(web, UrlReference("https://a.example/news/rain"), options);
    EXPECT_EQ(web.asked().size(), 3U) << "and nothing more is asked of it";
    return resolution.reasons[1];
  };
  EXPECT_EQ(
      second_reason("403 X-Archive-Wayback-Runtime-Error: "
                    "AdministrativeAccessControlException: Blocked Site Error | x"),
      "the site is excluded from the Wayback Machine: whether it holds copies cannot be seen");
  EXPECT_EQ(second_reason("429"),
            "the Wayback Machine answered 429 (too many requests): whether it holds a copy is not "
            "known");
  EXPECT_EQ(second_reason("offline"), "the Wayback Machine was not asked: this run is offline");
}

TEST(ArchivedCopyTest, NothingArchivedIsSaid) {
  ScriptedWeb web(TestNow());
  Script(web, kGone);
  Script(web, std::string(kAround) + " -> 200 []");
  Script(web, std::string(kBefore) + " -> 200 []");
  Script(web, std::string(kPlayback) + "https://a.example/news/rain -> 404");
  const std::string shown = Resolved(web);
  EXPECT_EQ(shown.substr(shown.find("last reason: ") + 13), "the Wayback Machine holds no copy");
}

TEST(ArchivedCopyTest, AnArchiveLinkIsReadAsWhatItIsACopyOf) {
  ScriptedWeb web(TestNow());
  Script(web, "https://a.example/news/rain -> 200 <title>Rain</title><p>It rained.");
  EXPECT_EQ(
      Show(RunOne(web, UrlReference("https://web.archive.org/web/20150929000000/https://a.example/"
                                    "news/rain"))),
      "alive: the server answered 200 with \"Rain\"\n"
      "  hops https://web.archive.org/web/20150929000000/https://a.example/news/rain "
      "unwrapped> https://a.example/news/rain 200\n"
      "  title Rain\n"
      "  site a.example\n"
      "  no snapshot https://web.archive.org/web/20150929000000/https://a.example/news/rain "
      "given by the article; not looked at\n");
}

}  // namespace
}  // namespace ibid::resolve
