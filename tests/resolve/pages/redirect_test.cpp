#include "resolve/pages/redirect.h"

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

struct Given {
  int status = 200;
  Headers headers;
  std::string body;
};

// "via target", or "stays", for an answer at https://a.example/dir/page.
std::string Next(Given given) {
  Exchange exchange;
  exchange.request.url = "https://a.example/dir/page";
  exchange.status = given.status;
  exchange.headers = std::move(given.headers);
  exchange.headers.emplace_back("Content-Type", "text/html; charset=utf-8");
  exchange.body = std::move(given.body);
  const auto onward = NextHop(exchange, ReadPage(exchange));
  return onward ? std::string(Name(onward->via)) + " " + onward->target : "stays";
}

std::string NextOf(std::string body) {
  return Next({200, {}, std::move(body)});
}

TEST(RedirectTest, Location) {
  EXPECT_EQ(Next({301, {{"location", "https://b.example/x#part"}}, ""}),
            "location https://b.example/x");
  EXPECT_EQ(Next({302, {{"Location", "../up?a=1"}}, ""}), "location https://a.example/up?a=1");
  EXPECT_EQ(Next({307, {{"Location", "//c.example"}}, ""}), "location https://c.example/");
  EXPECT_EQ(Next({301, {{"Location", "javascript:alert(1)"}}, ""}), "location javascript:alert(1)");
  EXPECT_EQ(Next({304, {}, ""}), "stays");
  EXPECT_EQ(Next({200, {{"Location", "https://b.example/"}}, "<p>here</p>"}), "stays");
}

TEST(RedirectTest, Refresh) {
  EXPECT_EQ(Next({200, {{"Refresh", "0; url=/next"}}, ""}), "refresh https://a.example/next");
  EXPECT_EQ(Next({200, {{"Refresh", "300"}}, ""}), "stays");
  EXPECT_EQ(NextOf("<META HTTP-EQUIV='Refresh' content=\"0;URL='https://b.example/'\"><p>x"),
            "meta_refresh https://b.example/");
  EXPECT_EQ(NextOf("<meta http-equiv=refresh content='900; url=/later'><p>x"), "stays");
  EXPECT_EQ(NextOf("<meta http-equiv=refresh content='0; url=https://a.example/dir/page'><p>x"),
            "stays");
}

TEST(RedirectTest, TheWayOfTCo) {
  EXPECT_EQ(NextOf("<head><noscript><META http-equiv=\"refresh\" "
                   "content=\"0;URL=https://b.example/a\"></noscript><title>https://b.example/a"
                   "</title></head><script>window.opener = null; "
                   "location.replace(\"https:\\/\\/b.example\\/a\")</script>"),
            "meta_refresh https://b.example/a");
  EXPECT_EQ(NextOf("<title>x</title><script>window.opener = null; "
                   "location.replace(\"https:\\/\\/b.example\\/a\")</script>"),
            "script https://b.example/a");
  EXPECT_EQ(NextOf("<script>window.location.href = '/b';</script>"), "script https://a.example/b");
  EXPECT_EQ(NextOf("<script>location = target;</script><p>x"), "stays");
}

TEST(RedirectTest, AWholePageIsNotLeft) {
  const std::string prose(2000, 'a');
  EXPECT_EQ(NextOf("<script>if (old) location.replace('/old');</script><p>" + prose), "stays");
  EXPECT_EQ(
      NextOf("<noscript><meta http-equiv=refresh content='0; url=/nojs'></noscript><p>" + prose),
      "stays");
}

}  // namespace
}  // namespace ibid::resolve
