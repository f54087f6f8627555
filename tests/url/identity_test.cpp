#include <string>

#include <gtest/gtest.h>

#include "url/url.h"

namespace ibid::url {
namespace {

std::string Key(std::string_view text) {
  const auto url = Url::Parse(text);
  return url ? IdentityKey(*url) : "none";
}

TEST(IdentityTest, FoldsWhatIsTheSamePage) {
  for (const char* text :
       {"http://www.example.org/a", "https://m.example.org/a/", "https://example.org:443/a",
        "https://u:p@example.org/a#top", "https://EXAMPLE.org./a?utm_source=x&fbclid=y",
        "https://example.org/%61", "https://amp.example.org/a", "https://example.org/a/amp/",
        "https://example.org/amp/a", "https://example.org/a.amp", "https://example.org/a?amp=1",
        "https://example.org/a;jsessionid=12?PHPSESSID=3", "https://example.org/a?",
        "https://example.org/a?&"}) {
    EXPECT_EQ(Key(text), "https://example.org/a") << text;
  }
  EXPECT_EQ(Key("https://example.org/(S(lit3py55t21z5v55vlm25s55))/a.aspx"),
            "https://example.org/a.aspx");
  EXPECT_EQ(Key("https://example.org/a;JSESSIONID=1?CFID=2&CFTOKEN=3"), "https://example.org/a");
  for (const char* text :
       {"https://example.org/a.amp.html", "https://example.org/a-amp.html",
        "https://example.org/a/amp.html", "https://example.org/a.html?usqp=mq"}) {
    EXPECT_EQ(Key(text), "https://example.org/a.html") << text;
  }
  EXPECT_EQ(Key("https://www.bbc.com/news/amp/world-1"), "https://bbc.com/news/world-1");
  EXPECT_EQ(Key("https://mobil.example.org/a?gad_source=1&irclickid=2&elqTrackId=3"),
            "https://example.org/a");
  EXPECT_EQ(Key("https://www.newyorker.com/a?mbid=social_twitter"), "https://newyorker.com/a");
  EXPECT_EQ(Key("https://www.amazon.com/dp/B0/ref=sr?ie=UTF8&qid=1&__mk_de_DE=2"),
            "https://amazon.com/dp/B0/ref=sr?ie=UTF8");
  EXPECT_EQ(Key("https://example.org/?b=2&a=1&a=0"), "https://example.org?a=0&a=1&b=2");
  EXPECT_EQ(Key("https://de.m.wikipedia.org/wiki/A"), "https://de.wikipedia.org/wiki/A");
  EXPECT_EQ(Key("https://example.org/a%c3%a9%7E"), "https://example.org/a%C3%A9~");
}

TEST(IdentityTest, KeepsWhatTellsPagesApart) {
  EXPECT_EQ(Key("https://example.org:8080/A?id=1&v=2#!/b"),
            "https://example.org:8080/A?id=1&v=2#!/b");
  EXPECT_EQ(Key("https://www.co/"), "https://www.co");
  EXPECT_EQ(Key("https://example.org/(a)/b?mbid=1&cid=2"),
            "https://example.org/(a)/b?cid=2&mbid=1");
  EXPECT_EQ(Key("https://example.org/camp.html"), "https://example.org/camp.html");
  EXPECT_EQ(Key("https://example.org/example/champ"), "https://example.org/example/champ");
  EXPECT_EQ(Key("https://example.org/a%2Fb"), "https://example.org/a%2Fb");
  EXPECT_EQ(Key("https://example.org/?q=a%26b%3dc+%2b"), "https://example.org?q=a%26b%3Dc%20%2B");
  EXPECT_EQ(Key("https://example.org/a|b%/[c]?d|%e"),
            "https://example.org/a%7Cb%25/%5Bc%5D?d%7C%25e");
  EXPECT_EQ(Key("https://www.youtube.com/watch?v=abc&feature=share&si=1"),
            "https://youtube.com/watch?v=abc");
  EXPECT_EQ(Key("https://example.org/?s=1&t=2"), "https://example.org?s=1&t=2")
      << "dropped on X alone";
  EXPECT_EQ(Key("https://x.com/a/status/1?s=20&t=z"), "https://x.com/a/status/1");
  EXPECT_EQ(Key("mailto:a@example.org"), "mailto:a@example.org");
  EXPECT_EQ(Key("mailto:a@example.org #x"), "mailto:a@example.org%20");
}

TEST(IdentityTest, IsItsOwnNormalForm) {
  for (const char* text :
       {"https://www.m.amp.example.org/amp/amp/a/amp/.amp//", "https://example.org/..;jsessionid=1",
        "https://a.m.m.example.org/", "https://./c",
        "https://example.org/?&=", "https://example.org/..amp", "https://www.1.example:80/",
        "http://example.org:443/", "https://example.org/amp/amp.html",
        "https://a.example/-amp.html", "https://a.example/a-amp.amp.html",
        "https://a.example/(S(/(S(a))/b))/c", "https://a.example/amp/(S(a))/amp/;jsessionid=/",
        "https://a.example/b;jsessionid=1/amp/.amp//c;JSESSIONID=2/d-amp.html/amp.html",
        "https://a.example/(S(a))/(S(b))/", "https://a.example/b/amp;jsessionid=1/(S(c)).amp",
        "https://wap.m.touch.a.example/amp/amp/", "https://example.org/?%61=%62&a",
        "https://[::1]:1/#!a"}) {
    const std::string once = Key(text);
    EXPECT_EQ(Key(once), once) << text;
  }
}

TEST(IdentityTest, KnowsShorteners) {
  EXPECT_TRUE(IsShortener("t.co"));
  EXPECT_TRUE(IsShortener("www.Bit.ly"));
  EXPECT_TRUE(IsShortener("nyti.ms."));
  EXPECT_FALSE(IsShortener("nytimes.com"));
  EXPECT_FALSE(IsShortener("youtu.be")) << "its links are posts already";
  EXPECT_FALSE(IsShortener(""));
  EXPECT_EQ(SiteOfShortener("www.nyti.ms"), "nytimes.com");
  EXPECT_EQ(SiteOfShortener("bit.ly"), "") << "leads to many";
  EXPECT_EQ(SiteOfShortener("nytimes.com"), "");
}

TEST(IdentityTest, KnowsRegistrableDomains) {
  EXPECT_EQ(RegistrableDomain("news.bbc.co.uk"), "bbc.co.uk");
  EXPECT_EQ(RegistrableDomain("WWW.Example.org."), "example.org");
  EXPECT_EQ(RegistrableDomain("co.uk"), "co.uk");
  EXPECT_EQ(RegistrableDomain("localhost"), "localhost");
  EXPECT_EQ(RegistrableDomain("127.0.0.1"), "127.0.0.1");
  EXPECT_EQ(RegistrableDomain("[::1]"), "[::1]");
  EXPECT_EQ(RegistrableDomain(""), "");
  EXPECT_TRUE(SameSite("edition.cnn.com", "www.cnn.com"));
  EXPECT_FALSE(SameSite("a.github.io", "b.github.io"));
  EXPECT_TRUE(SameSite("News.BBC.co.uk.", "www.bbc.co.uk"));
  EXPECT_FALSE(SameSite("co.uk", "www.co.uk")) << "a public suffix is nobody's site";
  EXPECT_FALSE(SameSite("one.co.uk", "two.co.uk"));
  EXPECT_FALSE(SameSite("cnn.com", "cnn.org"));
  EXPECT_FALSE(SameSite("192.0.2.1", "198.51.2.1"));
  EXPECT_TRUE(SameSite("localhost", "LOCALHOST"));
}

}  // namespace
}  // namespace ibid::url
