#include "resolve/archives/memento.h"

#include <gtest/gtest.h>

#include "resolve/archives/link_format.h"
#include "resolve/show.h"

namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

// "TARGET rel=... other=...; ..." of each link.
std::string Links(std::string_view text) {
  std::string out;
  for (const WebLink& link : ReadLinks(text)) {
    out += (out.empty() ? "" : "; ") + link.target;
    for (const WebLink::Parameter& parameter : link.parameters) {
      out += " " + parameter.name + "=" + parameter.value;
    }
  }
  return out;
}

// Timestamps and addresses of the mementos, then the parts.
std::string Shown(const TimeMap& map) {
  std::string out;
  for (const Capture& row : map.mementos) {
    out += row.timestamp + " " + row.memento + "\n";
  }
  for (const TimeMap::Part& part : map.parts) {
    out += "part " + part.url + (part.from ? " from " + FormatInstant(*part.from) : "") + "\n";
  }
  return out;
}

TEST(LinkFormatTest, SplitsOutsideOfBracketsAndQuotesAlone) {
  EXPECT_EQ(Links(R"(<http://a.example/x,y;z>;rel="original", <b>; rel=timegate; q="a, \"b\"; c")"),
            R"(http://a.example/x,y;z rel=original; b rel=timegate q=a, "b"; c)");
  EXPECT_EQ(Links("<a>;rel=memento;datetime=\"Tue, 20 Jun 2000 18:02:59 GMT\" ,\n <b>"),
            "a rel=memento datetime=Tue, 20 Jun 2000 18:02:59 GMT; b");
}

TEST(LinkFormatTest, IsTotal) {
  EXPECT_EQ(Links(""), "");
  EXPECT_EQ(Links("no link, <unclosed; rel=x"), "");
  EXPECT_EQ(Links("<>;rel=x,<a>;;;=;rel,<b>;rel=\"open"), "a rel=; b rel=open");
}

TEST(LinkFormatTest, RelationTypesAreWords) {
  const std::vector<WebLink> links = ReadLinks("<a>;rel=\"first memento\",<b>;rel=mementos");
  EXPECT_TRUE(links[0].Is("memento"));
  EXPECT_TRUE(links[0].Is("FIRST"));
  EXPECT_FALSE(links[1].Is("memento"));
}

TEST(TimeMapTest, ReadsLinksOfAllKinds) {
  EXPECT_EQ(Shown(ReadTimeMapLinks(
                "<http://a.example/>;rel=\"original\",\n"
                "<http://g.example/timegate/http://a.example/>;rel=\"timegate\",\n"
                "<http://g.example/map/2/http://a.example/>;rel=\"timemap\";"
                "from=\"Sat, 01 Jan 2005 00:00:00 GMT\";until=\"Sun, 01 Jan 2006 00:00:00 GMT\",\n"
                "</web/20000620180259/http://a.example/>;rel=\"first memento\";"
                "datetime=\"Tue, 20 Jun 2000 18:02:59 GMT\",\n"
                "<javascript:alert(1)>;rel=memento;datetime=\"Tue, 20 Jun 2000 18:02:59 GMT\",\n"
                "<http://g.example/no/time>;rel=memento",
                "http://g.example/map/http://a.example/")),
            "20000620180259 http://g.example/web/20000620180259/http://a.example/\n"
            "part http://g.example/map/2/http://a.example/ from 2005-01-01T00:00:00Z\n");
}

TEST(TimeMapTest, ReadsTheJsonOfAggregators) {
  EXPECT_EQ(Shown(ReadTimeMapJson(
                R"({"original_uri":"http://a.example/","mementos":{"list":[
                {"datetime":"2015-09-25T14:03:11Z","uri":"http://m.example/1"},
                {"datetime":"nonsense","uri":"http://m.example/2"},
                {"datetime":"2016-01-01T00:00:00Z","uri":["http://m.example/3"]}]},
                "timemap_index":[{"from":"2017-01-01T00:00:00Z","uri":"http://m.example/map"}]})",
                "http://m.example/")),
            "20150925140311 http://m.example/1\n"
            "20160101000000 http://m.example/3\n"
            "part http://m.example/map from 2017-01-01T00:00:00Z\n");
  EXPECT_EQ(Shown(ReadTimeMapJson("[", "http://m.example/")), "");
}

