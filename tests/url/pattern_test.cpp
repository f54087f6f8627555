#include "url/pattern.h"

#include <string>

#include <gtest/gtest.h>

#include "url/table.h"
#include "url/wrapper_decode.h"

namespace ibid::url {
namespace {

// What {x} and {y} caught, as "x,y", or "no".
std::string Caught(std::string_view pattern, std::string_view text) {
  Captures captures;
  if (!Match(pattern, text, captures)) {
    return "no";
  }
  return captures.Fill("{x},{y}");
}

TEST(PatternTest, Matches) {
  EXPECT_EQ(Caught("/a/{x:digits}", "/a/12"), "12,");
  EXPECT_EQ(Caught("/a/{x:digits}", "/a/12/"), "12,");
  EXPECT_EQ(Caught("/a/{x:digits}", "/a/12/b"), "no");
  EXPECT_EQ(Caught("/a/{x:digits}...", "/a/12/b"), "12,");
  EXPECT_EQ(Caught("/{x:any}/v/{y:yt}", "/a b/v/12345678901"), "no");
  EXPECT_EQ(Caught("/{x:any}_...-id-{y:digits}...", "/ab_c-id-1-id-2-x"), "ab,2");
  EXPECT_EQ(Caught("/{:any}-{x:alnum}", "/a-b"), "b,")
      << "a class ends before the literal behind it";
  EXPECT_EQ(Caught("/{x:yt}", "/123456789012"), "no");
  EXPECT_EQ(Caught("/{x:yt}", "/videoseries"), "no");
  EXPECT_EQ(Caught("/{x:nonsense}", "/a"), "no");
  EXPECT_EQ(Caught("", ""), ",");
  EXPECT_EQ(Caught("{x", "a"), "no");
}

TEST(PatternTest, HostsMatchTheirColumn) {
  EXPECT_TRUE(HostMatches("www.example.org", "a.org|example.org"));
  EXPECT_FALSE(HostMatches("news.example.org", "example.org"));
  EXPECT_TRUE(HostMatches("news.example.org", "*.example.org"));
  EXPECT_FALSE(HostMatches("notexample.org", "*.example.org"));
  EXPECT_TRUE(HostMatches("www.google.co.uk", "google.*"));
  EXPECT_FALSE(HostMatches("news.google.com", "google.*"));
  EXPECT_TRUE(HostMatches("news.google.com", "*.google.*"));
  EXPECT_FALSE(HostMatches("notgoogle.com", "*.google.*"));
  EXPECT_TRUE(HostMatches("example.org.", "example.org"));
  EXPECT_FALSE(HostMatches("", "example.org"));
}

TEST(PatternTest, EveryRowIsWholeAndSourced) {
  for (const TableRow& row : ReadTable("platforms.tsv")) {
    EXPECT_FALSE(row[6].empty()) << row[2] << " names no source";
    EXPECT_EQ(row[0].empty(), row[4].empty()) << row[2];
    EXPECT_EQ(row[0].empty(), row[5].empty()) << row[2];
  }
  for (const TableRow& row : ReadTable("wrappers.tsv")) {
    EXPECT_FALSE(row[5].empty()) << row[2] << " names no source";
    EXPECT_TRUE(row[4].empty() || IsWrapperDecoder(row[4])) << row[4];
  }
  for (const TableRow& row : ReadTable("tracking.tsv")) {
    EXPECT_FALSE(row[2].empty()) << row[1] << " names no source";
  }
  for (const TableRow& row : ReadTable("short_sites.tsv")) {
    EXPECT_EQ(row[0].find_first_of(" |"), std::string_view::npos) << row[0];
    EXPECT_FALSE(row[1].empty()) << row[0] << " names no site";
    EXPECT_FALSE(row[2].empty()) << row[0] << " names no source";
  }
  for (const TableRow& row : ReadTable("shorteners.tsv")) {
    EXPECT_FALSE(row[1].empty()) << row[0] << " names no source";
  }
}

}  // namespace
}  // namespace ibid::url
