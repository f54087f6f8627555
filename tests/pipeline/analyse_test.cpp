// Every real page of the shared data through read, detect and refer: what is found stands in the
// text, and what is pointed at is pointed at from there. Under AddressSanitizer too.
#include "pipeline/analyse.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "detect/mention_limit.h"
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

// A list of links with one every hundred bytes loses none, whatever its size.
TEST(AnalyseTest, ADenseListOfLinksIsReadWhole) {
  std::string text;
  constexpr std::size_t kLinks = 30000;
  for (std::size_t i = 0; i < kLinks; ++i) {
    text +=
        "A line about the thing that stands behind the address https://a.example/archive/thing-" +
        std::to_string(100000 + i) + " there.\n\n";
  }
  read::ReadOptions options;
  options.kind = InputKind::kText;
  const Article article = Analyse(read::Read(text, options).value());
  EXPECT_EQ(article.mentions.size(), kLinks);
  EXPECT_EQ(article.references.size(), kLinks);
  EXPECT_TRUE(article.document.notes.empty());
}

// The first of all are kept, whatever they are, though each kind alone would fill its own list.
TEST(AnalyseTest, TwoKindsTooManyAreCutAtOnePlace) {
  std::string text;
  constexpr std::size_t kLines = 60000;
  for (std::size_t i = 0; i < kLines; ++i) {
    text += "Ann Poe said that it rained, http://a.example/" + std::to_string(100000 + i) + "\n\n";
  }
  read::ReadOptions options;
  options.kind = InputKind::kText;
  const Article article = Analyse(read::Read(text, options).value());
  const std::size_t kept = detect::MentionsMax(article.document);
  ASSERT_EQ(article.mentions.size(), kept);
  std::size_t links = 0;
  for (const Mention& mention : article.mentions) {
    links += mention.kind == MentionKind::kLink ? 1 : 0;
  }
  EXPECT_EQ(links, kept / 2);
  EXPECT_EQ(article.mentions.back().at.begin / 60, kept / 2 * (text.size() / kLines) / 60);
  EXPECT_EQ(article.document.notes.size(), 1U);
}

TEST(AnalyseTest, TextThatIsNothingButMentionsIsCutWithANote) {
  std::string handles;
  std::string said;
  for (int i = 0; i < 60000; ++i) {
    handles += "@ann_poe ";
    said += "Ann Poe said that it rained. ";
  }
  for (const std::string& text : {handles, said, handles + said}) {
    read::ReadOptions options;
    options.kind = InputKind::kText;
    const Article article = Analyse(read::Read(text, options).value());
    const std::size_t kept = 10000 + article.document.text.size() / 100;
    EXPECT_EQ(article.mentions.size(), kept);
    ASSERT_EQ(article.document.notes.size(), 1U);
    EXPECT_NE(article.document.notes[0].find("only the first " + std::to_string(kept)),
              std::string::npos);
    EXPECT_LT(article.mentions.front().at.end, 100U) << "the first are kept";
  }
}

}  // namespace
}  // namespace ibid::pipeline
