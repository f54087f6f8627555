#include <gtest/gtest.h>

#include "resolve/show.h"

// Copies of one story among what is found, and the article's own text in a page.
namespace ibid::resolve {
namespace {

using test::Scripted;
using test::ScriptedWeb;

constexpr std::string_view kStory =
    "<p>The council of Port North voted on Monday to rebuild the ferry bridge before the winter, "
    "after engineers had warned that the old one would not stand another storm.</p><p>It is to "
    "cost "
    "four million, of which the county pays three, and the work is to begin in May, the mayor said "
    "after the vote, which nobody opposed.</p><p>Ships will have to wait for the tide until "
    "then, as they did in the years before the bridge was built by the harbour company.</p>";

std::string Page(std::string_view title, std::string_view text) {
  std::string html = "<html><title>";
  html.append(title).append("</title><article><h1>").append(title).append("</h1>");
  return html.append(text).append("</article></html>");
}

class StoryHuntTest : public ::testing::Test {
 protected:
  StoryHuntTest() {
    web_.AddPage("https://a.example/2015/09/28/ferry-bridge-to-be-rebuilt",
                 Page("Ferry bridge to be rebuilt", kStory));
    web_.AddPage("https://a.example/2015/09/28/port-north-votes-for-bridge",
                 Page("Port North votes for bridge", kStory));
    web_.AddPage("https://a.example/2015/09/28/grain-prices-rise-again",
                 Page("Grain prices rise again", "<p>Grain costs more than it did.</p>"));
    web_.AddRule([](const HttpRequest& request) -> std::optional<Scripted> {
      if (request.url.find("/cdx/") == std::string::npos) {
        return ParseAnswer("404 <title>Not found</title>");
      }
      const bool day = request.url.find("2015%2F09%2F28") != std::string::npos ||
                       request.url.find("2015/09/28") != std::string::npos;
      return ParseAnswer(
          !day
              ? "200 []"
              : "200 [[\"timestamp\",\"original\",\"mimetype\",\"statuscode\"],"
                "[\"20150928101010\",\"https://a.example/2015/09/28/ferry-bridge-to-be-rebuilt\","
                "\"text/html\",\"200\"],[\"20150928101010\","
                "\"https://a.example/2015/09/28/port-north-votes-for-bridge\",\"text/html\","
                "\"200\"],[\"20150928101010\","
                "\"https://a.example/2015/09/28/grain-prices-rise-again\",\"text/html\",\"200\"]]");
    });
    reference_.id = "r1";
    reference_.kind = ReferenceKind::kStory;
    reference_.agent = "The Port Courier";
    reference_.outlet = {"The Port Courier", {"a.example"}, ""};
    reference_.date = "2015-09-28";
  }

  ScriptedWeb web_{TestNow()};
  Reference reference_;
  ResolveOptions options_;
};

TEST_F(StoryHuntTest, CopiesAreOneCandidateAndNoReasonForDoubt) {
  reference_.text =
      "Port North voted to rebuild the ferry bridge, which pleased hotels and angered fishermen";
  const Resolution found = RunOne(web_, reference_, options_);
  EXPECT_EQ(found.verdict, Verdict::kAlive) << Show(found);
  ASSERT_GE(found.candidates.size(), 1U);
  EXPECT_EQ(found.candidates[0].copies.size(), 1U);
  EXPECT_EQ(found.candidates[0].url, found.final_url);
}

TEST_F(StoryHuntTest, WhatNoStorySaysIsNotFound) {
  reference_.text = "Port North's mayor resigned after a quarrel over the price of oysters";
  const Resolution found = RunOne(web_, reference_, options_);
  EXPECT_EQ(found.verdict, Verdict::kUnknown) << Show(found);
  EXPECT_EQ(found.final_url, "");
}

TEST_F(StoryHuntTest, TwoWordsFitAnything) {
  reference_.text = "the bridge";
  EXPECT_EQ(RunOne(web_, reference_, options_).final_url, "");
}

TEST_F(StoryHuntTest, TheArticlesOwnTextIsRecognised) {
  reference_.text = "Bridge to come back";
  std::string plain(kStory);
  for (std::size_t at = plain.find('<'); at != std::string::npos; at = plain.find('<')) {
    plain.replace(at, plain.find('>', at) + 1 - at, "\n");
  }
  options_.article_text = Shingles(RunningText(plain));
  const Resolution found = RunOne(web_, reference_, options_);
  ASSERT_TRUE(found.overlap) << Show(found);
  EXPECT_GT(found.overlap->of_article, 0.95);
  EXPECT_GT(found.overlap->of_page, 0.85);
  EXPECT_NE(found.final_url, "");
}

}  // namespace
}  // namespace ibid::resolve
