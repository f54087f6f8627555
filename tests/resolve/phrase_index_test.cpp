#include "resolve/phrase_index.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

// "number@at" for each phrase found.
std::string Found(const std::vector<std::string_view>& phrases, std::string_view text) {
  std::string out;
  PhraseIndex(phrases).FindIn(text, [&](std::size_t number, std::size_t at) {
    out += (out.empty() ? "" : " ") + std::to_string(number) + "@" + std::to_string(at);
  });
  return out;
}

TEST(PhraseIndexTest, FindsEveryPhraseInOnePass) {
  EXPECT_EQ(Found({"404", "not found", "found", "page not found"}, "404: page not found (404)"),
            "0@0 3@5 1@10 2@14 0@21");
  EXPECT_EQ(Found({"aaa", "aaaa"}, "aaaaa"), "0@0 1@0 0@1 1@1 0@2") << "overlapping ones too";
  EXPECT_EQ(Found({"seite nicht", "見つかりません"}, "見つかりません"), "1@0");
}

TEST(PhraseIndexTest, WhatIsNotThereOrTooShortIsNotFound) {
  EXPECT_EQ(Found({}, "anything"), "");
  EXPECT_EQ(Found({"abc"}, ""), "");
  EXPECT_EQ(Found({"abc"}, "ab"), "");
  EXPECT_EQ(Found({"", "ab"}, "ab ab ab"), "");
  EXPECT_EQ(Found({"abcd"}, "abc"), "");
}

}  // namespace
}  // namespace ibid::resolve
