#include <cstdint>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "read/invariants.h"
#include "read/notation.h"

namespace ibid::read {
namespace {

std::string Blocks(std::string_view markdown) {
  return Zones(markdown, InputKind::kMarkdown);
}

std::string Head(std::string_view markdown) {
  return Facts(markdown, InputKind::kMarkdown);
}

// "words -> address", one a link.
std::string Links(std::string_view markdown) {
  const Result<Document> read = ReadAs(markdown, InputKind::kMarkdown);
  if (!read.ok()) {
    return "error: " + read.error().message;
  }
  std::string out;
  for (Markup::Index i = 0; i < read->markup.size(); ++i) {
    if (const auto address = read->markup.Get(i, "href")) {
      out += (out.empty() ? "" : "; ") + std::string(read->Text(read->markup.At(i))) + " -> " +
             std::string(*address);
    }
  }
  return out;
}

TEST(MarkdownTest, HasBlocksAndNoMarks) {
  EXPECT_EQ(Blocks("# Title\n\nBy Jane Roe\n\nSome *fine* [words](http://e.org) and `code`.\n\n"
                   "## Part ##\n\n- one\n- **two**\n\n1. three\n\n> said\n> again\n\n```\ncode\n\n"
                   "more\n```\n\n***\n\nend~~ing~~\\*."),
            "headline(Title) byline(By Jane Roe) p(Some fine words and code.) heading(Part) "
            "li(one) li(two) li(three) quote(said\nagain) code(code\n\nmore) p(ending*.)");
  EXPECT_EQ(
      Blocks("Title\n=====\n\nline one\nline two  \nline three\n\n| a | b |\n|---|---|\n"
             "| c | d |"),
      "headline(Title) p(line one\nline two\nline three) table(a) table(b) table(c) table(d)");
}

TEST(MarkdownTest, KeepsWhatIsNoMark) {
  EXPECT_EQ(Blocks("5 * 3 * 2 and snake_case_name, @a_b_c #tag\n\n#notatitle\n\n\\# no"),
            "headline(5 * 3 * 2 and snake_case_name, @a_b_c #tag) p(#notatitle) p(# no)");
  EXPECT_EQ(Blocks("AT&T &amp; B &copy; 1 < 2 \"so\" <3"), "p(AT&T & B © 1 < 2 \"so\" <3)");
}

TEST(MarkdownTest, FindsLinksHoweverTheyAreWritten) {
  EXPECT_EQ(
      Links("a [b](http://e.org/x?a=1&b=\"2\" \"t\") c <http://f.org> [g][1] [h] ![i](j.png)\n"
            "\n[1]: <http://g.org/a b>\n[H]: http://h.org 'x'"),
      "b -> http://e.org/x?a=1&b=\"2\"; http://f.org -> http://f.org; "
      "g -> http://g.org/a b; h -> http://h.org");
  EXPECT_EQ(Links("It is so.[^1] [![alt](p.png)](http://e.org)\n\n[^1]: https://e.org/note"),
            "^1 -> https://e.org/note;  -> http://e.org");
  EXPECT_EQ(Links("`[b](http://e.org)` \\[b](http://e.org)"), "");
}

TEST(MarkdownTest, HoldsHtml) {
  EXPECT_EQ(Blocks("Text.\n\n<blockquote class=\"twitter-tweet\"><p>Words</p></blockquote>\n\n"
                   "a <b>bold</b> one <!-- unsaid -->\n\n<script>alert(1)</script>"),
            "p(Text.) embed(Words) p(a bold one)");
  EXPECT_EQ(Links("<a href='http://e.org'>x</a>"), "x -> http://e.org");
}

TEST(MarkdownTest, TakesTheHead) {
  EXPECT_EQ(Head("# A title\n\nBy Jane Roe\n\nMay 1, 2024\n\nWords are here."),
            "A title [headline]; Jane Roe [byline]; ?; 2024-05-01 [byline]");
  EXPECT_EQ(Head("A title without a mark\n\nWords."),
            "A title without a mark [first line]; ?; ?; ?");
  EXPECT_EQ(Head("The first sentence of it.\n\nMore.\n\nStill more.\n\nAnd more.\n\n# Part"),
            "?; ?; ?; ?")
      << "too late for a title";
}

TEST(MarkdownTest, TakesFrontMatter) {
  EXPECT_EQ(Head("---\ntitle: \"One: \\\"two\\\"\"\ndate: 2024-05-01 10:00:00 +0200 # local\n"
                 "authors:\n  - Jane Roe\n  - name: John Doe\npublisher: 'The Day''s News'\n"
                 "draft: true\n---\n\nWords."),
            "One: \"two\" [front matter]; Jane Roe [front matter], John Doe [front matter]; "
            "The Day's News [front matter]; 2024-05-01T10:00:00+02:00 [front matter]");
  EXPECT_EQ(
      Head("+++\ntitle = 'One'\nauthors = [\"Jane Roe\", \"John Doe\"]\n+++\n# One\n\nBy Ann Lee"),
      "One [front matter]; Jane Roe [front matter], John Doe [front matter]; ?; ?");
  EXPECT_EQ(Blocks("---\ntitle: One\n---\n# One\n\nWords."), "headline(One) p(Words.)");
  EXPECT_EQ(Blocks("---\ntitle: One\n---\nFirst words\n\nWords."), "p(First words) p(Words.)")
      << "the title is known: these words are none";
  EXPECT_EQ(Blocks("---\n\nWords: here\n\nmore."), "headline(Words: here) p(more.)") << "a rule";
  EXPECT_EQ(Head("---\ntitle:\ndate: soon\n---\n\nWords."), "?; ?; ?; ?");
}

TEST(MarkdownTest, KnowsWhereItsWordsStand) {
  const std::string_view text = "---\ntitle: x\n---\n*One* & [two](http://e.org)\nthree &amp; four";
  const Result<Document> read = ReadAs(text, InputKind::kMarkdown);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->text, "One & two\nthree & four");
  for (const std::string_view word : {"One", "two", "three", "four"}) {
    EXPECT_EQ(read->offsets.ToInput(static_cast<std::uint32_t>(read->text.find(word))),
              text.find(word))
        << word;
  }
}

std::string Repeated(std::string_view unit, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) {
    out += unit;
  }
  return out;
}

