#include "resolve/archives/short_link.h"

#include <map>

#include <gtest/gtest.h>

#include "resolve/show.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

// A Wayback Machine of its own for these tests: it knows captures, and answers its index and its
// playback from them, capitals folded in the index as the real one does.
class Archive {
 public:
  explicit Archive(ScriptedWeb& web) {
    web.AddRule([this](const HttpRequest& request) { return Answer(request); });
  }

  // "301 https://...", or "200 <html>".
  void Add(const std::string& timestamp, const std::string& original, const std::string& answer) {
    captures_.push_back({timestamp, original, answer});
  }

 private:
  struct Kept {
    std::string timestamp, original, answer;
  };

  std::optional<test::Scripted> Answer(const HttpRequest& request) const {
    constexpr std::string_view kIndex = "https://web.archive.org/cdx/search/cdx";
    constexpr std::string_view kPlayback = "https://web.archive.org/web/";
    if (request.url.starts_with("https://index.commoncrawl.org/")) {
      return test::Scripted{404, {}, "", Failure::kNone};
    }
    if (request.url.starts_with(kIndex)) {
      return Index(*url::Url::Parse(request.url));
    }
    if (!request.url.starts_with(kPlayback)) {
      return std::nullopt;
    }
    for (const Kept& kept : captures_) {
      if (request.url == std::string(kPlayback) + kept.timestamp + "id_/" + kept.original) {
        test::Scripted answer = ParseAnswer(kept.answer);
        answer.headers.emplace_back("Memento-Datetime", "");
        return answer;
      }
    }
    return test::Scripted{404, {}, "", Failure::kNone};
  }

  test::Scripted Index(const url::Url& question) const {
    std::string wanted = text::Lower(*question.Parameter("url"));
    const bool prefix = wanted.ends_with('*');
    if (prefix) {
      wanted.pop_back();
    }
    const std::string from = question.Parameter("from").value_or("0");
    const std::string to = question.Parameter("to").value_or("9");
    const bool redirects = question.Parameter("filter") == "!statuscode:[45]..";
    std::string rows = R"([["timestamp","original","mimetype","statuscode","digest"])";
    for (const Kept& kept : captures_) {
      std::string key = text::Lower(kept.original);
      key.erase(0, prefix ? key.find("//") + 2 : 0);
      const std::string status = kept.answer.substr(0, 3);
      if ((prefix ? key.starts_with(wanted) : key == wanted) && kept.timestamp >= from &&
          kept.timestamp.substr(0, to.size()) <= to && (redirects || status == "200")) {
        rows += ",[\"" + kept.timestamp + "\",\"" + kept.original + "\",\"text/html\",\"" + status +
                "\",\"" + kept.timestamp + "\"]";
      }
    }
    return test::Scripted{200, {}, rows + "]", Failure::kNone};
  }

  std::vector<Kept> captures_;
};

class ShortLinkTest : public testing::Test {
 protected:
  // "VERDICT FINAL_URL", with the candidates.
  std::string Resolved(const std::string& url) {
    ResolveOptions options;
    options.article_date = "2012-05-10";
    Reference reference = UrlReference(url);
    reference.kind = ReferenceKind::kShortUrl;
    const Resolution resolution = RunOne(web_, reference, options);
    last_ = resolution;
    std::string out = std::string(Name(resolution.verdict)) + " " + resolution.final_url;
    for (const Candidate& candidate : resolution.candidates) {
      out += ", maybe " + candidate.url;
    }
    return out;
  }

  ScriptedWeb web_{TestNow()};  // No shortener is in it: their names do not exist.
  Archive archive_{web_};
  Resolution last_;
};

TEST_F(ShortLinkTest, WhereItLedIsWhatItsCaptureSays) {
  archive_.Add("20120511000000", "http://tr.im/abc1", "301 https://a.example/news/rain");
  Script(web_, "https://a.example/news/rain -> 200 <title>Rain</title><p>It rained.");
  EXPECT_EQ(Resolved("http://tr.im/abc1"), "alive https://a.example/news/rain");
  EXPECT_EQ(ShowHops(last_), "http://tr.im/abc1 capture> https://a.example/news/rain 200");
  EXPECT_EQ(last_.snapshots.front().reason, "sent its readers to https://a.example/news/rain");
}

TEST_F(ShortLinkTest, APageThatSendsOnByItselfIsReadToo) {
  archive_.Add("20120511000000", "http://tr.im/abc2",
               "200 <meta http-equiv=refresh content='0;url=https://a.example/news/snow'>");
  Script(web_, "https://a.example/news/snow -> 404");
  archive_.Add("20120512000000", "https://a.example/news/snow",
               "200 <title>Snow</title><p>It snowed.");
  EXPECT_EQ(Resolved("http://tr.im/abc2"), "gone https://a.example/news/snow");
  EXPECT_EQ(last_.snapshots.front().url,
            "https://web.archive.org/web/20120512000000/https://a.example/news/snow");
}