TEST(ArchiveTest, TheKindFollowsFromTheAddress) {
  const auto kind = [](std::string_view text) {
    const auto archive = ParseArchive(text);
    constexpr const char* kKinds[] = {"wayback", "memento", "timemap", "cdx", "crawl"};
    return archive ? std::string(kKinds[static_cast<int>(archive->kind)]) + " " + archive->base +
                         " " + archive->name
                   : std::string("none");
  };
  EXPECT_EQ(kind("http://localhost:8080/all"), "memento http://localhost:8080/all/ localhost:8080");
  EXPECT_EQ(kind("https://g.example/timegate/"), "memento https://g.example/timegate/ g.example");
  EXPECT_EQ(kind("https://arquivo.pt/wayback/timemap/link/"),
            "timemap https://arquivo.pt/wayback/timemap/link/ arquivo.pt");
  EXPECT_EQ(kind("http://localhost:8080/all/cdx?"),
            "cdx http://localhost:8080/all/cdx localhost:8080");
  EXPECT_EQ(kind("timemap=https://g.example/m?url="), "timemap https://g.example/m?url= g.example");
  EXPECT_EQ(kind("ftp://g.example/"), "none");
  EXPECT_EQ(kind("timegate="), "none");
}

// A dead page at an archive of one kind; what is asked of the Wayback Machine and Common Crawl
// finds nothing there.
class MementoTest : public testing::Test {
 protected:
  MementoTest() {
    Script(web_, "https://a.example/news/rain -> 404\n");
    web_.AddRule([](const HttpRequest& request) -> std::optional<test::Scripted> {
      if (request.url.starts_with("https://web.archive.org/cdx/")) {
        return test::Scripted{200, {}, "[]", Failure::kNone};
      }
      return request.url.find("archive.org") != std::string::npos ||
                     request.url.find("commoncrawl") != std::string::npos
                 ? std::optional(test::Scripted{404, {}, "", Failure::kNone})
                 : std::nullopt;
    });
  }

  void Capture(const std::string& at, const std::string& datetime, const std::string& body,
               int status = 200, Headers more = {}) {
    test::Scripted answer;
    answer.status = status;
    answer.headers = std::move(more);
    answer.headers.emplace_back("Memento-Datetime", datetime);
    answer.headers.emplace_back("Content-Type", "text/html");
    answer.body = body;
    web_.Add(at, answer);
  }

  std::string Snapshots(const std::string& archive) {
    ResolveOptions options;
    options.article_date = "2015-09-28";
    options.archives.push_back(*ParseArchive(archive));
    std::string out;
    for (const Snapshot& snapshot :
         RunOne(web_, UrlReference("https://a.example/news/rain"), options).snapshots) {
      out += (snapshot.valid ? "" : "no: ") + snapshot.url + " " + FormatInstant(snapshot.at) +
             " " + snapshot.reason + "\n";
    }
    return out;
  }

  ScriptedWeb web_{TestNow()};
};

constexpr const char* kRain = "<title>Rain</title><p>It rained in the north for three days.";

TEST_F(MementoTest, ATimeGateIsNegotiatedAndItsTimeMapRead) {
  web_.AddRule([](const HttpRequest& request) -> std::optional<test::Scripted> {
    if (request.url != "https://g.example/tg/https://a.example/news/rain" ||
        FindHeader(request.headers, "Accept-Datetime") != "Mon, 28 Sep 2015 12:00:00 GMT") {
      return std::nullopt;
    }
    return test::Scripted{302,
                          {{"Vary", "accept-datetime"},
                           {"Location", "https://g.example/m/far"},
                           {"Link",
                            "<https://a.example/news/rain>;rel=original, "
                            "<https://g.example/map/x>;rel=\"timemap\";type=\"application/"
                            "link-format\""}},
                          "",
                          Failure::kNone};
  });
  Script(web_,
         "https://g.example/map/x -> 200 <https://g.example/m/far>;rel=\"first memento\";"
         "datetime=\"Thu, 01 Jan 2015 00:00:00 GMT\",<https://g.example/m/near>;rel=memento;"
         "datetime=\"Tue, 29 Sep 2015 00:00:00 GMT\",<https://g.example/m/future>;rel=memento;"
         "datetime=\"Tue, 29 Sep 2099 00:00:00 GMT\"");
  Capture("https://g.example/m/near", "Tue, 29 Sep 2015 00:00:00 GMT",
          "<title>Page not found</title>");
  Capture("https://g.example/m/far", "Thu, 01 Jan 2015 00:00:00 GMT", kRain);
  EXPECT_EQ(Snapshots("timegate=https://g.example/tg/"),
            "https://g.example/m/far 2015-01-01T00:00:00Z shows \"Rain\"\n"
            "no: https://g.example/m/near 2015-09-29T00:00:00Z the page says that nothing was "
            "found and there is little else to read, though the server answered 200\n");
}

TEST_F(MementoTest, ATimeGateMayAnswerWithTheMementoItself) {
  Capture("https://g.example/tg/https://a.example/news/rain", "Tue, 29 Sep 2015 00:00:00 GMT",
          kRain);
  EXPECT_EQ(Snapshots("https://g.example/tg/"),
            "https://g.example/tg/https://a.example/news/rain 2015-09-29T00:00:00Z shows "
            "\"Rain\"\n");
}

