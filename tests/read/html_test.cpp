#include "read/html.h"

#include <gtest/gtest.h>

#include "read/invariants.h"
#include "read/notation.h"

namespace ibid::read {
namespace {

TEST(HtmlTest, TakesBlocksApart) {
  EXPECT_EQ(Zones("<p>One <b>two</b>\n three<p>Four<br>five<ul><li>six<li>seven</ul>"),
            "p(One two three) p(Four\nfive) li(six) li(seven)");
  EXPECT_EQ(Zones("<div>a<br><br>b</div>"), "p(a) p(b)");
  EXPECT_EQ(Zones("<head><title>x</title><script>y</script></head>z<style>w</style>"), "p(z)");
  EXPECT_EQ(Zones("<pre>a\n  b</pre>"), "code(a\n  b)");
  EXPECT_EQ(Zones("<table><tr><td>a<td>b<tr><th>c</table>"), "table(a) table(b) table(c)");
  EXPECT_EQ(Zones("<figure><img><figcaption>a</figcaption></figure><blockquote><p>b</blockquote>"),
            "caption(a) quote(b)");
  EXPECT_EQ(Zones("<blockquote class='x Twitter-Tweet'><p>a</p>&mdash; b</blockquote>"),
            "embed(a) embed(— b)");
}

TEST(HtmlTest, DecodesReferences) {
  EXPECT_EQ(Zones("a &amp; b &lt;c&gt; &#8364;&#x20AC;&#128; &notit; &shy;x&nbsp;y &AMP &bogus;"),
            "p(a & b <c> €€€ ¬it; x y & &bogus;)");
  EXPECT_EQ(Zones("&#0;&#xD800;&#xDFFF;&#1114112;&#99999999999999999999;"),
            "p(\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD)");
}

TEST(HtmlTest, MarksWhatStandsAround) {
  EXPECT_EQ(Zones("<nav>a</nav><main><header><h1>b</h1></header><p>c</main><footer>d</footer>"),
            "-p(a) headline(b) p(c) -p(d)");
  EXPECT_EQ(Zones("<div class='share-buttons'>a</div><div id=relatedStories>b</div><p>c"),
            "-p(a) -p(b) p(c)");
  EXPECT_EQ(Zones("<form class=has-sidebar><p>" + std::string(100, 'x') + "</form>"),
            "p(" + std::string(100, 'x') + ")")
      << "a page inside a form is no form";
  EXPECT_EQ(Zones("<p>Read more: x</p><p>a</p>"), "-p(Read more: x) p(a)");
  EXPECT_EQ(Zones("<p hidden>a</p><p style='color:red; display : none'>b</p><p>c"),
            "-p(a) -p(b) p(c)");
}

TEST(HtmlTest, FindsHeadlineAndByline) {
  const std::string prose(120, 'x');
  EXPECT_EQ(Zones("<title>Big News Today | Daily</title><a href=/>Home</a><h1>Big News Today</h1>"
                  "<div>By Jane Roe and John Doe</div><p>BAGHDAD, Sept 28 (Reuters) - It " +
                  prose + "</p><p>Short end.</p><h3>More</h3><a href=/x>Other story</a>"),
            "-p(Home) headline(Big News Today) byline(By Jane Roe and John Doe) "
            "dateline(BAGHDAD, Sept 28 (Reuters) -) p(It " +
                prose + ") p(Short end.) -heading(More) -p(Other story)");
}

// "name@[words]{attribute=value}" for each element in order, ">" for each level.
std::string Tree(std::string_view page) {
  const Result<Document> read = ReadAs(page, InputKind::kHtml);
  if (!read.ok()) {
    return read.error().message;
  }
  const Markup& markup = read->markup;
  std::string out;
  for (Markup::Index i = 0; i < markup.size(); ++i) {
    out += out.empty() ? "" : " ";
    for (Markup::Index up = markup.Parent(i); up != Markup::kNone; up = markup.Parent(up)) {
      out += ">";
    }
    out += std::string(markup.Name(i)) + "[" + std::string(read->Text(markup.At(i))) + "]";
    for (std::size_t a = 0; a < markup.AttributeCount(i); ++a) {
      const Markup::Attribute attribute = markup.AttributeAt(i, a);
      out += "{" + std::string(attribute.name) + "=" + std::string(attribute.value) + "}";
    }
  }
  return out;
}

TEST(HtmlTest, KeepsEveryElement) {
  EXPECT_EQ(Tree("<p>see <a HREF=\"/x?a=1&amp;b=2&copy=3\" href=y>this</a></p>"),
            "p[see this] >a[this]{href=/x?a=1&b=2&copy=3}");
  EXPECT_EQ(Tree("a<!-- wp:embed {\"x\":1} --><script async>if (a</b>) <!-- </script>b"),
            "#comment[]{#text= wp:embed {\"x\":1} } script[]{async=}{#text=if (a</b>) <!-- }");
  EXPECT_EQ(Tree("a<noscript><img src=x></noscript><textarea>&lt;<b></textarea>b"),
            "noscript[]{#text=<img src=x>} >img[]{src=x} textarea[]{#text=<<b>}");
  EXPECT_EQ(Tree("<template><p>x</p></template>b"), "template[]{#text=<p>x</p>} >p[]");
  EXPECT_EQ(Tree("<div> <b></b> a</div>"), "div[a] >b[]");
}

TEST(HtmlTest, EndsElementsAsBrowsersDo) {
  EXPECT_EQ(Tree("<p>a<p>b</p></p>c"), "p[a] p[b]");
  EXPECT_EQ(Tree("<ul><li>a<ul><li>b</ul><li>c</ul>"),
            "ul[a\n\nb\n\nc] >li[a\n\nb] >>ul[b] >>>li[b] >li[c]");
  EXPECT_EQ(Tree("<a href=1>a<a href=2>b</a>"), "a[a]{href=1} a[b]{href=2}");
  EXPECT_EQ(Tree("<a href=1>a<div>b</a>c</div>"), "a[a\n\nb]{href=1} >div[bc]");
  EXPECT_EQ(Tree("<table><tr><td>a</div></span><td>b</table>c"),
            "table[a\nb] >tr[a\nb] >>td[a] >>td[b]");
  EXPECT_EQ(Tree("<b>a</i>b</b>"), "b[ab]");
}

TEST(HtmlTest, ReadsXhtml) {
  EXPECT_EQ(Zones("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><div/>"
                  "<p>a<![CDATA[<b> & c]]></p></body></html>"),
            "p(a<b> & c)");
}

}  // namespace
}  // namespace ibid::read