TEST_F(ShortLinkTest, CodesTellCapitalsApart) {
  archive_.Add("20120511000000", "http://tr.im/AbC", "301 https://a.example/news/other");
  archive_.Add("20120514000000", "http://tr.im/abc", "301 https://a.example/news/rain");
  Script(web_, "https://a.example/news/rain -> 200 <title>Rain</title><p>It rained.");
  EXPECT_EQ(Resolved("http://tr.im/abc"), "alive https://a.example/news/rain");
}

TEST_F(ShortLinkTest, ALinkWithoutCaptureStaysLost) {
  archive_.Add("20120511000000", "http://tr.im/other", "301 https://a.example/news/rain");
  EXPECT_EQ(Resolved("http://tr.im/abc3"), "dns_failure http://tr.im/abc3");
}

TEST_F(ShortLinkTest, PagesOfTheShortenerAreNotWhereItLed) {
  archive_.Add("20120511000000", "http://tr.im/abc4", "200 <title>This link has expired</title>");
  archive_.Add("20120512000000", "http://tr.im/abc4", "302 http://tr.im/expired");
  archive_.Add("20120512000000", "http://tr.im/expired", "200 <title>Expired</title>");
  archive_.Add("20160512000000", "http://tr.im/abc4",
               "301 https://www.hugedomains.com/domain_profile.cfm?d=tr.im");
  EXPECT_EQ(Resolved("http://tr.im/abc4"), "dns_failure http://tr.im/abc4");
  EXPECT_EQ(last_.snapshots.size(), 2U);
}

TEST_F(ShortLinkTest, AWildcardOfTheNamesNextOwnerIsNotWhereItLed) {
  archive_.Add("20120511000000", "http://tr.im/abc5",
               "301 https://deals.example/landing?from=tr.im");
  archive_.Add("20120601000000", "http://tr.im/zzz9",
               "301 https://deals.example/landing?from=tr.im");
  archive_.Add("20120311000000", "http://tr.im/abc5", "301 https://a.example/news/rain");
  archive_.Add("20120301000000", "http://tr.im/zzz9", "301 https://b.example/else");
  Script(web_, "https://a.example/news/rain -> 200 <title>Rain</title><p>It rained.");
  EXPECT_EQ(Resolved("http://tr.im/abc5"), "alive https://a.example/news/rain");
}

TEST_F(ShortLinkTest, AFrontPageIsOfferedAndNotClaimed) {
  archive_.Add("20120511000000", "http://tr.im/abc6", "301 https://www.example.org/");
  EXPECT_EQ(Resolved("http://tr.im/abc6"),
            "dns_failure http://tr.im/abc6, maybe https://www.example.org/");
}

// Twenty links of six dead shorteners, as the issue asks: the captured ones are found, no other.
TEST_F(ShortLinkTest, OfTwentyLinksTheCapturedOnesAreFoundAndNoneIsInvented) {
  const char* const kHosts[] = {"tr.im", "cli.gs", "su.pr", "ow.ly", "is.gd", "tinyurl.com"};
  std::map<std::string, std::string> wanted;
  for (int i = 0; i < 20; ++i) {
    const std::string code = "Xy" + std::to_string(i) + "z";
    const std::string link = std::string("http://") + kHosts[i % 6] + "/" + code;
    const std::string work =
        "https://site" + std::to_string(i) + ".example/works/number-" + std::to_string(i);
    switch (i % 4) {
      case 0:
      case 1:  // Captured.
        archive_.Add("20120" + std::to_string(1 + i % 6) + "11000000", link, "301 " + work);
        Script(web_, work + " -> 200 <title>A work</title><p>Its words are here.");
        wanted[link] = "alive " + work;
        break;
      case 2:  // Captured as an error of the shortener alone.
        archive_.Add("20130511000000", link, "200 <title>Link not found</title><p>Sorry.");
        wanted[link] = "dns_failure " + link;
        break;
      default:  // Not captured.
        wanted[link] = "dns_failure " + link;
    }
  }
  int found = 0;
  for (const auto& [link, answer] : wanted) {
    EXPECT_EQ(Resolved(link), answer);
    found += answer.starts_with("alive") ? 1 : 0;
  }
  EXPECT_EQ(found, 10);
}

}  // namespace
}  // namespace ibid::resolve
