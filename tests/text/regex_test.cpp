#include "text/regex.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace ibid::text {
namespace {

bool Found(std::string_view pattern, std::string_view text) {
  Result<Regex> regex = Regex::Compile(pattern);
  return regex && regex->FoundIn(text);
}

TEST(RegexTest, IsFoundAnywhere) {
  EXPECT_TRUE(Found("example\\.org", "https://www.example.org/a"));
  EXPECT_FALSE(Found("example\\.org", "https://www.example-org.net/a"));
  EXPECT_TRUE(Found("^https://[^/]+/(de|fr)/", "https://a.example/fr/page"));
  EXPECT_FALSE(Found("^http://", "https://a.example/?u=http://b.example/"));
  EXPECT_TRUE(Found("(?i)CAT", "https://a.example/cat"));
  EXPECT_TRUE(Found("ü", "https://a.example/ü"));
  EXPECT_TRUE(Found("a.b",
                    "a\xff"
                    "b"))
      << "bytes that are no UTF-8 are one character each";
}

TEST(RegexTest, OneCompiledPatternForManyTexts) {
  Result<Regex> regex = Regex::Compile("b$");
  ASSERT_TRUE(regex.ok());
  EXPECT_TRUE(regex->FoundIn("ab"));
  EXPECT_FALSE(regex->FoundIn("ba"));
  EXPECT_FALSE(regex->FoundIn(""));
  EXPECT_TRUE(regex->FoundIn("ab"));
}

// Empty: nothing is wrong.
std::string Wrong(std::string_view pattern) {
  const Result<Regex> regex = Regex::Compile(pattern);
  return regex ? Error{}.message : regex.error().message;
}

TEST(RegexTest, SaysWhatIsWrong) {
  const std::string paren = Wrong("a(b");
  EXPECT_EQ(paren, "is no regular expression: mismatched paren at character 3");
  const std::string range = Wrong("[z-a]");
  EXPECT_EQ(range.find("is no regular expression"), 0U) << range;
  EXPECT_EQ(Wrong(""), "an empty pattern would match everything");
  EXPECT_EQ(Wrong(std::string(20'000, 'a')), "the pattern is too long");
}

TEST(RegexTest, ExponentialPatternsEnd) {
  const auto began = std::chrono::steady_clock::now();
  std::string text(40, 'a');
  text.push_back('b');
  EXPECT_FALSE(Found("^(a+)+$", text));
  EXPECT_FALSE(Found("(x+x+)+y", std::string(5'000, 'x')));
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20));
}

}  // namespace
}  // namespace ibid::text
