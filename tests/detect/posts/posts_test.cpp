// Every shape in which text extraction leaves posts, a line each (posts.tsv), between two
// paragraphs of prose and through the reader.
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "detect/detect.h"
#include "read/read.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::string_view kBefore =
    "The ministry said on Sunday that the exchange of intelligence had begun, and that thousands "
    "of volunteers had come from abroad. Nobody in the capital was asked, officials said later, "
    "although the agreement had been prepared for several months in three countries, and they "
    "added that it would stay in force until the end of the next year, when it is to be renewed "
    "or to be replaced by another one that the parliaments can vote upon.";
constexpr std::string_view kAfter =
    "The parliaments have not been told when they will be asked, and no date has been set for the "
    "debate that the opposition has demanded since the first reports came out in the spring.";

struct Case {
  std::string name;
  std::string input;
  std::string want;
};

std::vector<Case> ReadCases() {
  std::ifstream file(IBID_TESTS "/detect/posts.tsv");
  std::vector<Case> cases;
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find('\t');
    const std::size_t last = line.rfind('\t');
    if (!line.empty() && line.front() != '#' && first < last) {
      cases.push_back(
          {line.substr(0, first), line.substr(first + 1, last - first - 1), line.substr(last + 1)});
    }
  }
  return cases;
}

void Replace(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// The document's text with the marks of the notation where the posts found have their words and
// their ends, and behind it what is said of each.
std::string Found(const Document& document, std::string& said) {
  std::string out = document.text;
  std::vector<Mention> mentions = Detect(document);
  for (auto mention = mentions.rbegin(); mention != mentions.rend(); ++mention) {
    const auto* post = std::get_if<EmbedParts>(&mention->parts);
    if (post == nullptr) {
      continue;
    }
    out.insert(mention->at.end, "┃");
    if (post->text_at) {
      out.insert(post->text_at->end, "⟧");
      out.insert(post->text_at->begin, "⟦");
    }
    said = post->platform + (post->author.empty() ? "" : " ") + post->author +
           (post->account.empty() ? "" : " @") + post->account + (post->date.empty() ? "" : " ") +
           post->date + (said.empty() ? "" : " / ") + said;
  }
  return out;
}

TEST(PostsTest, ReadsEveryShape) {
  const std::vector<Case> cases = ReadCases();
  ASSERT_GT(cases.size(), 100U);
  read::ReadOptions options;
  options.kind = InputKind::kText;
  for (const Case& one : cases) {
    std::string want = one.input;
    Replace(want, "⏎", "\n");
    const bool alone = want.starts_with("^");  // Not between paragraphs of prose.
    want = alone ? want.substr(1)
                 : std::string(kBefore) + "\n\n" + want + "\n\n" + std::string(kAfter);
    std::string input = want;
    for (const std::string_view mark : {"⟦", "⟧", "┃"}) {
      Replace(input, mark, "");
    }
    const auto document = read::Read(input, options);
    ASSERT_TRUE(document) << one.name;
    std::string said;
    const std::string found = Found(*document, said);
    EXPECT_EQ(said.empty() ? "-" : said, one.want) << one.name;
    EXPECT_EQ(found, want) << one.name;
  }
}

TEST(PostsTest, WhoSignsAPostDidNotWriteTheArticle) {
  read::ReadOptions options;
  options.kind = InputKind::kText;
  const auto document = read::Read(
      "The town met on Monday.\n\nWe will close the bridge for good, friends.\n\n"
      "Posted by Town of Melton on Friday, September 25, 2015\n\nIt rained.\n",
      options);
  std::string kinds;
  for (const Mention& mention : Detect(*document)) {
    kinds += std::string(Name(mention.kind)) + " ";
  }
  EXPECT_EQ(kinds, "embed ");
}

}  // namespace
}  // namespace ibid::detect
