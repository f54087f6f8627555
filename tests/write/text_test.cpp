#include "write/text.h"

#include <chrono>

#include <gtest/gtest.h>

#include "text/width.h"
#include "write/sample.h"

namespace ibid::write {
namespace {

// Every line fits, but for those that hold an address, after what it is.
void ExpectFits(const std::string& report, std::size_t width) {
  std::size_t at = 0;
  while (at < report.size()) {
    const std::size_t end = report.find('\n', at);
    const std::string_view line = std::string_view(report).substr(at, end - at);
    const bool address = line.find("://") < 24 && line.find(' ', line.find("://")) > line.size();
    if (!address) {
      EXPECT_LE(text::DisplayWidth(line), width) << line;
    }
    at = end + 1;
  }
}

TEST(TextTest, IsAReportToKeep) {
  EXPECT_EQ(Text(SampleArticle(), {}), ReadTestFile("write/data/checked.txt"));
}

// What was asked offline, years later, is no answer of the web.
TEST(TextTest, TheLastAnswerIsOne) {
  Article article = SampleArticle();
  const std::string before = Text(article, {});
  Evidence& unanswered = article.evidence.emplace_back();
  unanswered.failure = "offline";
  unanswered.at = article.evidence.front().at + std::chrono::years(3);
  EXPECT_EQ(Text(article, {}), before);
}

TEST(TextTest, FitsTheTerminal) {
  const Article article = SampleArticle();
  ExpectFits(Text(article, {80, false}), 80);
  ExpectFits(Text(article, {48, false}), 48);
  ExpectFits(Text(article, {0, false}), 40);
}

TEST(TextTest, ColoursOnlyWhenTold) {
  const Article article = SampleArticle();
  EXPECT_EQ(Text(article, {80, false}).find('\x1b'), std::string::npos);
  EXPECT_NE(Text(article, {80, true}).find("\x1b[1;31m✗ deleted\x1b[0m"), std::string::npos);
}

TEST(TextTest, SaysWhatItDoesNotKnow) {
  Article nothing;
  nothing.document.source = "empty.txt";
  EXPECT_EQ(Text(nothing, {}),
            "(no title found)\nempty.txt\n\nNothing was found that this article leans on.\n"
            "The web was not asked.\n");
}

}  // namespace
}  // namespace ibid::write
