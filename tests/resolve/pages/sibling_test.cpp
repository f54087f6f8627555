#include "resolve/pages/sibling.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "resolve/show.h"

namespace ibid::resolve {
namespace {

using test::Scripted;
using test::ScriptedWeb;

std::string DirectoryOf(std::string_view address) {
  const std::string sibling = SiblingUrl(*url::Url::Parse(address));
  const std::size_t slash = sibling.rfind('/');
  EXPECT_EQ(sibling.size() - slash - 1, 25U) << sibling;
  return sibling.substr(0, slash + 1);
}

TEST(SiblingTest, StandsInTheSameDirectory) {
  EXPECT_EQ(DirectoryOf("https://a.example/2019/05/rain"), "https://a.example/2019/05/");
  EXPECT_EQ(DirectoryOf("https://a.example/2019/05/rain/?x=1#y"), "https://a.example/2019/05/");
  EXPECT_EQ(DirectoryOf("https://a.example/rain"), "https://a.example/");
  EXPECT_EQ(DirectoryOf("https://a.example/?p=12"), "https://a.example/");
  EXPECT_EQ(DirectoryOf("https://a.example:8080?p=12"), "https://a.example:8080/");
  EXPECT_EQ(DirectoryOf("https://a.example/story/1234567/rain/amp"), "https://a.example/story/")
      << "what stands behind a number may be anything";
}

TEST(SiblingTest, IsOneForADirectory) {
  const auto of = [](std::string_view address) { return SiblingUrl(*url::Url::Parse(address)); };
  EXPECT_EQ(of("https://a.example/x/rain"), of("https://a.example/x/snow?y"));
  const auto name = [&](std::string_view address) {
    const std::string sibling = of(address);
    return sibling.substr(sibling.rfind('/'));
  };
  EXPECT_NE(name("https://a.example/x/rain"), name("https://a.example/y/rain"));
  EXPECT_NE(name("https://a.example/x/rain"), name("https://b.example/x/rain"));
}

constexpr const char* kDoubtful =
    "https://a.example/x/nine-lanterns-harbour -> 200 <title>A</title><p>Ez dago hemen.\n"
    "https://a.example/x/seven-boats-at-night -> 200 <title>A</title><p>Ez dago hemen.\n";

TEST(SiblingTest, OneAddressIsAskedForAllOfADirectory) {
  ScriptedWeb web(TestNow());
  Script(web, kDoubtful);
  web.AddRule([](const HttpRequest&) {
    Scripted missing;
    missing.status = 404;
    return std::optional(missing);
  });
  RunAll(web, {UrlReference("https://a.example/x/nine-lanterns-harbour"),
               UrlReference("https://a.example/x/seven-boats-at-night")});
  std::vector<std::string> asked = web.asked();
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  EXPECT_EQ(asked.size(), 3U) << testing::PrintToString(asked);
}

TEST(SiblingTest, WhatIsNotRecordedLeavesNoTrace) {
  ScriptedWeb web(TestNow());
  Script(web, kDoubtful);
  web.AddRule([](const HttpRequest&) {
    Scripted nothing;
    nothing.failure = Failure::kOffline;
    return std::optional(nothing);
  });
  const Resolution resolution =
      RunOne(web, UrlReference("https://a.example/x/nine-lanterns-harbour"));
  EXPECT_EQ(web.asked().size(), 2U);
  EXPECT_EQ(resolution.evidence.size(), 1U);
  EXPECT_EQ(Name(resolution.verdict), "alive");
}

TEST(SiblingTest, ADatedStoryIsNotDoubted) {
  ScriptedWeb web(TestNow());
  Script(web,
         "https://a.example/x/nine-lanterns-harbour -> 200 <title>Nine lanterns</title>"
         "<meta property=article:published_time content=2019-05-01T10:00:00Z><p>It shone.");
  RunOne(web, UrlReference("https://a.example/x/nine-lanterns-harbour"));
  EXPECT_EQ(web.asked().size(), 1U);
}

}  // namespace
}  // namespace ibid::resolve
