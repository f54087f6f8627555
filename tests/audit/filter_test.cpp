#include "audit/filter.h"

#include <gtest/gtest.h>

namespace ibid::audit {
namespace {

using Patterns = std::vector<std::string>;

std::string Why(const Patterns& include, const Patterns& exclude, const std::string& url) {
  Result<Filter> filter = Filter::Make(include, exclude);
  return filter ? filter->Excludes(url) : filter.error().message;
}

TEST(FilterTest, AsLycheeHasIt) {
  EXPECT_EQ(Why({}, {}, "https://a.example/"), "");
  EXPECT_EQ(Why({}, {"b\\.example"}, "https://a.example/"), "");
  EXPECT_EQ(Why({}, {"q", "a\\.example"}, "https://a.example/"), "--exclude 'a\\.example'");
  EXPECT_EQ(Why({"/keep"}, {"a\\.example"}, "https://a.example/keep"), "");
  EXPECT_EQ(Why({"/keep"}, {"a\\.example"}, "https://a.example/"), "--exclude 'a\\.example'");
  EXPECT_EQ(Why({"/keep"}, {"b\\.example"}, "https://a.example/"), "");
  EXPECT_EQ(Why({"/keep"}, {}, "https://a.example/"), "no --include names it");
}

TEST(FilterTest, SaysWhichPatternIsWrong) {
  EXPECT_EQ(Why({"ok"}, {"a(b"}, ""),
            "--exclude 'a(b' is no regular expression: mismatched paren at character 3");
}

}  // namespace
}  // namespace ibid::audit
