// What ReadPlain takes apart is what the parser would have made of it.
#include "url/plain.h"

#include <string>

#include <gtest/gtest.h>

#include "text/utf8.h"
#include "url/parse.h"

namespace ibid::url {
namespace {

std::string Shown(std::string_view text) {
  const auto parts = ReadPlain(text);
  if (!parts) {
    return "no";
  }
  return std::string(text.substr(0, parts->scheme)) + ' ' +
         std::string(text.substr(parts->scheme + 3, parts->host - parts->scheme - 3)) + ' ' +
         std::string(text.substr(parts->host, parts->path - parts->host)) + ' ' +
         std::string(text.substr(parts->path, parts->query - parts->path)) + ' ' +
         std::string(text.substr(parts->query));
}

std::string Parsed(const std::string& text) {
  const auto record = text::IsValid(text) ? ParseRecord(text, nullptr) : std::nullopt;
  if (!record) {
    return "failure";
  }
  EXPECT_EQ(Serialise(*record), text);
  return record->scheme + ' ' + record->host.value_or("") + ' ' + Path(*record) + ' ' +
         (record->query ? '?' + *record->query : "") + ' ' +
         (record->fragment ? '#' + *record->fragment : "");
}

TEST(PlainTest, MostUrlsArePlain) {
  EXPECT_EQ(Shown("https://www.example.org/2015/09/story-1.html?a=b&c=%20d#top"),
            "https www.example.org /2015/09/story-1.html ?a=b&c=%20d #top");
  EXPECT_EQ(Shown("http://example/"), "http example /  ");
  EXPECT_EQ(Shown("http://a-b.example//x/?#"), "http a-b.example //x/ ? #");
  for (const char* other : {"",
                            "http://",
                            "http://example.org",
                            "ftp://example.org/",
                            "HTTP://example.org/",
                            "http://Example.org/",
                            "http://u@example.org/",
                            "http://example.org:80/",
                            "http://1.2.3.4/",
                            "http://0x7f/",
                            "http://example.org/./a",
                            "http://example.org/%2e%2E/a",
                            "http://example.org/a/..",
                            "http://example.org/a b",
                            "http://example.org/a\\b",
                            "http://xn--bcher-kva.example/",
                            "http://b\xC3\xBC"
                            "cher.example/",
                            "http://.example/",
                            "http://example.org./",
                            "http://example.org/?'",
                            "http://example.org/\n",
                            "//example.org/",
                            "http:///a",
                            "http://example.org?a",
                            "http://-a.example/",
                            "http://a..example/"}) {
    EXPECT_EQ(Shown(other), "no") << other;
  }
}

// Every two bytes in every place of a URL: in the scheme, the host, the path, the query and the
// fragment.
TEST(PlainTest, WhatIsPlainIsWhatTheParserMakesOfIt) {
  const std::string whole = "https://a1.b/c/d?e#f";
  std::size_t plain = 0;
  for (std::size_t at = 0; at <= whole.size(); ++at) {
    for (unsigned first = 0; first < 0x100; ++first) {
      for (unsigned second = 0; second < 0x100; ++second) {
        std::string text = whole;
        text.insert(at, {static_cast<char>(first), static_cast<char>(second)});
        if (const std::string shown = Shown(text); shown != "no") {
          ++plain;
          ASSERT_EQ(shown, Parsed(text)) << text;
        }
      }
    }
  }
  EXPECT_GT(plain, 50'000U);
}

TEST(PlainTest, LongLabelsAreLeftToTheParser) {
  const std::string label(63, 'a');
  EXPECT_NE(Shown("http://" + label + ".b/"), "no");
  EXPECT_EQ(Shown("http://" + label + "a.b/"), "no");
  EXPECT_EQ(Shown("http://" + label + "." + label + "." + label + "." + label + "/"), "no");
}

}  // namespace
}  // namespace ibid::url
