// Every real page of the shared data keeps the invariants of document.h, quickly.
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "read/invariants.h"
#include "read/notation.h"

namespace ibid::read {
namespace {

std::vector<std::filesystem::path> Pages() {
  std::vector<std::filesystem::path> pages;
  const std::filesystem::path root = std::string(IBID_SHARED) + "/data/pages";
  std::error_code absent;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root, absent)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && !name.ends_with(".jsonl") && !name.starts_with("LICENSE")) {
      pages.push_back(entry.path());
    }
  }
  return pages;
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

TEST(PagesTest, EveryPageKeepsTheInvariants) {
  const std::vector<std::filesystem::path> pages = Pages();
  if (pages.empty()) {
    GTEST_SKIP() << "no pages in " << IBID_SHARED << "/data/pages";
  }
  std::size_t with_headline = 0;
  for (const std::filesystem::path& path : pages) {
    const std::string page = ReadFile(path);
    const std::clock_t begin = std::clock();
    ReadOptions options;
    options.source = path.string();
    const Result<Document> read = Read(page, options);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    EXPECT_LT(seconds, 2.0) << path;
    ASSERT_TRUE(read.ok()) << path << ": " << read.error().message;
    EXPECT_EQ(read->kind, InputKind::kHtml) << path;
    EXPECT_EQ(Broken(read.value()), "") << path;
    with_headline += read->metadata.title.at ? 1U : 0U;
  }
  EXPECT_GT(with_headline * 10, pages.size() * 6) << "most pages show their title";
}

TEST(PagesTest, TheArticleThatThisBeganWith) {
  const std::string text = ReadFile(std::string(IBID_SHARED) + "/data/seed/article.txt");
  if (text.empty()) {
    GTEST_SKIP() << "no article in " << IBID_SHARED << "/data/seed";
  }
  EXPECT_EQ(Facts(text, InputKind::kText),
            "Iraq May Share Intelligence on ISIL Against US Wishes [first line]; Sputnik [byline]; "
            "Global Research [byline]; 2015-09-28 [byline]");
  const Result<Document> read = ReadAs(text, InputKind::kText);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(Broken(read.value()), "");
  for (const std::string_view words : {"www.globalresearch.ca", "publications@globalresearch.ca"}) {
    for (std::size_t at = read->text.find(words); at != std::string::npos;
         at = read->text.find(words, at + 1)) {
      const Zone* zone = read->ZoneAt(static_cast<std::uint32_t>(at));
      ASSERT_NE(zone, nullptr);
      EXPECT_TRUE(zone->chrome) << words;
    }
  }
  const std::size_t notice = read->text.find("The original source");
  EXPECT_FALSE(read->ZoneAt(static_cast<std::uint32_t>(notice))->chrome);
}

}  // namespace
}  // namespace ibid::read
