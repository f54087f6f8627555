// Articles that hold no post: none is found in them. The corpus has 924 articles; those with posts
// in them are told apart by what only posts leave (t.co and picture links, the corpus's own
// <tweet> marks), and were read by eye: POSTS.md lists them.
#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "detect/corpus_prose.h"
#include "detect/detect.h"
#include "read/read.h"

namespace ibid::detect {
namespace {

bool MayHoldPosts(const std::string& text) {
  constexpr auto kMarks = std::to_array<std::string_view>(
      {"<tweet", "t.co/", "pic.twitter.com/", "(@", "instagram.com/p/"});
  for (const std::string_view mark : kMarks) {
    if (text.find(mark) != std::string::npos) {
      return true;
    }
  }
  return false;
}

TEST(FalsePostsTest, FindsNoneInArticlesWithoutPosts) {
  constexpr int kArticles = 500;
  std::vector<CorpusArticle> articles = CorpusArticles("dev");
  for (CorpusArticle& article : CorpusArticles("train")) {
    articles.push_back(std::move(article));
  }
  if (articles.empty()) {
    GTEST_SKIP() << "PolNeAR is not in " IBID_SHARED;
  }
  read::ReadOptions options;
  options.kind = InputKind::kText;
  int read = 0;
  std::string found;
  for (const CorpusArticle& article : articles) {
    if (MayHoldPosts(article.text) || read >= kArticles) {
      continue;
    }
    const auto document = read::Read(article.text, options);
    ASSERT_TRUE(document) << article.name;
    ++read;
    for (const Mention& mention : Detect(*document)) {
      if (std::holds_alternative<EmbedParts>(mention.parts)) {
        found += article.name + ": " + std::string(document->Text(mention.at)) + "\n";
      }
    }
  }
  EXPECT_EQ(read, kArticles);
  EXPECT_EQ(found, "");
}

}  // namespace
}  // namespace ibid::detect
