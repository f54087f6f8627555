#include "resolve/pages/cookies.h"

#include <string>

#include <gtest/gtest.h>

#include "resolve/show.h"

namespace ibid::resolve {
namespace {

// Sets the cookies in an answer of `url`, and gives the header for `to`.
std::string Sent(const std::vector<std::string>& set_cookies, const std::string& to,
                 const std::string& url = "https://www.a.example/news/story") {
  Exchange answer;
  answer.request.url = url;
  for (const std::string& line : set_cookies) {
    answer.headers.emplace_back("set-cookie", line);
  }
  Cookies cookies;
  cookies.Take(answer);
  return cookies.For(*url::Url::Parse(to));
}

TEST(CookiesTest, GoBackToWhereTheyCameFrom) {
  EXPECT_EQ(Sent({"a=1", "b = 2 ; HttpOnly"}, "https://www.a.example/news/other"), "a=1; b=2");
  EXPECT_EQ(Sent({"a=1"}, "https://www.a.example/"), "") << "the default path is the directory";
  EXPECT_EQ(Sent({"a=1; Path=/"}, "https://www.a.example/"), "a=1");
  EXPECT_EQ(Sent({"a=1; Path=/news"}, "https://www.a.example/newspaper"), "");
  EXPECT_EQ(Sent({"a=1; Path=/; Secure"}, "http://www.a.example/"), "");
  EXPECT_EQ(Sent({"a=1; path=/", "a=2; path=/"}, "https://www.a.example/"), "a=2");
  EXPECT_EQ(Sent({"a=1; path=/", "a=; path=/; max-age=0"}, "https://www.a.example/"), "");
}

TEST(CookiesTest, GoToNobodyElse) {
  EXPECT_EQ(Sent({"a=1; Path=/"}, "https://a.example/"), "");
  EXPECT_EQ(Sent({"a=1; Path=/"}, "https://b.www.a.example/"), "");
  EXPECT_EQ(Sent({"a=1; Path=/; Domain=.a.example"}, "https://b.a.example/"), "a=1");
  EXPECT_EQ(Sent({"a=1; Path=/; Domain=a.example"}, "https://nota.example/"), "");
  EXPECT_EQ(Sent({"a=1; Path=/; Domain=b.example"}, "https://b.example/"), "");
  EXPECT_EQ(Sent({"a=1; Path=/; Domain=co.uk"}, "https://other.co.uk/", "https://www.bbc.co.uk/"),
            "");
  EXPECT_EQ(Sent({"a=1; Path=/; Domain=com"}, "https://b.com/", "https://a.com/"), "");
  EXPECT_EQ(Sent({"a=1; Path=/; Domain=0.0.1"}, "https://9.0.0.1/", "https://8.0.0.1/"), "");
}

TEST(CookiesTest, HaveLimits) {
  EXPECT_EQ(
      Sent({"a=1\r\nX: 2; Path=/", "=1", "b", "", "c=\x01; Path=/"}, "https://www.a.example/"), "");
  EXPECT_EQ(Sent({"a=" + std::string(5000, 'x') + "; Path=/"}, "https://www.a.example/"), "");
  std::vector<std::string> many;
  for (int i = 0; i < 1000; ++i) {
    many.push_back("c" + std::to_string(i) + "=1; Path=/");
  }
  EXPECT_LT(Sent(many, "https://www.a.example/").size(), Cookies::kCookiesMax * 8);
}

// A site that lets in who shows the cookie it set.
TEST(CookiesTest, AChainThatGoesRoundUntilACookieComesBackEnds) {
  test::ScriptedWeb web(TestNow());
  const auto has = [](const HttpRequest& request, std::string_view cookie) {
    return FindHeader(request.headers, "Cookie") == cookie;
  };
  web.AddRule([&](const HttpRequest& request) -> std::optional<test::Scripted> {
    if (request.url == "https://a.example/story-of-rain") {
      if (has(request, "seen=1")) {
        EXPECT_TRUE(request.fresh) << "what is stored is the answer that sent us round";
        return test::Scripted{
            200, {{"Content-Type", "text/html"}}, "<title>A story of rain</title><p>It rained."};
      }
      return test::Scripted{302, {{"Location", "/check"}, {"Set-Cookie", "seen=1; Path=/"}}, ""};
    }
    if (request.url == "https://a.example/check") {
      return test::Scripted{302, {{"Location", "/story-of-rain"}}, ""};
    }
    return std::nullopt;
  });
  ResolveOptions options;
  options.third_parties = false;
  const Resolution resolution =
      RunOne(web, UrlReference("https://a.example/story-of-rain"), options);
  EXPECT_EQ(resolution.verdict, Verdict::kAlive) << resolution.reasons.at(0);
  EXPECT_EQ(resolution.hops.size(), 3U);
}

}  // namespace
}  // namespace ibid::resolve
