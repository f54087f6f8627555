#include "audit/fix/fix_text.h"

#include <map>
#include <random>
#include <utility>

#include <gtest/gtest.h>

#include "audit/inputs/source_text.h"
#include "text/encoding.h"

namespace ibid::audit {
namespace {

using Why = Replacement::Why;

// What stands on the web of these tests.
const std::map<std::string, Replacement>& Web() {
  static const std::map<std::string, Replacement> web = {
      {"http://moved.org/", {Why::kMoved, "https://new.org/a?b=1&c=2", ""}},
      {"http://moved.org/x?1&2", {Why::kMoved, "https://new.org/x", ""}},
      {"http://odd.org/", {Why::kMoved, "https://new.org/'(a?b=c,d|e\\(&copy;", ""}},
      {"http://dot.org/", {Why::kMoved, "https://new.org/end.", ""}},
      {"http://paren.org/", {Why::kMoved, "https://new.org/a_(b)", ""}},
      {"http://frag.org/", {Why::kMoved, "https://new.org/f#own", ""}},
      {"https://site.org/old", {Why::kMoved, "https://site.org/new", ""}},
      {"http://dead.org/",
       {Why::kArchived, "https://archive.org/web/2015/http://dead.org/?a&b", "2015-09-28"}},
  };
  return web;
}

std::optional<Replacement> Known(const std::string& url) {
  const auto found = Web().find(url);
  return found == Web().end() ? std::nullopt : std::optional(found->second);
}

FixedText FixOf(const std::string& name, std::string_view bytes, const std::string& column = "") {
  return FixText(bytes, {name, "", std::nullopt, column}, BasesOfUrl("https://site.org/p/q"),
                 Known);
}

std::string Fix(const std::string& name, std::string_view bytes, const std::string& column = "") {
  const FixedText fixed = FixOf(name, bytes, column);
  std::string out = fixed.bytes;
  for (const std::string& left : fixed.left) {
    out += "\n! " + left;
  }
  EXPECT_EQ(FixOf(name, fixed.bytes, column).bytes, fixed.bytes) << "the second time changes more";
  return out;
}

TEST(FixTextTest, HtmlKeepsItsQuotes) {
  EXPECT_EQ(Fix("a.html", "<a href=\"http://moved.org/\">http://moved.org/</a>\r\n"),
            "<a href=\"https://new.org/a?b=1&amp;c=2\">http://moved.org/</a>\r\n");
  EXPECT_EQ(Fix("a.html", "<A HREF = ' http://moved.org#top\t' class=x>"),
            "<A HREF = ' https://new.org/a?b=1&amp;c=2#top\t' class=x>");
  EXPECT_EQ(Fix("a.html", "<a href=http://moved.org/x?1&amp;2>"), "<a href=\"https://new.org/x\">");
  EXPECT_EQ(Fix("a.html", "<a href='http://odd.org/'>"),
            "<a href='https://new.org/&#39;(a?b=c,d|e\\(&amp;copy;'>");
  EXPECT_EQ(Fix("a.html", "<img srcset='http://moved.org/ 1x, http://x.org/ 2x'>"),
            "<img srcset='https://new.org/a?b=1&amp;c=2 1x, http://x.org/ 2x'>");
  EXPECT_EQ(Fix("a.html", "<a href='http://frag.org/#mine'>"), "<a href='https://new.org/f#own'>");
  EXPECT_EQ(Fix("a.html", "<a href='/old#x'>a<a href='../old'>b<a href='//site.org/old'>"),
            "<a href='/new#x'>a<a href='/new'>b<a href='https://site.org/new'>");
}

TEST(FixTextTest, DeadLinksOfPagesBecomeRobust) {
  EXPECT_EQ(Fix("a.html", "<a href=\"http://dead.org/#f\" rel=x>"),
            "<a href=\"https://archive.org/web/2015/http://dead.org/?a&amp;b#f\" "
            "data-originalurl=\"http://dead.org/#f\" "
            "data-versionurl=\"https://archive.org/web/2015/http://dead.org/?a&amp;b#f\" "
            "data-versiondate=\"2015-09-28\" rel=x>");
  EXPECT_EQ(Fix("a.html", "<area href=http://dead.org/>").substr(0, 79),
            "<area href=\"https://archive.org/web/2015/http://dead.org/?a&amp;b\" data-origina");
  EXPECT_EQ(Fix("a.html", "<img src='http://dead.org/'>"),
            "<img src='https://archive.org/web/2015/http://dead.org/?a&amp;b'>");
  EXPECT_EQ(
      Fix("a.html", "<script src='http://dead.org/'></script>"),
      "<script src='http://dead.org/'></script>\n! http://dead.org/: what programs read is not "
      "sent to an archive");
  const std::string robust = "<a href='http://dead.org/' data-versiondate='2001-01-01'>";
  EXPECT_EQ(Fix("a.html", robust), robust);
}

TEST(FixTextTest, MarkdownStaysMarkdown) {
  EXPECT_EQ(Fix("a.md",
                "[a](http://moved.org/ \"t\") <http://moved.org/>, http://moved.org/.\n\n[r]: "
                "http://moved.org/"),
            "[a](https://new.org/a?b=1&c=2 \"t\") <https://new.org/a?b=1&c=2>, "
            "https://new.org/a?b=1&c=2.\n\n"
            "[r]: https://new.org/a?b=1&c=2");
  EXPECT_EQ(Fix("a.md", "[a](http://odd.org/)"),
            "[a](https://new.org/'\\(a?b=c,d|e\\\\\\(\\&copy;)");
  EXPECT_EQ(Fix("a.md", "[a](<http://odd.org/>)"),
            "[a](<https://new.org/'(a?b=c,d|e\\\\(\\&copy;>)");
  EXPECT_EQ(Fix("a.md", "[a](http://paren.org/)"), "[a](https://new.org/a_(b))");
  EXPECT_EQ(Fix("a.md", "See http://dot.org/ now"), "See <https://new.org/end.> now");
  EXPECT_EQ(Fix("a.md", "| a |\n|---|\n| [a](http://odd.org/) |"),
            "| a |\n|---|\n| [a](https://new.org/'\\(a?b=c,d\\|e\\\\\\(\\&copy;) |");
  EXPECT_EQ(Fix("a.md", "[d](http://dead.org/) <a href='http://dead.org/'>x</a>"),
            "[d](https://archive.org/web/2015/http://dead.org/?a&b) <a "
            "href='https://archive.org/web/2015/http://dead.org/?a&amp;b' "
            "data-originalurl=\"http://dead.org/\" "
            "data-versionurl=\"https://archive.org/web/2015/http://dead.org/?a&amp;b\" "
            "data-versiondate=\"2015-09-28\">x</a>");
  EXPECT_EQ(Fix("a.md", "`http://moved.org/`\n\n    http://moved.org/\n"),
            "`http://moved.org/`\n\n    http://moved.org/\n");
}

TEST(FixTextTest, TextCsvXmlAndJsonToo) {
  EXPECT_EQ(
      Fix("a.txt", "See http://moved.org/, http://dot.org/."),
      "See https://new.org/a?b=1&c=2, http://dot.org/.\n! http://dot.org/: https://new.org/end. "
      "cannot be written where it stands");
  EXPECT_EQ(Fix("a.csv", "u,n\r\nhttp://odd.org/,\"1\"\"\"\r\n\"http://dead.org/\",2\r\n", "u"),
            "u,n\r\n\"https://new.org/'(a?b=c,d|e\\(&copy;\",\"1\"\"\"\r\n"
            "\"https://archive.org/web/2015/http://dead.org/?a&b\",2\r\n");
  EXPECT_EQ(Fix("a.xml",
                "<urlset><url><loc>http://moved.org/</loc></url><url><loc>http://dead.org/</loc></"
                "url></urlset>"),
            "<urlset><url><loc>https://new.org/a?b=1&amp;c=2</loc></url><url><loc>http://dead.org/"
            "</loc></url>"
            "</urlset>\n! http://dead.org/: what programs read is not sent to an archive");
  EXPECT_EQ(
      Fix("a.rss",
          "<rss><item><guid>http://moved.org/</guid><description>&lt;a href='http://dead.org/'"
          "&gt;</description></item></rss>"),
      "<rss><item><guid>http://moved.org/</guid><description>&lt;a "
      "href='https://archive.org/web/2015/http://dead.org/?a&amp;amp;b' "
      "data-originalurl=\"http://dead.org/\" "
      "data-versionurl=\"https://archive.org/web/2015/http://dead.org/?a&amp;amp;b\" "
      "data-versiondate=\"2015-09-28\"&gt;</description></item></rss>");
  EXPECT_EQ(Fix("f.json",
                "{\"version\":\"https://jsonfeed.org/version/1\",\"feed_url\":\"http:\\/\\/"
                "odd.org\\/\"}"),
            "{\"version\":\"https://jsonfeed.org/version/1\",\"feed_url\":\"https://new.org/"
            "'(a?b=c,d|e\\\\(&copy;\"}");
}

TEST(FixTextTest, EncodingsStay) {
  const std::string mark = "\xEF\xBB\xBF";
  EXPECT_EQ(Fix("a.html", mark + "<a href=\"http://frag.org/\">"),
            mark + "<a href=\"https://new.org/f#own\">");
  EXPECT_EQ(Fix("a.html", "<meta charset=windows-1252>\xE9<a href=\"http://frag.org/\">\xE9"),
            "<meta charset=windows-1252>\xE9<a href=\"https://new.org/f#own\">\xE9");
  EXPECT_EQ(Fix("a.html", "\xFF<a href=\"http://frag.org/\">\xE9\xFF"),
            "\xFF<a href=\"https://new.org/f#own\">\xE9\xFF");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("<a href='http://moved.org/'>x")) {
    wide += {c, '\0'};
  }
  const std::string fixed = Fix("a.html", wide);
  EXPECT_EQ(text::Decode(fixed.substr(2), "utf-16le").utf8,
            "<a href='https://new.org/a?b=1&amp;c=2'>x");
}

// The addresses of a file, absolute.
std::vector<std::string> Addresses(const std::string& name, std::string_view bytes) {
  std::vector<std::string> out;
  SourceText source(bytes, "", true);
  const PageHints hints{name, "", std::nullopt, "u"};
  EXPECT_TRUE(
      PageLinks(KindOfPage(source.text(), hints), source.text(), "u", [&](const WrittenLink& link) {
        const Address address = Resolved(link, BasesOfUrl("https://site.org/p/q"));
        out.push_back(address.url + "#" + address.fragment);
        return true;
      }).ok());
  return out;
}

// Files of pieces in any order: whatever comes of them, only addresses that have a replacement
// change, each into it, and everything else stays byte for byte.
TEST(FixTextTest, ChangesNothingElse) {
  static const std::vector<std::string> kPieces = {
      "<a href=\"U\">",
      "<a href='U' data-versionurl=x>",
      "<a href=U>",
      "</a>",
      "[x](U)",
      "[x](<U>)",
      "<U>",
      " U ",
      "![U](U 'U')",
      "[U][r]",
      "\n\n[r]: U\n",
      "`",
      "```\n",
      "\r\n",
      "\n",
      "\n    ",
      "> ",
      "- ",
      "|",
      "\n|-|\n",
      "<img src=U srcset=\"U, U 2x\">",
      "<!--",
      "-->",
      "<base href='U'>",
      ",",
      "\"",
      "U,U\n",
      "u\n",
      "\"U\",",
      "(",
      ")",
      "[",
      "]",
      "\\",
      "&amp;",
      "\xE9",
      "\xC3\xA9",
      "*",
      "<p>",
      "</p>",
      "<pre>",
      "</pre>",
      "<loc>U</loc>",
      "<urlset>",
      "<item><link>U</link>",
      "<![CDATA[<a href=\"U\">]]>",
      "<description>&lt;a href=\"U\"&gt;</description>",
      "<rss>"};
  static const std::vector<std::string> kUrls = {"http://moved.org/",
                                                 "http://odd.org/",
                                                 "http://dot.org/",
                                                 "http://paren.org/",
                                                 "http://frag.org/#x",
                                                 "/old",
                                                 "http://dead.org/",
                                                 "http://alive.org/",
                                                 "http://moved.org/x?1&amp;2",
                                                 "x y",
                                                 "http://dead.org/#a"};
  std::mt19937 random(7);
  const auto any = [&](const auto& list) { return list[random() % list.size()]; };
  std::size_t edits = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string bytes = round % 9 == 0 ? "u\n" : "";
    for (auto i = random() % 12; i > 0; --i) {
      std::string piece = any(kPieces);
      for (std::size_t at = piece.find('U'); at != std::string::npos; at = piece.find('U')) {
        piece.replace(at, 1, any(kUrls));
      }
      bytes += piece;
    }
    const std::string name =
        any(std::vector<std::string>{"a.html", "a.md", "a.txt", "a.csv", "a.xml"});
    if (name == "a.csv" && !bytes.starts_with("u\n")) {
      bytes = "u\n" + bytes;
    }
    const FixedText fixed = FixOf(name, bytes, "u");
    std::string again;
    std::size_t done = 0;
    for (const Edit& edit : fixed.edits) {
      ASSERT_LE(done, edit.begin);
      again += bytes.substr(done, edit.begin - done) + edit.bytes;
      done = edit.end;
    }
    again += bytes.substr(done);
    ASSERT_EQ(again, fixed.bytes) << bytes;
    const std::vector<std::string> before = Addresses(name, bytes);
    const std::vector<std::string> after = Addresses(name, fixed.bytes);
    ASSERT_EQ(before.size(), after.size()) << bytes << "\n---\n" << fixed.bytes;
    std::size_t changed = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i] == after[i]) {
        continue;
      }
      ++changed;
      const auto known = Known(before[i].substr(0, before[i].find('#')));
      ASSERT_TRUE(known.has_value()) << before[i] << " in\n" << bytes;
      EXPECT_TRUE(after[i].starts_with(known->url)) << after[i];
    }
    EXPECT_EQ(changed, fixed.edits.size()) << bytes;
    EXPECT_EQ(FixOf(name, fixed.bytes, "u").bytes, fixed.bytes) << bytes;
    edits += changed;
  }
  EXPECT_GT(edits, 2000U);
}

}  // namespace
}  // namespace ibid::audit