TEST_F(MementoTest, OfATimeMapInPartsTheNearestAreRead) {
  Script(web_,
         "https://g.example/timemap/link/https://a.example/news/rain -> 200 "
         "<https://g.example/timemap/link/1>;rel=timemap;from=\"Sat, 01 Jan 2000 00:00:00 "
         "GMT\";until=\"Sun, 01 Jan 2006 00:00:00 GMT\",<https://g.example/timemap/link/2>;rel="
         "timemap;from=\"Thu, 01 Jan 2015 00:00:00 GMT\";until=\"Fri, 01 Jan 2016 00:00:00 "
         "GMT\",<https://evil.example/3>;rel=timemap");
  Script(web_,
         "https://g.example/timemap/link/2 -> 200 <https://g.example/m/near>;rel=memento;"
         "datetime=\"Tue, 29 Sep 2015 00:00:00 GMT\"");
  Script(web_, "https://g.example/timemap/link/1 -> 200 ");
  Capture("https://g.example/m/near", "Tue, 29 Sep 2015 00:00:00 GMT", kRain);
  EXPECT_EQ(Snapshots("https://g.example/timemap/link/"),
            "https://g.example/m/near 2015-09-29T00:00:00Z shows \"Rain\"\n");
  for (const std::string& asked : web_.asked()) {
    EXPECT_EQ(asked.find("evil"), std::string::npos);
  }
}

TEST_F(MementoTest, ADateThatTheAnswerContradictsIsTheAnswers) {
  Script(web_,
         "https://g.example/timemap/link/https://a.example/news/rain -> 200 "
         "<https://g.example/m/1>;rel=memento;datetime=\"Tue, 29 Sep 2015 00:00:00 GMT\"");
  Capture("https://g.example/m/1", "Sun, 01 Jan 2017 00:00:00 GMT", kRain);
  EXPECT_EQ(Snapshots("https://g.example/timemap/link/"),
            "https://g.example/m/1 2017-01-01T00:00:00Z shows \"Rain\"\n");
}

TEST_F(MementoTest, APageOfTheArchiveIsNoCapture) {
  Script(web_,
         "https://g.example/timemap/link/https://a.example/news/rain -> 200 "
         "<https://g.example/m/1>;rel=memento;datetime=\"Tue, 29 Sep 2015 00:00:00 GMT\"");
  Script(web_, "https://g.example/m/1 -> 200 <title>Our archive</title><p>Search it here.");
  EXPECT_EQ(Snapshots("https://g.example/timemap/link/"),
            "no: https://g.example/m/1 2015-09-29T00:00:00Z the archive answered 200 with no "
            "capture\n");
}

TEST_F(MementoTest, AnArchivedRedirectIsFollowedInTheArchiveAlone) {
  Script(web_,
         "https://g.example/timemap/link/https://a.example/news/rain -> 200 "
         "<https://g.example/m/1>;rel=memento;datetime=\"Tue, 29 Sep 2015 00:00:00 GMT\"");
  Capture("https://g.example/m/1", "Tue, 29 Sep 2015 00:00:00 GMT", "", 302,
          {{"Location", "https://g.example/m/front"}});
  Capture("https://g.example/m/front", "Tue, 29 Sep 2015 00:00:00 GMT",
          "<title>The Paper</title><p>Welcome to all our readers.", 200,
          {{"Link", "<https://a.example/>;rel=\"original\""}});
  EXPECT_EQ(Snapshots("https://g.example/timemap/link/"),
            "no: https://g.example/m/front 2015-09-29T00:00:00Z sent to the front page of "
            "a.example instead\n");
}

TEST_F(MementoTest, AnIndexOfPywbIsAsked) {
  web_.AddRule([](const HttpRequest& request) -> std::optional<test::Scripted> {
    return request.url.starts_with("http://w.example/all/cdx?url=https%3A%2F%2Fa.example")
               ? std::optional(test::Scripted{
                     200,
                     {},
                     R"({"urlkey":"k","timestamp":"20150929000000","url":"https://a.example/news/rain","status":"404","digest":"A"}
{"urlkey":"k","timestamp":"20151001000000","url":"https://a.example/news/rain","mime":"text/html","status":"200","digest":"B"})",
                     Failure::kNone})
               : std::nullopt;
  });
  Capture("http://w.example/all/20151001000000id_/https://a.example/news/rain",
          "Thu, 01 Oct 2015 00:00:00 GMT", kRain);
  EXPECT_EQ(Snapshots("http://w.example/all/cdx"),
            "http://w.example/all/20151001000000/https://a.example/news/rain 2015-10-01T00:00:00Z "
            "shows \"Rain\"\n");
}

TEST_F(MementoTest, NoThirdPartyAsksNoArchive) {
  ResolveOptions options;
  options.third_parties = false;
  options.archives.push_back(*ParseArchive("https://g.example/tg/"));
  RunOne(web_, UrlReference("https://a.example/news/rain"), options);
  EXPECT_EQ(web_.asked(), std::vector<std::string>{"https://a.example/news/rain"});
}

}  // namespace
}  // namespace ibid::resolve
