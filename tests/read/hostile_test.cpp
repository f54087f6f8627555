// Pages that somebody made to break readers. Each is read in linear time, whatever is in it.
#include <algorithm>
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

// Each would take more than its tag: not all are kept, but all words are, and all references.
TEST(HostileTest, NothingButTags) {
  const std::string page = Times(500'000, "<p>a<i>") + "<p>See <a href=/x>this</a><p>b";
  const Document read = ReadHostile(page);
  EXPECT_LE(read.markup.size(), 3 + page.size() / 8);
  EXPECT_LE(read.zones.size(), page.size() / 32);
  EXPECT_EQ(std::count(read.text.begin(), read.text.end(), 'a'), 500'000);
  Markup::Index link = read.markup.size() - 1;
  while (link > 0 && read.markup.Name(link) != "a") {
    --link;
  }
  EXPECT_EQ(read.markup.Get(link, "href"), "/x");
  EXPECT_EQ(read.Text(read.markup.At(link)), "this");
  EXPECT_EQ(read.notes.size(), 2U);  // Elements and zones.

  const Document list = ReadHostile(Times(300'000, "<ul><li>a"));
  EXPECT_LE(list.markup.size(), 300'000U * 9 / 8);
  EXPECT_LE(list.zones.size(), 300'000U * 9 / 32);
  EXPECT_EQ(std::count(list.text.begin(), list.text.end(), 'a'), 300'000);
}

TEST(HostileTest, ManyTagsWithWordsAreKept) {
  const Document read = ReadHostile(Times(60'000, "<p>Rain <b>fell</b> on <i>it</i>.</p>"));
  EXPECT_EQ(read.markup.size(), 180'000U);
  EXPECT_EQ(read.zones.size(), 60'000U);
  EXPECT_TRUE(read.notes.empty());
}

TEST(HostileTest, NothingButShortParagraphs) {
  const std::string text = Times(400'000, "a\n\n") + "It rained here.\n\n12\n\nb\n\n";
  const Document plain = ReadHostile(text, InputKind::kText);
  EXPECT_LE(plain.zones.size(), text.size() / 32);
  EXPECT_EQ(std::count(plain.text.begin(), plain.text.end(), 'a'), 400'001);
  EXPECT_EQ(plain.notes.size(), 1U);
  // Of Markdown the tags count that it stands for: eight bytes for these three.
  const Document markdown = ReadHostile(text, InputKind::kMarkdown);
  EXPECT_LE(markdown.zones.size(), text.size() / 3 * 8 / 32 + 1);
  EXPECT_EQ(std::count(markdown.text.begin(), markdown.text.end(), 'a'), 400'001);
  EXPECT_EQ(markdown.notes.size(), 2U);  // Elements and zones.
  const Document sparse =
      ReadHostile(Times(30'000, "Rain fell on the old town again.\n\n"), InputKind::kText);
  EXPECT_EQ(sparse.zones.size(), 30'000U);
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
