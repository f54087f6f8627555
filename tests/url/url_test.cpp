#include "url/url.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::url {
namespace {

// The parts, one after another: "https | user | host | port | path | query | fragment".
std::string Parts(std::string_view text) {
  const auto url = Url::Parse(text);
  if (!url) {
    return "none";
  }
  std::string out(url->scheme());
  const std::string port = std::to_string(url->port());
  for (const std::string_view part : {url->user_info(), url->host(), std::string_view(port),
                                      url->path(), url->query(), url->fragment()}) {
    out += '|';
    out += part;
  }
  return out;
}

std::string Text(std::string_view text) {
  const auto url = Url::Parse(text);
  return url ? url->text() : "none";
}

std::string Resolved(std::string_view base, std::string_view reference) {
  const auto url = Url::Parse(base)->Resolve(reference);
  return url ? url->text() : "none";
}

TEST(UrlTest, HasParts) {
  EXPECT_EQ(Parts("https://u:p@Example.ORG:8080/a/b?c=d#e"),
            "https|u:p|example.org|8080|/a/b|c=d|e");
  EXPECT_EQ(Parts("http://example.org"), "http||example.org|80|/||");
  EXPECT_EQ(Parts("mailto:a@example.org"), "mailto|||0|a@example.org||");
  EXPECT_EQ(Parts("x-a:b #c"), "x-a|||0|b%20||c")
      << "a space that would end the URL without what follows";
  EXPECT_EQ(Parts("at://did:plc:x/app.bsky.feed.post/1"), "none") << "browsers refuse the port";
}

TEST(UrlTest, AcceptsWhatBrowsersAccept) {
  EXPECT_EQ(Text("  https:\\\\example.org\\a b\\c\n"), "https://example.org/a%20b/c");
  EXPECT_EQ(Text("https:example.org/ä?ö#ü"), "https://example.org/%C3%A4?%C3%B6#%C3%BC");
  EXPECT_EQ(Text("http:////example.org/../a/./b/%2e%2e/c"), "http://example.org/a/c");
  EXPECT_EQ(Text("https://München.example/"), "https://xn--mnchen-3ya.example/");
  EXPECT_EQ(Text("https://example。org"), "https://example.org/");
  EXPECT_EQ(Text("https://ex%61mple.org"), "https://example.org/");
  EXPECT_EQ(Text("https://example.org:443/"), "https://example.org/");
}

TEST(UrlTest, WritesAddressesInOneForm) {
  EXPECT_EQ(Text("http://2130706433/"), "http://127.0.0.1/");
  EXPECT_EQ(Text("http://0x7f.1/"), "http://127.0.0.1/");
  EXPECT_EQ(Text("http://0177.0.0.01"), "http://127.0.0.1/");
  EXPECT_EQ(Text("http://１２７.0.0.1"), "http://127.0.0.1/");
  EXPECT_EQ(Text("http://%31%32%37.1"), "http://127.0.0.1/");
  EXPECT_EQ(Text("http://127.0.0.1."), "http://127.0.0.1/");
  EXPECT_EQ(Text("http://[::FFFF:127.0.0.1]"), "http://[::ffff:7f00:1]/");
  EXPECT_EQ(Text("http://[2001:DB8:0:0:1:0:0:1]"), "http://[2001:db8::1:0:0:1]/");
  for (const char* text :
       {"http://256.1.1.1", "http://1.2.3.4.5", "http://0x100000000", "http://[::1", "http://[1:2]",
        "http://[fe80::1%25eth0]", "http://1.2.3.09"}) {
    EXPECT_EQ(Text(text), "none") << text;
  }
}

TEST(UrlTest, RefusesWhatBrowsersRefuse) {
  for (const char* text : {"", "example.org/a", "https://", "https:///", "https://exa mple.org",
                           "https://example.org:99999", "https://example.org:8a", "http://a<b",
                           "http://a%00b", "//example.org", "http://user@/", "http://a%zz/"}) {
    EXPECT_EQ(Text(text), "none") << text;
  }
}

TEST(UrlTest, HoldsNoLineBreaksOrControls) {
  EXPECT_EQ(Text("https://example.org/a\r\nHost: evil"), "https://example.org/aHost:%20evil");
  EXPECT_EQ(Text("https://example.org/\x01\x7F"), "https://example.org/%01%7F");
  EXPECT_EQ(Text("https://example.org/\xFF"), "https://example.org/%EF%BF%BD");
  EXPECT_EQ(Text(std::string_view("https://example.org/\0x", 22)), "https://example.org/%00x");
}

TEST(UrlTest, IsBounded) {
  const std::string long_path(70'000, 'a');
  EXPECT_EQ(Text("https://example.org/" + long_path), "none");
  const std::string grows(30'000, ' ');
  EXPECT_EQ(Text("https://example.org/" + grows + "x"), "none");
}

TEST(UrlTest, ResolvesReferences) {
  const char* base = "https://u@example.org/a/b?c#d";
  EXPECT_EQ(Resolved(base, "../x"), "https://u@example.org/x");
  EXPECT_EQ(Resolved(base, "x/y"), "https://u@example.org/a/x/y");
  EXPECT_EQ(Resolved(base, "//other.example/x"), "https://other.example/x");
  EXPECT_EQ(Resolved(base, "?q"), "https://u@example.org/a/b?q");
  EXPECT_EQ(Resolved(base, "#f"), "https://u@example.org/a/b?c#f");
  EXPECT_EQ(Resolved(base, ""), "https://u@example.org/a/b?c");
  EXPECT_EQ(Resolved(base, "http://z/"), "http://z/");
  EXPECT_EQ(Resolved(base, "\\\\z\\y"), "https://z/y");
  EXPECT_EQ(Resolved("mailto:a", "x"), "none");
}

TEST(UrlTest, IsAskedWithoutFragmentAndUserInfo) {
  EXPECT_EQ(Url::Parse("https://u:p@example.org/a?b=@#c")->ForRequest(),
            "https://example.org/a?b=@");
  EXPECT_EQ(Url::Parse("https://example.org/@a#c@")->ForRequest(), "https://example.org/@a");
}

TEST(UrlTest, HasParametersAndSegments) {
  const auto url = Url::Parse("https://example.org/a%2Fb/c/?x=1&y=a+b%26&x=2&z");
  EXPECT_EQ(url->Parameter("x"), "1");
  EXPECT_EQ(url->Parameter("y"), "a b&");
  EXPECT_EQ(url->Parameter("z"), "");
  EXPECT_FALSE(url->Parameter("w"));
  EXPECT_EQ(url->Segments(), (std::vector<std::string>{"a/b", "c", ""}));
}

}  // namespace
}  // namespace ibid::url
