#include "audit/inputs/path_patterns.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace ibid::audit {
namespace {

bool Ignores(std::string_view lines, std::string_view path, bool folder = false) {
  PathPatterns patterns;
  patterns.AddLines(lines);
  return patterns.Of(path, folder) == PathPatterns::Answer::kIgnore;
}

TEST(PathPatternsTest, AreThoseOfGit) {
  EXPECT_TRUE(Ignores("*.md", "a/b.md"));
  EXPECT_FALSE(Ignores("/*.md", "a/b.md"));
  EXPECT_TRUE(Ignores("a/*.md", "a/b.md"));
  EXPECT_FALSE(Ignores("a/*.md", "a/b/c.md"));
  EXPECT_TRUE(Ignores("a/**/c.md", "a/b/x/c.md"));
  EXPECT_TRUE(Ignores("a/**/c.md", "a/c.md"));
  EXPECT_TRUE(Ignores("**/b", "b"));
  EXPECT_TRUE(Ignores("a/**", "a/b/c"));
  EXPECT_FALSE(Ignores("a/**", "a"));
  EXPECT_TRUE(Ignores("build/", "x/build", true));
  EXPECT_FALSE(Ignores("build/", "build"));
  EXPECT_TRUE(Ignores("# x\n\nb[a-c!]?.t\\*\n", "bb1.t*"));
  EXPECT_FALSE(Ignores("[!a]", "a"));
  EXPECT_TRUE(Ignores("[]a]", "]"));
  EXPECT_FALSE(Ignores("[a", "[a"));
  EXPECT_TRUE(Ignores("[[:digit:]x]y", "7y"));
  EXPECT_TRUE(Ignores("***/a", "b/c/a"));
  EXPECT_FALSE(Ignores("a//", "a", true));
  EXPECT_TRUE(Ignores("a\\\\ ", "a\\"));
  EXPECT_FALSE(Ignores("*.md\n!keep.md", "x/keep.md"));
  EXPECT_TRUE(Ignores("a  \n", "a"));
  EXPECT_FALSE(Ignores("a*b", "a/b"));
}

TEST(PathPatternsTest, TakeNoMoreThanTheProduct) {
  std::string stars;
  for (int i = 0; i < 2000; ++i) {
    stars += "a*";
  }
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_FALSE(GlobFits(stars + "b", std::string(4000, 'a')));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(10));
}

}  // namespace
}  // namespace ibid::audit
