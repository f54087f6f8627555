// What the exports make of single words, names and addresses; tests/readers opens whole exports.
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "write/csv.h"
#include "write/exports/bibtex.h"
#include "write/exports/cited_work.h"
#include "write/exports/iri.h"
#include "write/exports/person_name.h"
#include "write/exports/pwid.h"
#include "write/markdown.h"
#include "write/sample.h"
#include "write/xml.h"

namespace ibid::write {
namespace {

std::string Field(std::string_view words) {
  CsvRecord record;
  record.Add(words);
  return std::move(record).Finish();
}

TEST(CsvTest, Fields) {
  EXPECT_EQ(Field("plain"), "plain\r\n");
  EXPECT_EQ(Field("a,b"), "\"a,b\"\r\n");
  EXPECT_EQ(Field("say \"x\""), "\"say \"\"x\"\"\"\r\n");
  EXPECT_EQ(Field("a\r\nb"), "a b\r\n");
}

TEST(CsvTest, FormulasAreWords) {
  EXPECT_EQ(Field("=1+1"), "'=1+1\r\n");
  EXPECT_EQ(Field("\t\r\n-1"), "'-1\r\n");
  EXPECT_EQ(Field("@ann"), "'@ann\r\n");
  EXPECT_EQ(Field("＋1"), "'＋1\r\n");
  EXPECT_EQ(Field("'=1"), "''=1\r\n") << "so that it can be undone";
  EXPECT_EQ(Field("'tis"), "'tis\r\n");
  EXPECT_EQ(Field("a=1"), "a=1\r\n");
}

TEST(XmlTest, EscapesWhatActs) {
  EXPECT_EQ(XmlEscaped("<a b=\"c\">&"), "&lt;a b=&quot;c&quot;&gt;&amp;");
  EXPECT_EQ(XmlEscaped("a\nb\tc"), "a&#xa;b&#x9;c");
  EXPECT_EQ(XmlEscaped("\x01\x1b\uFFFF"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(XmlEscaped("\u202E\u009B"), "&#x202e;&#x9b;");
  EXPECT_EQ(XmlEscaped("é 🎄"), "é 🎄");
}

TEST(MarkdownTest, MarkupIsWords) {
  EXPECT_EQ(MarkdownEscaped("*a* [b](c) <d> `e`"), R"(\*a\* \[b\](c) \<d\> \`e\`)");
  EXPECT_EQ(MarkdownEscaped("1. x"), R"(1\. x)");
  EXPECT_EQ(MarkdownEscaped("- x"), R"(\- x)");
  EXPECT_EQ(MarkdownEscaped("12"), "12");
  EXPECT_EQ(MarkdownEscaped("@ann #1"), "@\u2060ann \\#\u20601");
}

TEST(BibtexTest, TexIsWords) {
  EXPECT_EQ(TexEscaped(R"(\input{x})"),
            R"(\textbackslash{}input\textbraceleft{}x\textbraceright{})");
  EXPECT_EQ(TexEscaped("5 % of $4 & #1_a"), R"(5 \% of \$4 \& \#1\_a)");
  EXPECT_EQ(TexEscaped("a--b''c"), "a-{}-b'{}'c");
}

// "Given|Family|Suffix" of persons, the name of others.
std::string Authors(std::string_view field, std::string_view outlet = "") {
  std::string out;
  for (const Author& author : AuthorsOf(field, outlet)) {
    out += out.empty() ? "" : "; ";
    out += author.family.empty() ? author.name
                                 : author.given + "|" + author.family + "|" + author.suffix;
  }
  return out;
}

TEST(PersonNameTest, PersonsAndBodies) {
  EXPECT_EQ(Authors("Jane Doe"), "Jane|Doe|");
  EXPECT_EQ(Authors("By Jane Doe and John van der Berg"), "Jane|Doe|; John|van der Berg|");
  EXPECT_EQ(Authors("Ann Other, Bob Third & Cy O’Neill-Smith"),
            "Ann|Other|; Bob|Third|; Cy|O’Neill-Smith|");
  EXPECT_EQ(Authors("Sam Porter, Jr."), "Sam|Porter|Jr.");
  EXPECT_EQ(Authors("Sam Third III, Jane Doe"), "Sam|Third|III; Jane|Doe|");
  EXPECT_EQ(Authors("J. R. Doe"), "J. R.|Doe|");
  EXPECT_EQ(Authors("Zoë Łukasz"), "Zoë|Łukasz|");
  EXPECT_EQ(Authors("Иван Петров"), "Иван|Петров|");
  EXPECT_EQ(Authors("Reuters"), "Reuters");
  EXPECT_EQ(Authors("Press Association"), "Press Association");
  EXPECT_EQ(Authors("Ministry of Defence"), "Ministry of Defence");
  EXPECT_EQ(Authors("Jane Doe and Agencies"), "Jane Doe and Agencies") << "not guessed";
  EXPECT_EQ(Authors("Global Research", "Global Research"), "Global Research");
  EXPECT_EQ(Authors("user42 smith"), "user42 smith");
  EXPECT_EQ(Authors("王小明"), "王小明");
  EXPECT_EQ(Authors(""), "");
  EXPECT_EQ(Authors(std::string(100000, ',')), std::string(4096, ','));
}

TEST(UrlTest, SafeUrls) {
  EXPECT_EQ(SafeUrl("https://a.example/x?y=1#z"), "https://a.example/x?y=1#z");
  EXPECT_EQ(SafeUrl("https://a.example/{<\"é |`\\}"),
            "https://a.example/%7B%3C%22%C3%A9%20%7C%60%5C%7D");
  EXPECT_EQ(SafeUrl("https://a.example/%41%4z%"), "https://a.example/%41%254z%25");
  EXPECT_EQ(SafeUrl("http://[::1]/[x]"), "http://[::1]/%5Bx%5D");
  EXPECT_EQ(SafeUrl("javascript:alert(1)"), "");
  EXPECT_EQ(SafeUrl(""), "");
}

TEST(IriTest, IdsHaveNames) {
  EXPECT_EQ(IriOf("url:https://a.example/b?c"), "https://a.example/b?c");
  EXPECT_EQ(IriOf("agent:the new york times"), "urn:ibid:agent:the%20new%20york%20times");
  EXPECT_EQ(IriOf("url:https://a.example/ b"), "urn:ibid:url:https://a.example/%20b");
  EXPECT_EQ(IriOf("x:status:1#m2"), "urn:ibid:x:status:1%23m2");
}

TEST(PwidTest, UrnsOfCopies) {
  Snapshot copy;
  copy.url = "https://web.archive.org/web/20240412080000/https://a.example/b?c=%20#d";
  copy.original = "https://a.example/b?c=%20#d";
  copy.at = Instant(std::chrono::seconds(1712908800));
  EXPECT_EQ(PwidOf(copy, "text/html"),
            "urn:pwid:archive.org:2024-04-12T08:00:00Z:page:https://a.example/b%3Fc=%2520%23d");
  EXPECT_EQ(PwidOf(copy, "application/pdf").substr(42, 6), "part:h");
  copy.url = "https://webarchive.example.gov.uk/2024/";
  EXPECT_EQ(PwidOf(copy, "").substr(0, 35), "urn:pwid:webarchive.example.gov.uk:");
  copy.original = "javascript:x";
  EXPECT_EQ(PwidOf(copy, ""), "");
}

TEST(ExportTest, WorksAreListedOnceInOneDocument) {
  const Article article = SampleArticle();
  const CitationGraph graph = graph::Build(article);
  for (const Format format : {Format::kBibtex, Format::kCslJson, Format::kPwid}) {
    const auto twice = NewExport(format, Subject::kArticles);
    std::string all = twice->Begin() + twice->Add(article, graph);
    EXPECT_EQ(twice->Add(article, graph), "") << Name(format);
    EXPECT_EQ(all + twice->End(), Write(format, article, graph)) << Name(format);
  }
}

TEST(ExportTest, FormatsHaveTheNamesOfTheirRows) {
  std::size_t number = 0;
  for (const FormatRow& row : Formats()) {
    EXPECT_EQ(static_cast<std::size_t>(row.format), number++);
    EXPECT_EQ(FormatNamed(row.name), row.format);
  }
}

}  // namespace
}  // namespace ibid::write
