#include "detect/links_scan.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::detect {
namespace {

// The text with each URL in brackets; inside them "=" and what it stands for where that differs
// from what is written behind the scheme, and "..." where it is cut off.
std::string Marked(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  for (const FoundUrl& url : ScanUrls(text)) {
    const std::string_view written = Slice(text, url.at);
    out += std::string(text.substr(at, url.at.begin - at)) + "[" + std::string(written);
    if (url.repaired) {
      out += " = " + url.url;
    }
    out += url.truncated ? " cut]" : url.media ? " media]" : url.host_alone ? " host]" : "]";
    at = url.at.end;
  }
  return out + std::string(text.substr(at));
}

TEST(LinksScanTest, EndsBeforeTheSentencesPunctuation) {
  EXPECT_EQ(Marked("see https://a.org/x, or"), "see [https://a.org/x], or");
  EXPECT_EQ(Marked("(see http://a.org/x_(y))."), "(see [http://a.org/x_(y)]).");
  EXPECT_EQ(Marked("“http://a.org/x”"), "“[http://a.org/x]”");
  EXPECT_EQ(Marked("http://a.org/x's page"), "[http://a.org/x]'s page");
  EXPECT_EQ(Marked("<http://a.org/?q=1&r=[2]>"), "<[http://a.org/?q=1&r=[2]]>");
  EXPECT_EQ(Marked("http://a.org:8080/x?"), "[http://a.org:8080/x]?");
  EXPECT_EQ(Marked("http://10.0.0.1/x http://nodot/"), "[http://10.0.0.1/x] http://nodot/");
}

TEST(LinksScanTest, ASchemeMakesALinkOfHostsThatNoTableKnows) {
  EXPECT_EQ(Marked("at http://old.sample.example/a.html and https://wiki.corp:8443/x."),
            "at [http://old.sample.example/a.html] and [https://wiki.corp:8443/x].");
  EXPECT_EQ(Marked("http://localhost/a http://LOCALHOST:80/ http://no-tld http://short.x"),
            "[http://localhost/a] [http://LOCALHOST:80/] http://no-tld http://short.x");
  EXPECT_EQ(Marked("http://[::1]/ http://2130706433/ http://0x7f.1/a http://[x]/"),
            "[http://[::1]/] [http://2130706433/] [http://0x7f.1/a] http://[x]/");
  EXPECT_EQ(Marked("sample.example/a is none"), "sample.example/a is none");
  EXPECT_EQ(ScanUrls("http://[::1]/a").at(0).url, "http://[::1]/a");
}

TEST(LinksScanTest, TakesBareHostsWhereNoMissingSpaceMakesThem) {
  EXPECT_EQ(Marked("at www.globalresearch.ca and bit.ly/z9, t.co/Ab1."),
            "at [www.globalresearch.ca] and [bit.ly/z9], [t.co/Ab1].");
  EXPECT_EQ(Marked("Salon.com said on bbc.co.uk"), "[Salon.com host] said on [bbc.co.uk host]");
  EXPECT_EQ(Marked("killed.At least, seen it.so they e.g. went U.S./UK at 9 a.m./p.m."),
            "killed.At least, seen it.so they e.g. went U.S./UK at 9 a.m./p.m.");
  EXPECT_EQ(Marked("internal affairs.\"Lavrov in Iraq.Iraq is fighting.in fact README.md"),
            "internal affairs.\"Lavrov in Iraq.Iraq is fighting.in fact README.md");
}

TEST(LinksScanTest, LeavesMailAndTagsAlone) {
  EXPECT_EQ(Marked("publications@globalresearch.ca, a.b@x.com, @who.com #x.com $t.co/ab"),
            "publications@globalresearch.ca, a.b@x.com, @who.com #x.com $t.co/ab");
}

TEST(LinksScanTest, SplitsLinksThatAreGluedTogether) {
  EXPECT_EQ(Marked("https://t.co/F8by2FQAOapic.twitter.com/Rikoq31Xnq"),
            "[https://t.co/F8by2FQAOa][pic.twitter.com/Rikoq31Xnq media]");
  EXPECT_EQ(Marked("#windowspic.twitter.com/eDJu0qRTb8."),
            "#windows[pic.twitter.com/eDJu0qRTb8 media].");
  EXPECT_EQ(Marked("https://t.co/abchttps://t.co/def"), "[https://t.co/abc][https://t.co/def]");
  EXPECT_EQ(Marked(".@namehttps://t.co/EFacdLsB9m"), ".@name[https://t.co/EFacdLsB9m]");
  EXPECT_EQ(Marked("https://web.archive.org/web/2015/http://a.org/"),
            "[https://web.archive.org/web/2015/http://a.org/]");
}

TEST(LinksScanTest, SaysWhatIsCutOff) {
  EXPECT_EQ(Marked("t.co/abc… x"), "[t.co/abc… cut] x");
  EXPECT_EQ(Marked("http://a.org/long-na... x"), "[http://a.org/long-na... cut] x");
}

TEST(LinksScanTest, JoinsOverLineBreaksOnlyWhatGoesOn) {
  EXPECT_EQ(Marked("at http://a.org/2015/09/\nstory-one.html now"),
            "at [http://a.org/2015/09/\nstory-one.html = http://a.org/2015/09/story-one.html] now");
  EXPECT_EQ(Marked("at http://a.org/2015/\nThe next day"), "at [http://a.org/2015/]\nThe next day");
  EXPECT_EQ(Marked("at http://a.org/x\nand then"), "at [http://a.org/x]\nand then");
  EXPECT_EQ(Marked("http://a.org/x-\n\nb-c"), "[http://a.org/x-]\n\nb-c");
}

TEST(LinksScanTest, Refangs) {
  EXPECT_EQ(Marked("hxxp://bad[.]example[.]com/x"),
            "[hxxp://bad[.]example[.]com/x = http://bad.example.com/x]");
  EXPECT_EQ(Marked("at evil[.]com now"), "at [evil[.]com = http://evil.com] now");
}

TEST(LinksScanTest, StaysLinearOnOneEndlessLine) {
  for (const std::string_view piece :
       {"a.", "http://", "a", "http://a.b/(", "://", "t.co/", "[.]"}) {
    std::string line;
    while (line.size() < (1U << 20U)) {
      line += piece;
    }
    ScanUrls(line);
  }
}

}  // namespace
}  // namespace ibid::detect