TEST(MarkdownTest, IsReadAsTextWhereItWouldTakeTooLong) {
  const std::string used =
      Repeated("[a] ", 20000) + "\n\n[a]: http://e.org/" + Repeated("x", 20000);
  for (const std::string& input : {Repeated(">", 300) + " a", Repeated("](\n[", 10000), used}) {
    const Result<Document> read = ReadAs(input, InputKind::kMarkdown);
    ASSERT_TRUE(read.ok());
    ASSERT_EQ(read->notes.size(), 1U) << input.substr(0, 20);
    EXPECT_EQ(read->notes[0],
              "read as plain text: as Markdown it is nested, or full of brackets, beyond measure");
  }
  const Result<Document> long_list = ReadAs(
      Repeated("- [one](http://e.org/a_b) and [two](http://f.org)\n", 5000), InputKind::kMarkdown);
  ASSERT_TRUE(long_list.ok());
  EXPECT_TRUE(long_list->notes.empty()) << "lists may be long";
}

TEST(MarkdownTest, HoldsTheInvariantsWhateverComes) {
  for (const std::string_view unit :
       {"> ",           "- ",        "* * ",    "1. ",  "[",   "![",   "](",      "`",
        "```\n",        "*",         "_a_",     "**a",  "<",   "<a ",  "|",       "| a |\n",
        "|-|\n",        "a\n-\n",    "\\",      "&",    "&a;", "~~",   "---\n",   "\t",
        "# ",           "[a]: b\n",  "[a][b]",  "<!--", "]]>", "> - ", "- > a\n", "\r",
        "\xEF\xBB\xBF", "<div>\n\n", "a\n> b\n"}) {
    const std::string all = Repeated(unit, 3000);
    for (const std::string_view end : {"", "x", "\n\n# y\n"}) {
      const Result<Document> read = ReadAs(all + std::string(end), InputKind::kMarkdown);
      if (read.ok()) {
        EXPECT_EQ(Broken(*read), "") << unit;
      }
    }
  }
}

}  // namespace
}  // namespace ibid::read
