#include "read/pdf.h"

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "read/invariants.h"
#include "read/notation.h"

namespace ibid::read {
namespace {

std::string Sample(const std::string& name) {
  std::string path = IBID_TESTS "/pdf/samples/";
  path += name;
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

Result<Document> ReadFile(const std::string& bytes) {
  ReadOptions options;
  options.pdf_program = IBID_PDF;
  return Read(bytes, options);
}

Document ReadSample(const std::string& name) {
  Result<Document> read = ReadFile(Sample(name));
  EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().message);
  EXPECT_EQ(Broken(*read), "") << name;
  return std::move(read).value();
}

// The zone that holds the words, as "kind rule: text", chrome as "-kind".
std::string ZoneWith(const Document& document, std::string_view words) {
  for (const Zone& zone : document.zones) {
    const std::string_view text = document.Text(zone.at);
    if (text.find(words) != std::string_view::npos) {
      return (zone.chrome ? "-" : "") + std::string(Name(zone.kind)) + " " + zone.rule + ": " +
             std::string(text);
    }
  }
  return "none";
}

std::string LinkTo(const Document& document, std::string_view uri) {
  for (Markup::Index e = 0; e < document.markup.size(); ++e) {
    if (document.markup.Get(e, "href").value_or("").starts_with(uri)) {
      return std::string(document.Text(document.markup.At(e)));
    }
  }
  return "none";
}

TEST(PdfTest, ReadsAPageThatABrowserPrinted) {
  const Document news = ReadSample("news.pdf");
  EXPECT_EQ(ZoneWith(news, "Harbour bridge closes for a year, "),
            "headline pdf.largest: Harbour bridge closes for a year, leaving ferries as the only "
            "way across")
      << "of two lines";
  EXPECT_EQ(ZoneWith(news, "Home"), "-other pdf.above_headline: Home News Sport Subscribe");
  EXPECT_EQ(ZoneWith(news, "Ferries are"), "heading pdf.size: Ferries are full");
  EXPECT_EQ(
      ZoneWith(news, "well-known"),
      "paragraph : \u201CNobody will drive over it before next autumn,\u201D said Maria Probe, who "
      "leads the authority. She added that a well-known firm had been asked for a second "
      "opinion.");
  EXPECT_EQ(ZoneWith(news, "2/2"), "-other pdf.page_number: 2/2");
  EXPECT_EQ(ZoneWith(news, "harbour-bridge.html"),
            "-other pdf.printed: http://courier.example/2015/09/28/harbour-bridge.html");
  EXPECT_EQ(ZoneWith(news, "- The Sample Courier"),
            "-other pdf.running_title: Harbour bridge closes for a year - The Sample Courier");
}

TEST(PdfTest, PutsLinksOverTheirWords) {
  const Document news = ReadSample("news.pdf");
  EXPECT_EQ(LinkTo(news, "https://port.example/"),
            "statement published on its site late on Saturday evening")
      << "over two lines";
  EXPECT_EQ(LinkTo(news, "https://herald.example/"),
            "https://herald.example/investigations/2015/08/"
            "harbour-bridge-letters-and-reports-of-the-engineers-part-one.html")
      << "broken over two lines";
  EXPECT_EQ(LinkTo(news, "https://twitter.com/"), "September 27, 2015");
}

TEST(PdfTest, SaysWhereItsFactsAreFrom) {
  const Document news = ReadSample("news.pdf");
  EXPECT_EQ(Shown(news.metadata.title),
            "Harbour bridge closes for a year, leaving ferries as the only way across [headline]");
  EXPECT_EQ(Shown(news.metadata.publisher), "The Sample Courier [pdf:Title]");
  EXPECT_EQ(Shown(news.metadata.published), "2015-09-28 [byline]");
  EXPECT_EQ(Shown(news.metadata.url),
            "http://courier.example/2015/09/28/harbour-bridge.html [printed address]");
  ASSERT_EQ(news.metadata.authors.size(), 1U);
  EXPECT_EQ(Shown(news.metadata.authors[0]), "Ada Sample [byline]");
  ASSERT_EQ(news.notes.size(), 1U);
  EXPECT_TRUE(news.notes[0].starts_with("printed by a browser on 20")) << news.notes[0];
  const Document columns = ReadSample("columns.pdf");
  EXPECT_EQ(columns.metadata.published.from, "pdf:CreationDate");
}

TEST(PdfTest, ReadsColumnsAndPutsDividedWordsTogether) {
  const Document columns = ReadSample("columns.pdf");
  EXPECT_EQ(ZoneWith(columns, "The paper"), "headline pdf.largest: The paper trail of a bridge");
  EXPECT_EQ(
      ZoneWith(columns, "Archivists rarely"),
      "paragraph : Archivists rarely see their readers queue before the doors open. Since the "
      "harbour bridge was closed they do, and they read the minutes of a committee that nobody "
      "remembered. The committee met every spring, wrote down what the divers had seen, and "
      "sent its findings to an office that had been dissolved in the meantime.");
  EXPECT_EQ(
      ZoneWith(columns, "photographs"),
      "paragraph : Reuters reported last week that an independent investigation would be "
      "commissioned by the ministry. The investigation is expected to take eighteen months, and "
      "the responsible undersecretary has promised that its documentation will be published in "
      "its entirety, including the photographs.");
  EXPECT_EQ(
      ZoneWith(columns, "Historians"),
      "paragraph : Historians consider this unremarkable. Infrastructure is neglected wherever "
      "responsibilities are distributed, said Emil Beispiel, who teaches at the polytechnic "
      "university, and the documentation of the neglect is distributed as well.")
      << "over two columns";
}

TEST(PdfTest, JoinsParagraphsOverPages) {
  const Document report = ReadSample("report.pdf");
  EXPECT_EQ(ZoneWith(report, "Inspection of the"),
            "headline pdf.largest: Inspection of the harbour bridge");
  EXPECT_EQ(ZoneWith(report, "Bulletin"), "-other pdf.running_title: Port Authority Bulletin");
  std::size_t furniture = 0;
  for (const Zone& zone : report.zones) {
    furniture += zone.chrome ? 1 : 0;
    const std::string_view text = report.Text(zone.at);
    EXPECT_TRUE(zone.kind != ZoneKind::kParagraph || text.ends_with('.') ||
                text.ends_with("Beispiel"))
        << text;
  }
  ASSERT_GE(report.pages.size(), 2U);
  EXPECT_EQ(report.pages.front().page, 1U);
  EXPECT_GE(furniture, report.pages.back().page) << "of each page";
  std::uint32_t end = 0;
  for (const PageSpan& page : report.pages) {
    EXPECT_LE(end, page.at.begin);
    end = page.at.end;
  }
  EXPECT_LE(end, report.text.size());
}

std::string Refusal(const std::string& bytes) {
  const Result<Document> read = ReadFile(bytes);
  return read.ok() ? "read" : read.error().message;
}

TEST(PdfTest, SaysWhatItCannotRead) {
  EXPECT_EQ(
      Refusal(Sample("scan.pdf")),
      "the input is a PDF document of 1 page without a text layer, as scanners make them; text "
      "recognition (ocrmypdf FILE OUT) may make one");
  EXPECT_EQ(Refusal(Sample("encrypted.pdf")),
            "the input is a PDF document that opens with a password only; remove it first: qpdf "
            "--decrypt --password=... FILE OUT");
  EXPECT_EQ(Refusal("%PDF-1.7\n"), "the input is a PDF document too damaged to read");
  ReadOptions options;
  options.pdf_program = "/nowhere/ibid-pdf";
  const Result<Document> read = Read(Sample("news.pdf"), options);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, ErrorCode::kInternal);
}

TEST(PdfTest, ReadsDamagedOnesAsFarAsTheyGo) {
  const std::string whole = Sample("report.pdf");
  std::string after_junk = "junk\r\n";
  after_junk += whole;
  EXPECT_EQ(Refusal(after_junk), "read") << "after junk, which moves every offset";
  std::string moved = whole;
  const std::size_t table = moved.rfind("startxref");
  ASSERT_NE(table, std::string::npos);
  moved.replace(table, 12, "startxref\n99");
  EXPECT_EQ(Refusal(moved), "read");
  for (std::size_t size = 1; size < whole.size(); size += whole.size() / 9) {
    const Result<Document> read = ReadFile(whole.substr(0, whole.size() - size));
    EXPECT_TRUE(!read.ok() || Broken(*read).empty()) << size;
  }
}

TEST(PdfTest, KnowsAPdfByItsBytes) {
  EXPECT_TRUE(IsPdf("%PDF-1.4"));
  EXPECT_TRUE(IsPdf("\xEF\xBB\xBF\r\n%PDF-1.4\n1 0 obj"));
  EXPECT_FALSE(IsPdf("Every file begins with %PDF-1.4, the standard says."));
  std::string late(2000, ' ');
  late += "%PDF-1.4\n1 0 obj";
  EXPECT_FALSE(IsPdf(late));
}

}  // namespace
}  // namespace ibid::read
