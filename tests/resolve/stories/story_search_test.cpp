#include "resolve/stories/story_search.h"

#include <gtest/gtest.h>

#include "resolve/show.h"

namespace ibid::resolve {
namespace {

using test::Scripted;
using test::ScriptedWeb;

std::string Lines(const std::vector<ListedStory>& stories) {
  std::string out;
  for (const ListedStory& story : stories) {
    out += story.url + " " + story.date + " " + story.words + "\n";
  }
  return out;
}

class StorySearchTest : public ::testing::Test {
 protected:
  StorySearchTest() {
    web_.AddRule([this](const HttpRequest& request) {
      secrets_ += request.secret_query + "\n";
      Scripted answer;
      answer.headers.emplace_back("Content-Type", "application/json");
      answer.body = body_;
      return std::optional(answer);
    });
  }

  std::string Ask(net::Task<std::vector<ListedStory>> (*ask)(Inquiry&, StoryQuestion),
                  std::string domain, IsoDate last = "2018-09-29") {
    Reference reference;
    reference.outlet.domains = {domain};
    Inquiry inquiry(reference, options_, web_);
    StoryQuestion question;
    question.domains = {domain};
    question.words = {"iran", "shares", "intelligence", "moscow"};
    question.first = last.substr(0, 8) + "21";
    question.last = last;
    std::string out;
    net::Spawn<std::vector<ListedStory>>(
        ask(inquiry, std::move(question)),
        [&](std::vector<ListedStory> stories) { out = Lines(stories); });
    web_.Drain();
    return out;
  }

  ScriptedWeb web_{TestNow()};
  ResolveOptions options_;
  std::string body_;
  std::string secrets_;
};

TEST_F(StorySearchTest, TheNewYorkTimesWithAKeyThatStandsInNoUrl) {
  options_.keys["nyt"] = "s3cret/x";
  body_ = R"({"response":{"docs":[{"web_url":"https://www.nytimes.com/2018/09/28/a.html",
      "snippet":"They  agreed.","pub_date":"2018-09-28T10:00:00+0000",
      "headline":{"main":"Iran Shares Intelligence"}},{"web_url":""}]}})";
  EXPECT_EQ(Ask(AskOutletApi, "nytimes.com"),
            "https://www.nytimes.com/2018/09/28/a.html 2018-09-28 Iran Shares Intelligence They "
            "agreed.\n");
  EXPECT_EQ(web_.asked().at(0),
            "https://api.nytimes.com/svc/search/v2/"
            "articlesearch.json?q=iran%20shares%20intelligence%20moscow&begin_date=20180921&"
            "end_date=20180929&page=0");
  EXPECT_EQ(secrets_, "api-key=s3cret%2Fx\n");
}

TEST_F(StorySearchTest, TheGuardian) {
  options_.keys["guardian"] = "k";
  body_ = R"({"response":{"results":[{"webTitle":"Iran talks","webUrl":
      "https://www.theguardian.com/world/2018/sep/28/iran","webPublicationDate":
      "2018-09-28T10:00:00Z"}]}})";
  EXPECT_EQ(Ask(AskOutletApi, "theguardian.com"),
            "https://www.theguardian.com/world/2018/sep/28/iran 2018-09-28 Iran talks\n");
  options_.third_parties = false;
  EXPECT_EQ(Ask(AskOutletApi, "theguardian.com"), "") << "another site than the outlet's own";
}

TEST_F(StorySearchTest, NobodyIsAskedWithoutAKey) {
  EXPECT_EQ(Ask(AskOutletApi, "nytimes.com"), "");
  options_.keys["nyt"] = "k";
  EXPECT_EQ(Ask(AskOutletApi, "theguardian.com"), "");
  EXPECT_TRUE(web_.asked().empty());
}

TEST_F(StorySearchTest, GdeltSinceItsBeginning) {
  body_ = R"({"articles":[{"url":"https://a.example/x","title":"Rain","seendate":
      "20180928T031500Z"}]})";
  EXPECT_EQ(Ask(AskGdelt, "a.example"), "https://a.example/x 2018-09-28 Rain\n");
  EXPECT_EQ(web_.asked().at(0),
            "https://api.gdeltproject.org/api/v2/doc/"
            "doc?query=%28iran%20OR%20shares%20OR%20intelligence%29%20domainis%3Aa.example&mode="
            "artlist&format=json&maxrecords=250&startdatetime=20180921000000&enddatetime="
            "20180929235959&sort=datedesc");
  EXPECT_EQ(Ask(AskGdelt, "a.example", "2015-09-29"), "");
  body_ = "The specified phrase is too short.";
  EXPECT_EQ(Ask(AskGdelt, "a.example"), "") << "its errors are text under 200";
  EXPECT_EQ(web_.asked().size(), 2U);
}

}  // namespace
}  // namespace ibid::resolve
