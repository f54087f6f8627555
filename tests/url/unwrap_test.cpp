#include <string>

#include <gtest/gtest.h>

#include "url/url.h"

namespace ibid::url {
namespace {

// "rule target" or "rule@time target".
std::string Open(std::string_view text) {
  const auto url = Url::Parse(text);
  const auto inner = url ? Unwrap(*url) : std::nullopt;
  if (!inner) {
    return "none";
  }
  return inner->rule + (inner->archived_at.empty() ? "" : "@" + inner->archived_at) + " " +
         inner->target;
}

TEST(UnwrapTest, OpensRedirectWrappers) {
  EXPECT_EQ(
      Open("https://www.google.co.uk/url?sa=t&q=https%3A%2F%2Fa.example%2F%3Fx%3D1%26y&usg=z"),
      "wrapper.google https://a.example/?x=1&y");
  EXPECT_EQ(Open("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F&h=AT0"),
            "wrapper.facebook https://a.example/");
  EXPECT_EQ(Open("https://www.youtube.com/redirect?q=a.example/x"),
            "wrapper.youtube http://a.example/x");
  EXPECT_EQ(Open("https://href.li/?https://a.example/?b=c"),
            "wrapper.anonymiser https://a.example/?b=c");
  EXPECT_EQ(Open("https://disq.us/url?url=https%3A%2F%2Fa.example%2Fb%3AwXyZ&cuid=1"),
            "wrapper.disqus https://a.example/b");
  EXPECT_EQ(Open("https://x1.awstrack.me/L0/https:%2F%2Fa.example%2Fb/1/0100-00/k=5"),
            "wrapper.aws https://a.example/b");
  EXPECT_EQ(Open("https://outgoing.prod.mozaws.net/v1/0a1b/https%3A//a.example/b"),
            "wrapper.mozilla https://a.example/b");
  EXPECT_EQ(
      Open("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F&data=1"),
      "wrapper.safelinks https://a.example/");
  EXPECT_EQ(
      Open("https://twitter.com/safety/unsafe_link_warning?unsafe_link=http%3A%2F%2Fa.example"),
      "wrapper.x http://a.example/");
  EXPECT_EQ(Open("https://www.facebook.com/plugins/"
                 "post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1"),
            "wrapper.facebook_plugin https://www.facebook.com/a/posts/1");
}

TEST(UnwrapTest, OpensAmpCaches) {
  EXPECT_EQ(Open("https://www.google.com/amp/s/a.example/b/amp/?c=d"),
            "amp.google https://a.example/b/amp/?c=d");
  EXPECT_EQ(Open("https://a-example.cdn.ampproject.org/c/s/a.example/b"),
            "amp.cache https://a.example/b");
  EXPECT_EQ(Open("https://cdn.ampproject.org/v/a.example/b"), "amp.cache http://a.example/b");
}

TEST(UnwrapTest, OpensUrlDefense) {
  EXPECT_EQ(Open("https://urldefense.proofpoint.com/v1/url?u=http://a.example/&k=x"),
            "wrapper.urldefense1 http://a.example/");
  EXPECT_EQ(Open("https://urldefense.proofpoint.com/v2/url?u=http-3A__www.example.com_path&d=x"),
            "wrapper.urldefense2 http://www.example.com/path");
  EXPECT_EQ(Open("https://urldefense.com/v3/__https://e.com/search?q=a*test__;Kw!!x!y$"),
            "wrapper.urldefense3 https://e.com/search?q=a+test");
  EXPECT_EQ(Open("https://urldefense.com/v3/__https://e.com/a**A__;Kys!!x"),
            "wrapper.urldefense3 https://e.com/a++")
      << "a run of two";
  EXPECT_EQ(Open("https://urldefense.com/v3/__https://e.com/a*b*c__;Kw!!x"), "none")
      << "fewer bytes than stars";
}

TEST(UnwrapTest, OpensGoogleNews) {
  const std::string old =
      "CBMiM2h0dHBzOi8vd3d3LmV4YW1wbGUuY29tLzIwMTUvMDkvMjgvd29ybGQvc3RvcnkuaHRtbNIBAA";
  EXPECT_EQ(Open("https://news.google.com/rss/articles/" + old + "?oc=5"),
            "wrapper.google_news https://www.example.com/2015/09/28/world/story.html");
  EXPECT_EQ(Open("https://news.google.com/articles/CBMi"), "none");
  EXPECT_EQ(Open("https://news.google.com/articles/CBMiAUFVX3lxTA"), "none") << "opaque";
}

TEST(UnwrapTest, OpensArchives) {
  EXPECT_EQ(Open("https://web.archive.org/web/20150928120102/http://a.example/b?c=d"),
            "archive.wayback@20150928120102 http://a.example/b?c=d");
  EXPECT_EQ(Open("https://web.archive.org/web/20150928120102id_/http:/a.example/"),
            "archive.wayback@20150928120102 http://a.example/");
  EXPECT_EQ(Open("https://web.archive.org/web/*/http://a.example/"),
            "archive.wayback http://a.example/");
  EXPECT_EQ(Open("https://web.archive.org/web/2015/a.example/b"),
            "archive.wayback http://a.example/b");
  EXPECT_EQ(Open("https://web.archive.org/web/http%3A//a.example/b%3Fc"),
            "archive.wayback http://a.example/b?c");
  EXPECT_EQ(Open("https://wayback.archive-it.org/123/20150928120102/http://a.example/"),
            "archive.archive_it@20150928120102 http://a.example/");
  EXPECT_EQ(Open("https://archive.ph/2015.09.28-120102/https://a.example/"),
            "archive.today@20150928120102 https://a.example/");
  EXPECT_EQ(Open("https://archive.is/AbCdE"), "none");
  EXPECT_EQ(Open("https://perma.cc/ABCD-1234"), "none");
  EXPECT_EQ(Open("http://www.webcitation.org/query?url=http%3A%2F%2Fa.example%2F&date=2010"),
            "archive.webcitation http://a.example/");
  EXPECT_EQ(Open("http://timetravel.mementoweb.org/memento/20150928120102/http://a.example/"),
            "archive.timetravel@20150928120102 http://a.example/");
  EXPECT_EQ(Open("https://arquivo.pt/wayback/20150928120102/http://a.example/"),
            "archive.arquivo@20150928120102 http://a.example/");
  EXPECT_EQ(Open("https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:https://"
                 "a.example/b+words"),
            "wrapper.google_cache https://a.example/b");
}

TEST(UnwrapTest, OpensLayersButNotForEver) {
  EXPECT_EQ(
      Open("https://l.facebook.com/l.php?u=https%3A%2F%2Fweb.archive.org%2Fweb%2F20150928120102%2F"
           "https%3A%2F%2Fwww.google.com%2Furl%3Fq%3Dhttps%253A%252F%252Fa.example%252F"),
      "archive.wayback@20150928120102 https://a.example/");
  std::string nested = "https://a.example/";
  for (int i = 0; i < 9; ++i) {
    nested = "https://web.archive.org/web/20150928120102/" + nested;
  }
  EXPECT_TRUE(Open(nested).starts_with("archive.wayback@20150928120102 https://web.archive.org/"));
}

TEST(UnwrapTest, LeavesOtherUrlsAlone) {
  for (const char* text :
       {"https://a.example/?url=https://b.example/",
        "https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=words",
        "https://l.facebook.com/l.php?u=", "mailto:a@b.example",
        "https://www.google.com/search?q=https://a.example", "https://web.archive.org/web/",
        "https://urldefense.com/v3/", "https://disq.us/url?url=file:///etc/passwd"}) {
    EXPECT_EQ(Open(text), "none") << text;
  }
}

}  // namespace
}  // namespace ibid::url
