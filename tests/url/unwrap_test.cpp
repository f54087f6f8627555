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

TEST(UnwrapTest, OpensWhatSearchEnginesAndViewersWrap) {
  EXPECT_EQ(
      Open("https://www.bing.com/ck/a?!&&p=9d&ptn=3&u=a1aHR0cHM6Ly9hLmV4YW1wbGUvYj9jPWQ&ntb=1"),
      "wrapper.bing https://a.example/b?c=d");
  EXPECT_EQ(
      Open("https://r.search.yahoo.com/_ylt=A0/RV=2/RE=1/RO=10/RU=https%3a%2f%2fa.example%2fb/"
           "RK=2/RS=x-"),
      "wrapper.yahoo https://a.example/b");
  EXPECT_EQ(Open("http://us.rd.yahoo.com/dailynews/rss/*http://a.example/b?c=d"),
            "wrapper.yahoo http://a.example/b?c=d");
  EXPECT_EQ(Open("https://html.duckduckgo.com/l/?uddg=https%3A%2F%2Fa.example%2F&rut=1"),
            "wrapper.duckduckgo https://a.example/");
  EXPECT_EQ(Open("https://docs.google.com/viewer?url=http%3A%2F%2Fa.example%2Fb.pdf&embedded=true"),
            "wrapper.google_viewer http://a.example/b.pdf");
  EXPECT_EQ(Open("https://www-my--site-org.translate.goog/b/c?d=e&_x_tr_sl=de"),
            "wrapper.google_translate https://www.my-site.org/b/c?d=e&_x_tr_sl=de");
  EXPECT_EQ(Open("https://www-a-example.translate.goog/"),
            "wrapper.google_translate https://www.a.example/");
  EXPECT_EQ(
      Open("https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Fa.example%2Fb.docx"),
      "wrapper.office_viewer https://a.example/b.docx");
}

TEST(UnwrapTest, OpensWhatPlatformsWrap) {
  EXPECT_EQ(Open("https://twitter.com/intent/tweet?text=x&url=https%3A%2F%2Fa.example%2F"),
            "wrapper.x https://a.example/");
  EXPECT_EQ(Open("https://x.com/i/flow/login?redirect_after_login=%2Fab%2Fstatus%2F1"),
            "wrapper.x https://x.com/ab/status/1");
  EXPECT_EQ(
      Open("https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1"),
      "wrapper.facebook https://www.facebook.com/a/posts/1");
  EXPECT_EQ(Open("https://t.me/iv?url=https%3A%2F%2Fa.example%2Fb&rhash=1"),
            "wrapper.telegram https://a.example/b");
  EXPECT_EQ(Open("https://www.linkedin.com/redir/suspicious-page?url=https%3A%2F%2Fa%2eexample"),
            "wrapper.linkedin https://a.example/");
  EXPECT_EQ(Open("https://vk.com/away.php?to=https%3A%2F%2Fa.example&cc_key="),
            "wrapper.vk https://a.example/");
  EXPECT_EQ(Open("https://slack-redir.net/link?url=https%3A%2F%2Fa.example%2F"),
            "wrapper.slack https://a.example/");
  EXPECT_EQ(Open("https://steamcommunity.com/linkfilter/?u=https%3A%2F%2Fa.example"),
            "wrapper.steam https://a.example/");
  EXPECT_EQ(Open("https://www.pinterest.de/pin/create/button/?url=https%3A%2F%2Fa.example%2F"),
            "wrapper.pinterest https://a.example/");
  EXPECT_EQ(Open("https://lenta-ru.turbopages.org/turbo/lenta.ru/s/news/1/"),
            "amp.turbo https://lenta.ru/news/1/");
}

TEST(UnwrapTest, OpensWhatMailFiltersWrap) {
  EXPECT_EQ(Open("https://protect2.fireeye.com/v1/url?k=1&q=1&u=https%3A%2F%2Fa.example%2F"),
            "wrapper.fireeye https://a.example/");
  EXPECT_EQ(Open("https://secure-web.cisco.com/1aB-c_d/https%3A%2F%2Fa.example%2Fb"),
            "wrapper.cisco https://a.example/b");
  EXPECT_EQ(
      Open("https://eu.protection.sophos.com/?d=a.example&u=aHR0cHM6Ly9hLmV4YW1wbGUvYg==&i=1"),
      "wrapper.sophos https://a.example/b");
  EXPECT_EQ(Open("https://url.avanan.click/v2/___https://a.example/b?c=d___.YXA6"),
            "wrapper.checkpoint https://a.example/b?c=d");
  EXPECT_EQ(Open("https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fa.example&c=E"),
            "wrapper.barracuda https://a.example/");
  EXPECT_EQ(
      Open("https://open.substack.com/redirect/2/eyJlIjoiaHR0cHM6Ly9hLmV4YW1wbGUvYiIsInAiOjF9"),
      "wrapper.substack https://a.example/b");
  EXPECT_EQ(
      Open("https://lnks.gd/l/eyJhbGciOiJIUzI1NiJ9.eyJ1cmwiOiJodHRwczovL2EuZXhhbXBsZS9iIn0.c2ln"),
      "wrapper.govdelivery https://a.example/b");
  EXPECT_EQ(
      Open("https://links.govdelivery.com/track?type=click&enid=1&&&100&&&https://a.example/b"),
      "wrapper.govdelivery https://a.example/b");
  EXPECT_EQ(Open("https://open.substack.com/redirect/2/eyJ4Ijoi"), "none");
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
  EXPECT_EQ(Open("https://swap.stanford.edu/20150928120102/http://a.example/b?c"),
            "archive.pywb@20150928120102 http://a.example/b?c");
  EXPECT_EQ(Open("https://kept.example/all/20150928120102mp_/https://a.example/"),
            "archive.pywb@20150928120102 https://a.example/");
  EXPECT_EQ(Open("https://news.example/20150928/http://a.example/"), "none") << "no archive's time";
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
