#include "read/read.h"

#include <gtest/gtest.h>

#include "read/notation.h"

namespace ibid::read {
namespace {

TEST(ReadTest, SaysWhatIsNoTextAndWhatToDo) {
  EXPECT_EQ(Zones(""), "error: the input is empty; give an article's text or page");
  EXPECT_EQ(Zones(" \n\t "),
            "error: the input holds nothing but white space; give an article's text or page");
  EXPECT_EQ(Zones("%PDF-1.7 x"),
            "error: the input is a PDF document; leave --input-kind out, or say pdf");
  EXPECT_EQ(Zones("PK\x03\x04xxxx"),
            "error: the input is a ZIP archive or an office document (docx, odt, epub); save it as "
            "HTML or text, or unpack it");
  EXPECT_EQ(Zones(std::string(5000, '\0')),
            "error: the input is binary data and no text; give the article's text or page");
}

TEST(ReadTest, HoldsTheLimit) {
  ReadOptions options;
  options.source = "big\n.txt";
  options.input_bytes_max = 10;
  EXPECT_EQ(Read("0123456789", options).ok(), true);
  EXPECT_EQ(Read("0123456789a", options).error().message,
            "big?.txt has 0.0 MiB, over the limit of 0.0 MiB; raise it with --max-input or give a "
            "part of it");
  EXPECT_EQ(Read("0123456789a", options).error().code, ErrorCode::kInput);
}

std::string Sniffed(std::string_view input, std::string content_type = {}, std::string name = {}) {
  ReadOptions options;
  options.content_type = std::move(content_type);
  options.source = std::move(name);
  const Result<Document> read = Read(input, options);
  if (!read.ok()) {
    return read.error().message;
  }
  static constexpr std::string_view kKinds[] = {"text", "markdown", "html"};
  return std::string(kKinds[static_cast<std::size_t>(read->kind)]) + " " + read->encoding;
}

TEST(ReadTest, SniffsTheKind) {
  EXPECT_EQ(Sniffed("<!-- x --> <!DOCTYPE html><p>a"), "html utf-8");
  EXPECT_EQ(Sniffed("<u>Title</u>\n\nWords"), "text utf-8");
  EXPECT_EQ(Sniffed("a <b>bold</b> word"), "text utf-8");
  EXPECT_EQ(Sniffed("a<br>b<br>c<p>d<p>e"), "html utf-8");
  EXPECT_EQ(Sniffed("# a", "", "notes.MD"), "markdown utf-8");
  EXPECT_EQ(Sniffed("<p>a", "text/plain"), "text utf-8");
  EXPECT_EQ(Sniffed("a", "text/html; charset=koi8-r"), "html koi8-r");
}

TEST(ReadTest, FindsTheEncodingAsBrowsersDo) {
  EXPECT_EQ(Sniffed("\xEF\xBB\xBF<p>a", "text/html; charset=latin1"), "html utf-8") << "the mark";
  EXPECT_EQ(Sniffed("<meta charset=utf-8><p>\xE9", "text/html;charset=latin1"), "html windows-1252")
      << "the server before the page";
  EXPECT_EQ(Sniffed("<html><meta charset=' KOI8-R '><p>\xC1"), "html koi8-r");
  EXPECT_EQ(Sniffed("<html><!-- <meta charset=big5> --><meta http-equiv=Content-Type "
                    "content='text/html; charset=gb2312'><p>\xC4\xE3"),
            "html gbk");
  EXPECT_EQ(Sniffed("<?xml version='1.0' encoding='iso-8859-2'?><html><p>\xB1"), "html iso-8859-2");
  EXPECT_EQ(Sniffed("<html><meta charset=utf-16><p>a"), "html utf-8") << "it was read as ASCII";
  EXPECT_EQ(Sniffed(std::string_view("\xFF\xFEZ\0\xFC\0", 6)), "text utf-16le");
  EXPECT_EQ(Sniffed(std::string_view("H\0e\0l\0l\0o\0 \0y\0o\0u\0", 18)), "text utf-16le");
  EXPECT_EQ(Sniffed("<html><p>Z\xFCrich"), "html windows-1252");
}

TEST(ReadTest, RepairsBadBytesWithANote) {
  const Result<Document> read = ReadAs("a\xFF\xFE z", InputKind::kText);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->encoding, "windows-1252");
  ReadOptions options;
  options.content_type = "text/plain; charset=utf-8";
  const Result<Document> told = Read("a\xFF z", options);
  ASSERT_TRUE(told.ok());
  EXPECT_EQ(told->text, "a\uFFFD z");
  EXPECT_EQ(told->notes, std::vector<std::string>{
                             "1 characters are no valid utf-8 and were replaced by U+FFFD"});
}

TEST(ReadTest, KnowsWhereTheTextStandsInTheInput) {
  const std::string_view page = "<p>a &amp; <b>b</b>\n\n c</p>";
  const Result<Document> read = ReadAs(page, InputKind::kHtml);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->text, "a & b c");
  EXPECT_EQ(read->offsets.ToInput(2), page.find("&amp;"));
  EXPECT_EQ(read->offsets.ToInput(4), page.find("b</b>"));
  EXPECT_EQ(read->offsets.ToInput(6), page.find("c</p>"));
  const std::string_view text = "a <u>b</u>  c";
  const Result<Document> plain = ReadAs(text, InputKind::kText);
  ASSERT_TRUE(plain.ok());
  EXPECT_EQ(plain->text, "a b c");
  EXPECT_EQ(plain->offsets.ToInput(2), text.find("b</u>"));
  EXPECT_EQ(plain->offsets.ToInput(4), text.find('c'));
}

}  // namespace
}  // namespace ibid::read
