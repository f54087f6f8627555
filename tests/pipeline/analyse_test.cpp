// Every real page of the shared data through read, detect and refer: what is found stands in the
// text, and what is pointed at is pointed at from there. Under AddressSanitizer too.
#include "pipeline/analyse.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "json/record.h"
#include "read/read.h"
#include "text/utf8.h"

namespace ibid::pipeline {
namespace {

std::string BrokenMention(const Document& document, const Mention& mention) {
  const std::string& text = document.text;
  if (mention.at.begin > mention.at.end || mention.at.end > text.size()) {
    return "outside the text";
  }
  if (text::BoundaryBefore(text, mention.at.begin) != mention.at.begin ||
      text::BoundaryBefore(text, mention.at.end) != mention.at.end) {
    return "cuts a character";
  }
  if (mention.rule.empty() || mention.confidence <= 0 || mention.confidence > 1) {
    return "no rule, or no confidence";
  }
  return {};
}

void CheckArticle(const Article& article) {
  for (const Mention& mention : article.mentions) {
    EXPECT_EQ(BrokenMention(article.document, mention), "") << mention.id << " " << mention.rule;
  }
  for (const Reference& reference : article.references) {
    EXPECT_FALSE(reference.key.empty()) << reference.id;
    EXPECT_FALSE(reference.mentions.empty()) << reference.key;
  }
  const std::string record = json::WriteArticle(article);
  const Result<Article> again = json::ReadArticle(record);
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(json::WriteArticle(*again), record);
}

TEST(AnalyseTest, EveryRealPage) {
  const std::filesystem::path pages = IBID_SHARED "/data/pages";
  if (!std::filesystem::is_directory(pages)) {
    GTEST_SKIP() << "the shared pages are not here: " << pages;
  }
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(pages)) {
    const std::string name = entry.path().filename().string();
    const bool is_page = entry.path().extension() == ".html" || name.starts_with("cached-");
    if (!entry.is_regular_file() || !is_page) {
      continue;
    }
    SCOPED_TRACE(entry.path().string());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    read::ReadOptions options;
    options.source = name;
    Result<Document> document = read::Read(bytes, options);
    ASSERT_TRUE(document.ok()) << document.error().message;
    CheckArticle(Analyse(std::move(document).value()));
    ++count;
  }
  EXPECT_GT(count, 100);
}

TEST(AnalyseTest, TheSameInputGivesTheSameRecord) {
  const std::string text =
      "Bridge stays closed\n\nThe New York Times reported on Monday that the bridge was closed. It "
      "will open in May, The Times writes (https://a.example/x).\n";
  read::ReadOptions options;
  options.source = "a.txt";
  const std::string once = json::WriteArticle(Analyse(read::Read(text, options).value()));
  EXPECT_EQ(json::WriteArticle(Analyse(read::Read(text, options).value())), once);
  EXPECT_NE(once.find("\"refers_to\":\"The New York Times\""), std::string::npos);
}

}  // namespace
}  // namespace ibid::pipeline
