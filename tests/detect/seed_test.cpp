// What a careful reader finds in the article that the project starts from: posts, notices, byline.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "detect/detect.h"
#include "read/read.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

const std::string kFolder = std::filesystem::path(IBID_SHARED) / "data" / "seed";

std::string Bytes(const std::string& name) {
  std::ifstream file(kFolder + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::vector<std::string>> GoldRows(const std::string& kind) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(Bytes("gold.tsv"));
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> columns;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) {
      columns.push_back(cell);
    }
    if (!columns.empty() && columns[0] == kind) {
      rows.push_back(columns);
    }
  }
  return rows;
}

class SeedTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kFolder + "/article.txt")) {
      GTEST_SKIP() << kFolder << " is not there";
    }
    Result<Document> read = read::Read(Bytes("article.txt"), {});
    ASSERT_TRUE(read.ok());
    document_ = std::move(read.value());
    mentions_ = Detect(document_);
  }

  Document document_;
  std::vector<Mention> mentions_;
};

TEST_F(SeedTest, FindsThePostsAndNoOthers) {
  const auto rows = GoldRows("post");
  std::vector<EmbedParts> posts;
  for (const Mention& mention : mentions_) {
    if (const auto* post = std::get_if<EmbedParts>(&mention.parts)) {
      posts.push_back(*post);
      EXPECT_TRUE(post->text_at && mention.at.begin == post->text_at->begin);
    }
  }
  ASSERT_EQ(posts.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(posts[i].author, rows[i][1]);
    EXPECT_EQ(posts[i].account, rows[i][2]);
    EXPECT_EQ(posts[i].date, rows[i][3]);
    EXPECT_TRUE(text::FoldSpace(posts[i].text).starts_with(rows[i][4])) << posts[i].text;
    EXPECT_LT(posts[i].text.size(), 240U);
    std::istringstream inside(rows[i][5]);
    for (std::string word; inside >> word;) {
      EXPECT_NE(posts[i].text.find(word), std::string::npos) << word;
    }
  }
}

TEST_F(SeedTest, FindsTheNotices) {
  for (const auto& row : GoldRows("notice")) {
    bool found = false;
    for (const Mention& mention : mentions_) {
      if (const auto* notice = std::get_if<NoticeParts>(&mention.parts)) {
        found = found || (Name(notice->notice) == row[1] && notice->name == row[2]);
      } else if (const auto* byline = std::get_if<BylineParts>(&mention.parts)) {
        found = found || (row[1] == "byline" && byline->name == row[2]);
      }
    }
    EXPECT_TRUE(found) << row[1] << " " << row[2];
  }
}

TEST_F(SeedTest, CitesNothingFromTheMargins) {
  for (const auto& row : GoldRows("chrome")) {
    for (const Mention& mention : mentions_) {
      if (const auto* link = std::get_if<LinkParts>(&mention.parts)) {
        EXPECT_TRUE(mention.chrome || link->url.find(row[1]) == std::string::npos) << link->url;
      }
    }
  }
}

}  // namespace
}  // namespace ibid::detect
