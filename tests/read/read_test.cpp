#include "read/read.h"

#include <gtest/gtest.h>

namespace ibid::read {
namespace {

std::string Kind(const Zone& zone) {
  static constexpr std::string_view kNames[] = {"headline", "heading", "byline",  "dateline",
                                                "p",        "li",      "caption", "embed",
                                                "quote",    "table",   "code",    "other"};
  return std::string(zone.chrome ? "-" : "") +
         std::string(kNames[static_cast<std::size_t>(zone.kind)]);
}

// The zones of a document, one after another: "headline(Title) p(Words)"; chrome is "-p(Words)".
std::string Zones(std::string_view input, InputKind kind = InputKind::kHtml) {
  ReadOptions options;
  options.kind = kind;
  const Result<Document> read = Read(input, options);
  if (!read.ok()) {
    return "error: " + read.error().message;
  }
  std::string out;
  for (const Zone& zone : read.value().zones) {
    out += (out.empty() ? "" : " ") + Kind(zone) + "(" + std::string(read->Text(zone.at)) + ")";
  }
  return out;
}

TEST(ReadTest, TakesBlocksOfAPageApart) {
  EXPECT_EQ(Zones("<p>One <b>two</b>\n three<p>Four<br>five<ul><li>six<li>seven</ul>"),
            "p(One two three) p(Four\nfive) li(six) li(seven)");
  EXPECT_EQ(Zones("<div>a<br><br>b</div>"), "p(a) p(b)");
  EXPECT_EQ(Zones("<head><title>x</title><script>y</script></head>z<style>w</style>"), "p(z)");
  EXPECT_EQ(Zones("<pre>a\n  b</pre>"), "code(a\n  b)");
  EXPECT_EQ(Zones("a &amp; b &lt;c&gt; &#8364; &notit; &shy;x&nbsp;y"), "p(a & b <c> € ¬it; x y)");
}

TEST(ReadTest, DropsStrayTagsOfPlainText) {
  EXPECT_EQ(
      Zones("a <u>b</u> c < d\n\n\ne <b and c> f\ng <span class=\"x\">h</span>", InputKind::kText),
      "headline(a b c < d) p(e <b and c> f\ng h)");
}

TEST(ReadTest, SaysWhatIsNoText) {
  EXPECT_EQ(Zones(""), "error: the input is empty; give an article's text or page");
  EXPECT_EQ(
      Zones("%PDF-1.7 x"),
      "error: the input is a PDF document; convert it first: pdftotext FILE - | ibid check -");
}

}  // namespace
}  // namespace ibid::read
