#include <gtest/gtest.h>

#include "resolve/show.h"

namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

constexpr const char* kNow =
    "https://a.example/story -> 200 <html><title>The bridge</title><article><h1>The "
    "bridge</h1><p>The "
    "bridge will be rebuilt before the winter, the mayor told the council of the town on Monday, "
    "and "
    "nobody objected to that at all.</p><p>It is to cost four million, which the county pays, as "
    "the "
    "council was told in a letter of last week that the paper has seen.</p></article></html>\n";

std::string Looks(ScriptedWeb& web, std::string words, IsoDate date = "") {
  ResolveOptions options;
  options.article_date = std::move(date);
  options.quotes.push_back({"r1", "m1", std::move(words), true});
  const Resolution found = RunOne(web, UrlReference("https://a.example/story"), options);
  std::string out;
  for (const QuoteCheck& check : found.quotes) {
    for (const QuoteLook& look : check.looks) {
      out += look.where + " " + std::string(Name(look.fit)) + "; ";
    }
  }
  if (found.drift) {
    out += "kept " + std::to_string(static_cast<int>(found.drift->kept * 100)) + " %";
  }
  return out;
}

int AskedAtArchive(const ScriptedWeb& web) {
  int count = 0;
  for (const std::string& url : web.asked()) {
    count += url.starts_with("https://web.archive.org/") ? 1 : 0;
  }
  return count;
}

TEST(QuoteCheckTest, WhatStandsInThePageNeedsNoArchive) {
  ScriptedWeb web(TestNow());
  Script(web, kNow);
  EXPECT_EQ(Looks(web, "will be rebuilt before the winter", "2015-09-28"), "page verbatim; ");
  EXPECT_EQ(AskedAtArchive(web), 0);
}

TEST(QuoteCheckTest, WhatDoesNotIsLookedForInTheCopyOfTheTime) {
  ScriptedWeb web(TestNow());
  Script(web, kNow);
  web.AddRule([](const HttpRequest& request) -> std::optional<test::Scripted> {
    if (request.url.find("/cdx/") != std::string::npos) {
      return ParseAnswer(
          "200 [[\"timestamp\",\"original\",\"mimetype\",\"statuscode\"],[\"20150928101010\","
          "\"https://a.example/story\",\"text/html\",\"200\"]]");
    }
    if (request.url.find("/web/20150928101010") == std::string::npos) {
      return std::nullopt;
    }
    test::Scripted copy = ParseAnswer(
        "200 <html><title>The bridge</title><article><h1>The bridge</h1><p>The bridge will not be "
        "rebuilt before the next summer, the mayor told the council on Monday, because there is no "
        "money left for it in this year's budget.</p><p>It is to cost four million, which the "
        "county "
        "pays, as the council was told in a letter of last week that the paper has seen.</p>"
        "</article></html>");
    copy.headers.emplace_back("Memento-Datetime", "Mon, 28 Sep 2015 10:10:10 GMT");
    return copy;
  });
  EXPECT_EQ(Looks(web, "because there is no money left for it", "2015-09-28"),
            "page absent; capture verbatim; kept 50 %");
  EXPECT_EQ(Looks(web, "no such words in either of them", ""), "page absent; ")
      << "which time is not known";
}

TEST(QuoteCheckTest, TooShortToTell) {
  ScriptedWeb web(TestNow());
  Script(web, kNow);
  EXPECT_EQ(Looks(web, "very sad", "2015-09-28"), "");
}

}  // namespace
}  // namespace ibid::resolve
