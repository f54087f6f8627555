#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "detect/attributions/attribution_passage.h"
#include "read/read.h"

namespace ibid::detect {
namespace {

// All words of the document's passages in order, and how many passages and paragraphs there were.
struct Words {
  std::string text;
  std::size_t passages = 0;
  std::size_t paragraphs = 0;
  std::size_t tokens_max = 0;
};

Words WordsOf(const std::string& text, const std::vector<TextSpan>& posts = {}) {
  read::ReadOptions options;
  options.source = "t.txt";
  const Result<Document> document = read::Read(text, options);
  std::vector<Mention> earlier;
  for (const TextSpan at : posts) {
    Mention post;
    post.kind = MentionKind::kEmbed;
    post.at = at;
    post.parts = EmbedParts{};
    earlier.push_back(post);
  }
  Words out;
  PassageReader reader(*document, earlier);
  Passage passage;
  while (reader.Next(passage)) {
    ++out.passages;
    out.paragraphs += passage.paragraphs.size();
    out.tokens_max = std::max(out.tokens_max, passage.tokens.size());
    for (std::uint32_t i = 0; i < passage.tokens.size(); ++i) {
      out.text += std::string(out.text.empty() ? "" : " ") + std::string(passage.WordAt(i));
    }
  }
  return out;
}

TEST(PassageTest, AnArticleIsOnePassage) {
  const Words words = WordsOf("One here.\n\nTwo there.\n\nThree elsewhere.");
  EXPECT_EQ(words.text, "One here . Two there . Three elsewhere .");
  EXPECT_EQ(words.passages, 1U);
  EXPECT_EQ(words.paragraphs, 3U);
}

TEST(PassageTest, WhatIsClaimedIsLeftOut) {
  const std::string text = "One here and a post in it and more.";
  EXPECT_EQ(WordsOf(text, {{9, 19}}).text, "One here in it and more .");
  EXPECT_EQ(WordsOf(text, {{0, 8}, {30, 35}}).text, "and a post in it and");
  EXPECT_EQ(WordsOf(text, {{0, 35}}).text, "");
}

TEST(PassageTest, ALargeTextComesInPiecesThatLoseNothing) {
  std::string line;
  std::string paragraphs;
  std::string expected;
  constexpr int kSentences = 600000;  // Some nine megabytes.
  for (int i = 0; i < kSentences; ++i) {
    const std::string number = std::to_string(i);
    line += "word " + number + " end. ";
    expected += (i > 0 ? " word " : "word ") + number + " end .";
    paragraphs += "word " + number + " end.\n\n";
  }
  for (const std::string* text : {&line, &paragraphs}) {
    const Words words = WordsOf(*text);
    EXPECT_TRUE(words.text == expected);
    EXPECT_GE(words.passages, 2U);
    EXPECT_LT(words.tokens_max, 2000000U);
  }
}

TEST(PassageTest, AWordOfManyMegabytesIsCutAtACharacter) {
  std::string text;
  for (int i = 0; i < 1500000; ++i) {
    text += "\u00E4";
  }
  const Words words = WordsOf("a " + text);
  EXPECT_GE(words.paragraphs, 3U);
  EXPECT_EQ(words.text.find('\xEF'), std::string::npos);  // No replacement characters.
}

}  // namespace
}  // namespace ibid::detect
