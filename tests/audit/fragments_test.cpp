#include "audit/fragments.h"

#include <gtest/gtest.h>

namespace ibid::audit {
namespace {

// The missing ones of these, with "|" between them.
std::string Missing(const std::string& body, const std::vector<std::string>& fragments,
                    const std::string& type = "text/html; charset=utf-8") {
  Exchange answer;
  answer.status = 200;
  answer.headers = {{"Content-Type", type}};
  answer.body = body;
  std::string out;
  for (const std::string& one : MissingFragments(answer, fragments)) {
    out += (out.empty() ? "" : "|") + one;
  }
  return out;
}

TEST(FragmentsTest, IdsAndNamesOfAnchors) {
  EXPECT_EQ(Missing("<p id=a>x</p><a name='b'>y</a><input name=c>", {"a", "b", "c", "A"}), "c|A");
  EXPECT_EQ(Missing("<h1 ID=\"sec&amp;1\">", {"sec&1", "sec%261", "sec"}), "sec");
  EXPECT_EQ(Missing("<p id='\xC3\xBC'>", {"%C3%BC", "\xC3\xBC", "u"}), "u");
  EXPECT_EQ(Missing("<p id='\xFC'>", {"%C3%BC"}, "text/html; charset=iso-8859-1"), "");
  EXPECT_EQ(Missing("<script>'<p id=a>'</script>", {"a"}), "a");
}

TEST(FragmentsTest, WhatNamesNothingIsNotMissing) {
  EXPECT_EQ(Missing("<p>", {"", "top", "TOP", ":~:text=x", "a:~:text=x", "!/route", "/route"}), "");
}

TEST(FragmentsTest, OnlyWholePagesOfHtmlSay) {
  EXPECT_EQ(Missing("%PDF", {"page=3"}, "application/pdf"), "");
  Exchange cut;
  cut.headers = {{"Content-Type", "text/html"}};
  cut.body_complete = false;
  EXPECT_TRUE(MissingFragments(cut, {"a"}).empty());
}

}  // namespace
}  // namespace ibid::audit
