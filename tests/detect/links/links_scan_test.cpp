#include "detect/links/links_scan.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::detect {
namespace {

// The text with each URL in brackets; inside them "=" and what it stands for where that differs
// from what is written, "or" what else it may be, and how it is cut off.
std::string Marked(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  for (const FoundUrl& url : ScanUrls(text)) {
    const std::string_view written = Slice(text, url.at);
    out += std::string(text.substr(at, url.at.begin - at)) + "[" + std::string(written);
    if (url.repaired) {
      out += " = " + url.url;
    }
    for (const std::string& repair : url.repairs) {
      out += " or " + repair;
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
  EXPECT_EQ(Marked("https://t.co/… and t.co/…"), "[https://t.co/… cut] and [t.co/… cut]");
  EXPECT_EQ(Marked("ab.org/2015/…/story-9, b"), "[ab.org/2015/…/story-9 cut], b");
  EXPECT_EQ(Marked("https://www.globalres… https://www.globalres... x"),
            "[https://www.globalres… cut] [https://www.globalres... cut] x");
  EXPECT_EQ(Marked("Visit http://a.org... or Salon.com… now"),
            "Visit [http://a.org]... or [Salon.com host]… now");
}

TEST(LinksScanTest, JoinsOverLineBreaksOnlyWhatGoesOn) {
  EXPECT_EQ(Marked("at http://a.org/2015/09/\nstory-one.html now"),
            "at [http://a.org/2015/09/\nstory-one.html = http://a.org/2015/09/story-one.html] now");
  EXPECT_EQ(Marked("at http://a.org/2015/\nThe next day"), "at [http://a.org/2015/]\nThe next day");
  EXPECT_EQ(Marked("at http://a.org/x\nand then"), "at [http://a.org/x]\nand then");
  EXPECT_EQ(Marked("http://a.org/x-\n\nb-c"), "[http://a.org/x-]\n\nb-c");
}

TEST(LinksScanTest, JoinsWhatTheNextLineCannotHaveOfItsOwn) {
  EXPECT_EQ(Marked("http://a.org/2015\n/09/b and"),
            "[http://a.org/2015\n/09/b = http://a.org/2015/09/b] and");
  EXPECT_EQ(Marked("http://a.org/?id=12\n&x=3 and"),
            "[http://a.org/?id=12\n&x=3 = http://a.org/?id=12&x=3] and");
  EXPECT_EQ(Marked("http://a.org\n/x and"), "[http://a.org\n/x = http://a.org/x] and");
  EXPECT_EQ(Marked("http://a.org/x\n.html and"),
            "[http://a.org/x\n.html = http://a.org/x.html] and");
  EXPECT_EQ(Marked("http://a.org/so\xC2\xAD\nlong_one x"),
            "[http://a.org/so\xC2\xAD\nlong_one = http://a.org/solong_one] x");
  EXPECT_EQ(Marked("http://a.org/a/\nb-1/\nc-2.html x"),
            "[http://a.org/a/\nb-1/\nc-2.html = http://a.org/a/b-1/c-2.html] x");
  EXPECT_EQ(Marked("http://a.org/x\n/ y"), "[http://a.org/x]\n/ y");
  EXPECT_EQ(Marked("http://a.org/x/\nhttp://b.org/y"), "[http://a.org/x/]\n[http://b.org/y]");
}

TEST(LinksScanTest, ListsWhatALineBreakLeavesInDoubt) {
  EXPECT_EQ(Marked("http://a.org/link-\nrot_2 x"),
            "[http://a.org/link-\nrot_2 = http://a.org/link-rot_2 or http://a.org/linkrot_2] x");
  EXPECT_EQ(Marked("http://a.org/2015/09/\nstory x"),
            "[http://a.org/2015/09/ or http://a.org/2015/09/story]\nstory x");
  EXPECT_EQ(Marked("http://a.org/sto\nry/of/links x"),
            "[http://a.org/sto or http://a.org/story/of/links]\nry/of/links x");
  EXPECT_EQ(Marked("see http://a.org/x\n12 people"), "see [http://a.org/x]\n12 people");
}

TEST(LinksScanTest, TakesNamesInAnyScript) {
  EXPECT_EQ(Marked("на сайте президент.рф, пример.com/путь и http://пример.испытание/а."),
            "на сайте [президент.рф host], [пример.com/путь] и [http://пример.испытание/а].");
  EXPECT_EQ(Marked("он сказал.она ушла, конец.москва"), "он сказал.она ушла, конец.москва");
  EXPECT_EQ(Marked("twitter.みんなです bücher.example/x münchen.com"),
            "[twitter.みんな host]です bücher.example/x [münchen.com host]");
  EXPECT_EQ(Marked("http://例え.テスト。"), "http://例え.テスト。") << "no top-level domain";
  EXPECT_EQ(Marked("http://例え.みんな/路径"), "[http://例え.みんな/]路径");
}

TEST(LinksScanTest, TakesUserInfoAndDamagedMarkup) {
  EXPECT_EQ(Marked("http://user:PASS@a.org:80/x http://me@a.org"),
            "[http://user:PASS@a.org:80/x] [http://me@a.org]");
  EXPECT_EQ(Marked("&lt;http://a.org/x?a=1&amp;b=2&gt; http://a.org/y&quot;"),
            "&lt;[http://a.org/x?a=1&amp;b=2]&gt; [http://a.org/y]&quot;");
  EXPECT_EQ(Marked("[a](http://a.org/x) [http://a.org/y b] {http://a.org/z}"),
            "[a]([http://a.org/x]) [[http://a.org/y] b] {[http://a.org/z]}");
}

TEST(LinksScanTest, TakesMailAndAtLinks) {
  EXPECT_EQ(Marked("mailto:desk@a.org, (mailto:a@a.org,b@b.org?subject=x%20y)."),
            "[mailto:desk@a.org], ([mailto:a@a.org,b@b.org?subject=x%20y]).");
  EXPECT_EQ(Marked("at://did:plc:abc123/app.bsky.feed.post/3k2x. at://a.bsky.social/x"),
            "[at://did:plc:abc123/app.bsky.feed.post/3k2x]. [at://a.bsky.social/x]");
  EXPECT_EQ(Marked("mailto: x@a mailto:x, flat://did:plc:abc at://did:"),
            "mailto: x@a mailto:x, flat://did:plc:abc at://did:");
}

TEST(LinksScanTest, KnowsTheAddressesOfOutlets) {
  EXPECT_EQ(Marked("wie Spiegel.de schreibt, fin.de siècle"),
            "wie [Spiegel.de host] schreibt, fin.de siècle");
}

TEST(LinksScanTest, TakesAHostThatIsALine) {
  EXPECT_EQ(Marked("a\nit.so\nb"), "a\n[it.so host]\nb");
  EXPECT_EQ(Marked("a\nREADME.md\nrun.sh\nso.He\n"), "a\nREADME.md\nrun.sh\nso.He\n");
}

TEST(LinksScanTest, Refangs) {
  EXPECT_EQ(Marked("hxxps[://]evil[.]com[.]au/a[.]php"),
            "[hxxps[://]evil[.]com[.]au/a[.]php = https://evil.com.au/a.php]");
  EXPECT_EQ(Marked("HXXP[:]//evil(dot)com, h**p://x.evil[DOT]com"),
            "[HXXP[:]//evil(dot)com = http://evil.com], "
            "[h**p://x.evil[DOT]com = http://x.evil.com]");
  EXPECT_EQ(Marked("write to desk[at]evil[.]com"), "write to desk[at]evil[.]com");
  EXPECT_EQ(Marked("he [.] she (dot) [://] x[.]"), "he [.] she (dot) [://] x[.]");
  EXPECT_EQ(Marked("hxxp://bad[.]example[.]com/x"),
            "[hxxp://bad[.]example[.]com/x = http://bad.example.com/x]");
  EXPECT_EQ(Marked("at evil[.]com now"), "at [evil[.]com = http://evil.com] now");
}

TEST(LinksScanTest, StaysLinearOnOneEndlessLine) {
  for (const std::string_view piece :
       {"a.", "http://", "a", "http://a.b/(", "://", "t.co/", "[.]", "a[.]", "http://a.", "[://]",
        "mailto:a@b.co,", "at://did:a:b", "http://a.org/-\n", "http://a.org/x&", "ж.", "あ.",
        "…"}) {
    std::string line;
    while (line.size() < (1U << 20U)) {
      line += piece;
    }
    ScanUrls(line);
  }
}

}  // namespace
}  // namespace ibid::detect
