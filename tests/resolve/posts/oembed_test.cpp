#include "resolve/posts/oembed.h"

#include <gtest/gtest.h>

#include "read/read.h"
#include "resolve/posts/post_places.h"
#include "resolve/show.h"

namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

std::string Discovered(const std::string& head) {
  read::ReadOptions options;
  options.kind = InputKind::kHtml;
  const auto document = read::Read("<!doctype html><head>" + head + "</head><p>words", options);
  return document.ok() ? DiscoveredQuestion(document.value(), "https://a.example/b/c") : "unread";
}

TEST(OembedTest, ProvidersByTheirUrls) {
  EXPECT_EQ(ProviderQuestion("https://giphy.com/gifs/a-1"),
            "https://giphy.com/services/oembed?format=json&url="
            "https%3A%2F%2Fgiphy.com%2Fgifs%2Fa-1");
  EXPECT_EQ(ProviderQuestion("https://www.ted.com/talks/one").substr(0, 20),
            "https://www.ted.com/");
  EXPECT_EQ(ProviderQuestion("https://notgiphy.com/gifs/a-1"), "");
  EXPECT_EQ(ProviderQuestion("https://giphy.com.evil.example/gifs/a-1"), "");
  EXPECT_EQ(ProviderQuestion("https://giphy.com/"), "");
  EXPECT_EQ(ProviderQuestion("file:///etc/passwd"), "");
  EXPECT_EQ(ProviderQuestion(""), "");
}

TEST(OembedTest, WhatAPageNames) {
  const std::string link = "<link rel=alternate type=application/json+oembed href=";
  EXPECT_EQ(Discovered(link + "/oembed?u=1>"), "https://a.example/oembed?u=1");
  EXPECT_EQ(
      Discovered("<link rel='foo Alternate' type='Application/JSON+oEmbed' href=//b.example>"),
      "https://b.example/");
  EXPECT_EQ(Discovered(link + "javascript:alert(1)>"), "");
  EXPECT_EQ(Discovered(link + "file:///etc/passwd>"), "");
  EXPECT_EQ(Discovered(link + "'data:application/json,{}'>"), "");
  EXPECT_EQ(Discovered("<link rel=stylesheet type=application/json+oembed href=/x>"), "");
  EXPECT_EQ(Discovered("<link rel=alternate type=text/xml+oembed href=/x>"), "");
}

TEST(OembedTest, APageThatTurnsUsAwayIsThereWhereItsProviderShowsIt) {
  const auto verdict = [&](const std::string& page, const std::string& told) {
    ScriptedWeb web(TestNow());
    Script(web,
           "https://gph.is/one -> " + page + "\n" +
               "https://giphy.com/services/oembed?format=json&url=https%3A%2F%2Fgph.is%2Fone -> " +
               told);
    const Resolution resolution = RunOne(web, UrlReference("https://gph.is/one"));
    return std::string(Name(resolution.verdict)) + " " + resolution.title;
  };
  const std::string shown = R"(200 {"title":"Rain","provider_name":"GIPHY"})";
  EXPECT_EQ(verdict("403 <title>Just a moment...</title>", shown), "alive Rain");
  EXPECT_EQ(verdict("403 <title>Just a moment...</title>", "404"), "blocked Just a moment...");
  EXPECT_EQ(verdict("200 <title>Log in</title><form><input type=password></form>", shown),
            "login Rain")
      << "a wall stays a wall";
}

TEST(OembedTest, APageThatSaysNothingIsAskedAfter) {
  ScriptedWeb web(TestNow());
  Script(web,
         "https://a.example/play/7 -> 200 <link rel=alternate type=application/json+oembed "
         "href=/oembed?id=7><title>Player</title><p>Play and pause.\n"
         R"(https://a.example/oembed?id=7 -> 200 {"title":"Rain","author_name":"Vera Lind"})");
  const Resolution resolution = RunOne(web, UrlReference("https://a.example/play/7"));
  EXPECT_EQ(resolution.author, "Vera Lind");
  EXPECT_EQ(resolution.title, "Player") << "what the page says stands";
  ScriptedWeb dated(TestNow());
  Script(dated,
         "https://a.example/play/7 -> 200 <link rel=alternate type=application/json+oembed "
         "href=/oembed?id=7><title>Story</title><meta property=article:published_time "
         "content=2020-01-02><p>Words.");
  RunOne(dated, UrlReference("https://a.example/play/7"));
  for (const std::string& asked : dated.asked()) {
    EXPECT_EQ(asked.find("oembed"), std::string::npos) << "an article is not asked after";
  }
}

TEST(PostPlacesTest, EveryReaderStandsWhateverComes) {
  const std::string deep(5000, '[');
  std::string many;
  for (int i = 0; i < 20000; ++i) {
    many += "ytInitialPlayerResponse __UNIVERSAL_DATA_FOR_REHYDRATION__> {\"";
  }
  Reference post;
  post.post_id = "a/1";
  post.url = "https://a.example/1";
  int read = 0;
  for (const char* platform : {"bluesky", "mastodon", "peertube", "reddit", "youtube", "tiktok",
                               "telegram", "instagram", "facebook", "vk", "unheard-of"}) {
    for (const PostPlace& place : PlacesOf(platform)) {
      for (const std::string& body :
           {std::string(), std::string("{"), std::string("[]"), std::string("{\"posts\":[1,{}]}"),
            std::string("[{\"data\":{\"children\":[{\"data\":{}}]}}]"), std::string("\0\xFF<", 3),
            std::string("<script>var ytInitialPlayerResponse = {\"a\":\"\\"), deep, many}) {
        Exchange exchange;
        exchange.status = 200;
        exchange.body = body;
        if (place.read != nullptr) {
          EXPECT_NE(place.read(post, exchange).says, PostAnswer::Says::kShown)
              << place.reader << ": " << body.substr(0, 40);
          ++read;
        }
      }
    }
  }
  EXPECT_GT(read, 100);
}

}  // namespace
}  // namespace ibid::resolve
