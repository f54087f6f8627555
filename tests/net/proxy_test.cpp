#include "net/proxy.h"

#include <gtest/gtest.h>

namespace ibid::net {
namespace {

// What libcurl gets, or "error: ...".
std::string Parsed(std::string_view url) {
  const Result<Proxy> proxy = ParseProxy(url, "");
  return proxy ? proxy->url : "error: " + proxy.error().message;
}

TEST(ProxyTest, TakesWhatItCanSpeak) {
  constexpr const char* kWrong =
      "error: a proxy is http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT";
  EXPECT_EQ(Parsed(""), "");
  EXPECT_EQ(Parsed("proxy.example:3128"), "http://proxy.example:3128");
  EXPECT_EQ(Parsed("HTTPS://proxy.example"), "https://proxy.example");
  EXPECT_EQ(Parsed("socks5://u:p@proxy.example:1080"), "socks5h://u:p@proxy.example:1080");
  for (const char* wrong : {"ftp://a", "socks4://a", "http://", "http://:80", "http://u:secret@",
                            "http://a\r\nX: y", "file:///etc/passwd"}) {
    EXPECT_EQ(Parsed(wrong), kWrong) << wrong;
  }
}

TEST(ProxyTest, KnowsWhoIsAskedWithoutIt) {
  const Proxy proxy =
      ParseProxy("http://proxy.example:3128", "example.org, .example.net,10.0.0.1,").value();
  EXPECT_TRUE(proxy.Carries("example.com"));
  EXPECT_TRUE(proxy.Carries("badexample.org"));
  EXPECT_FALSE(proxy.Carries("example.org"));
  EXPECT_FALSE(proxy.Carries("www.example.org"));
  EXPECT_FALSE(proxy.Carries("a.example.net"));
  EXPECT_FALSE(proxy.Carries("10.0.0.1"));
  EXPECT_TRUE(proxy.Carries("110.0.0.1"));
  EXPECT_FALSE(ParseProxy("http://p", "*").value().Carries("example.org"));
  EXPECT_FALSE(Proxy{}.Carries("example.org")) << "no proxy, nothing carried";
}

}  // namespace
}  // namespace ibid::net
