// Pages that somebody made to break readers. Each is read in linear time, whatever is in it.
#include <ctime>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "read/invariants.h"
#include "read/notation.h"

namespace ibid::read {
namespace {

std::string Times(std::size_t count, std::string_view what) {
  std::string out;
  out.reserve(count * what.size());
  for (std::size_t i = 0; i < count; ++i) {
    out += what;
  }
  return out;
}

// Reads within ten seconds of processor time (sanitizers included) and keeps the invariants.
Document ReadHostile(const std::string& page, InputKind kind = InputKind::kHtml) {
  const std::clock_t begin = std::clock();
  const Result<Document> read = ReadAs(page, kind);
  EXPECT_LT((std::clock() - begin) / CLOCKS_PER_SEC, 10);
  if (!read.ok()) {
    ADD_FAILURE() << read.error().message;
    return {};
  }
  EXPECT_EQ(Broken(read.value()), "");
  return read.value();
}

TEST(HostileTest, NestsWithoutEnd) {
  EXPECT_EQ(ReadHostile(Times(100'000, "<div>") + "a" + Times(100'000, "</div>") + "b").text,
            "a\n\nb");
  EXPECT_EQ(ReadHostile(Times(100'000, "<b>") + Times(100'000, "<p>") + "a").text, "a");
  EXPECT_EQ(ReadHostile(Times(100'000, "<div>") + "a" + Times(100'000, "</x>")).text, "a");
  EXPECT_EQ(ReadHostile(Times(50'000, "<p><button><span>") + Times(50'000, "<div>") + "a").text,
            "a");
  EXPECT_EQ(ReadHostile(Times(50'000, "<table><tr><td>") + "a" + Times(50'000, "</table>")).text,
            "a");
  EXPECT_EQ(ReadHostile(Times(50'000, "<blockquote><ul><li>") + "a").text, "a");
}

TEST(HostileTest, OneHugeTag) {
  std::string page = "<p ";
  for (int i = 0; i < 100'000; ++i) {
    page += "a" + std::to_string(i) + "=" + std::to_string(i) + " ";
  }
  const Document many = ReadHostile(page + ">x");
  EXPECT_EQ(many.markup.AttributeCount(0), 100'000U);
  const Document twins = ReadHostile("<p " + Times(100'000, "a=b ") + ">x");
  EXPECT_EQ(twins.markup.AttributeCount(0), 1U);
  const Document big = ReadHostile("<a title='" + std::string(1U << 20U, 'x') + "' href=y>z</a>");
  EXPECT_EQ(big.markup.Get(0, "href"), "y");
  ReadHostile("<div class='" + Times(200'000, "share-x ") + "'>a");
  ReadHostile(Times(20'000, "<div class='author byline'>") + Times(100'000, "<b></b>") +
              "By Jane Roe");
}

TEST(HostileTest, CutOff) {
  const std::string_view page =
      "<p title=\"a\" b='c' d=e>x<!-- y --><![CDATA[ z ]]><script>s</script>&amp;<br/>\xC3\xA9</p>";
  for (std::size_t size = 1; size <= page.size(); ++size) {
    const Result<Document> read = ReadAs(page.substr(0, size), InputKind::kHtml);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(Broken(read.value()), "") << page.substr(0, size);
  }
  EXPECT_EQ(ReadHostile("a<a href=\"http://example.org/cut").notes,
            std::vector<std::string>{"the page ends inside a tag, a comment or a script"});
  EXPECT_EQ(ReadHostile("a<!-- b").text, "a");
  EXPECT_EQ(ReadHostile("a<script>b<p>c").text, "a");
  EXPECT_EQ(ReadHostile("a<plaintext>b<p>c</plaintext>").text, "a\n\nb<p>c</plaintext>");
}

TEST(HostileTest, UnclosedAgainAndAgain) {
  ReadHostile("x" + Times(200'000, "<!--"));
  ReadHostile("x" + Times(200'000, "<noscript>"));
  ReadHostile("x" + Times(100'000, "<template><noscript>") + "</noscript>");
  ReadHostile("x" + Times(200'000, "<a href='"));
  ReadHostile("x" + Times(200'000, "</"));
  ReadHostile("x" + Times(200'000, "<"));
  ReadHostile("x" + Times(200'000, "&"));
  ReadHostile("x" + Times(200'000, "&#"));
  ReadHostile("x" + Times(100'000, "<title>"));
  ReadHostile("x" + Times(100'000, "<svg><title>a</title>"));
}

TEST(HostileTest, Bombs) {
  EXPECT_EQ(ReadHostile("<!DOCTYPE x [<!ENTITY a \"&b;&b;\"><!ENTITY b \"c\">]><p>&a;").text,
            "]>\n\n&a;")
      << "entities are never declared";
  ReadHostile("<script type=application/ld+json>" + Times(100'000, "[") + "</script>x");
  ReadHostile("<script type=application/ld+json>[" + Times(50'000, "{\"@type\":\"Article\"},") +
              "{}]</script>x");
  EXPECT_EQ(ReadHostile(std::string(300, 'x') + std::string("a\0b<p\0>c\0", 9)).text.find('\0'),
            std::string::npos);
  EXPECT_EQ(ReadHostile("<frameset><frame src=a><noframes>b</noframes></frameset>c").text, "c");
}

TEST(HostileTest, LongText) {
  const std::string line(50U << 20U, 'x');
  EXPECT_EQ(ReadHostile(line, InputKind::kText).text.size(), line.size());
  ReadHostile(Times(1'000'000, "word <u>"), InputKind::kText);
  ReadHostile(Times(500'000, "a\n"), InputKind::kText);
  ReadHostile(Times(300'000, "12\n\n"), InputKind::kText);
  ReadHostile(Times(300'000, "By Jane Roe\n"), InputKind::kText);
  ReadHostile(Times(200'000, "<p>a<h2>b"), InputKind::kHtml);
}

}  // namespace
}  // namespace ibid::read
