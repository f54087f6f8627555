#include "net/robots.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ibid::net {
namespace {

// "yes" and "no" for each path, to a crawler that is called ibid.
std::string Ask(std::string_view robots, const std::vector<std::string_view>& paths) {
  const RobotsRules rules = RobotsRules::Parse(robots, "ibid");
  std::string out;
  for (const std::string_view path : paths) {
    out += (out.empty() ? "" : " ") + std::string(rules.Allows(path) ? "yes" : "no");
  }
  return out;
}

TEST(RobotsTest, WithoutRulesEverythingMayBeAsked) {
  EXPECT_TRUE(RobotsRules().Allows("/a"));
  EXPECT_EQ(Ask("", {"/", "/a"}), "yes yes");
  EXPECT_EQ(Ask("<!doctype html><p>Disallow: / is what it says", {"/"}), "yes");
  EXPECT_EQ(Ask("Disallow: /", {"/"}), "yes") << "a rule before any group";
  EXPECT_EQ(Ask("User-agent: *\nDisallow:\n", {"/"}), "yes") << "nothing is disallowed";
  EXPECT_FALSE(RobotsRules::DisallowAll().Allows("/a"));
}

TEST(RobotsTest, OwnGroupsGoBeforeThoseForAll) {
  constexpr const char* kRobots =
      "User-agent: *\nDisallow: /\n\nUser-Agent: IBID\nDisallow: /private\n"
      "User-agent: other\nDisallow: /b\n\nuser-agent: ibid/2.0 (x)\ndisallow: /c\n";
  EXPECT_EQ(Ask(kRobots, {"/", "/private/x", "/b", "/c"}), "yes no yes no")
      << "both of ours, put together";
  EXPECT_EQ(Ask("User-agent: ibidem\nDisallow: /\n", {"/"}), "yes") << "another token";
  EXPECT_EQ(Ask("User-agent: ibid\n\nUser-agent: *\nDisallow: /\n", {"/"}), "no")
      << "names one after another share a group, blank lines or not";
  EXPECT_EQ(Ask("User-agent: a\nUser-agent: ibid\nDisallow: /a\n", {"/a", "/b"}), "no yes");
  EXPECT_EQ(Ask("User-agent: ibid\nCrawl-delay: 5\nSitemap: /s\nDisallow: /a\n", {"/a"}), "no")
      << "what is not known ends no group";
}

TEST(RobotsTest, TheLongestMatchDecides) {
  constexpr const char* kRobots =
      "User-agent: *\nDisallow: /news\nAllow: /news/2026\nDisallow: /news/2026/draft\n"
      "Allow: /same\nDisallow: /same\n";
  EXPECT_EQ(Ask(kRobots, {"/news/2025", "/news/2026/a", "/news/2026/draft1", "/same/x", "/NEWS"}),
            "no yes no yes yes");
}

TEST(RobotsTest, WildcardsAndEnds) {
  constexpr const char* kRobots =
      "User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b*c\nDisallow: /end$\nDisallow: *?print=\n";
  EXPECT_EQ(Ask(kRobots, {"/x.pdf", "/x.pdf?a", "/x.pdf.html", "/axbxc", "/acb", "/end", "/endless",
                          "/s?print=1", "/s"}),
            "no yes yes no yes no yes no yes");
  EXPECT_EQ(Ask("User-agent: *\nDisallow: /a$b\n", {"/a$b", "/a"}), "no yes")
      << "a dollar inside is a dollar";
}

TEST(RobotsTest, TwoWaysToWriteAPathAreOne) {
  constexpr const char* kRobots =
      "User-agent: *\nDisallow: /caf\xC3\xA9\nDisallow: /%7euser\nDisallow: /a%2fb\n";
  EXPECT_EQ(Ask(kRobots, {"/caf%C3%A9", "/caf%c3%a9/x", "/~user", "/a%2Fb", "/a/b"}),
            "no no no no yes");
}

TEST(RobotsTest, ReadsDamagedAndHugeFiles) {
  EXPECT_EQ(
      Ask("\xEF\xBB\xBFUser-agent: *\rDisallow: /a # why\r\nDISALLOW :/b", {"/a", "/b", "/c"}),
      "no no yes");
  std::string huge = "User-agent: *\nDisallow: /first\n";
  huge += "#" + std::string(RobotsRules::kBytesMax, 'x') + "\nDisallow: /late\n";
  EXPECT_EQ(Ask(huge, {"/first", "/late"}), "no yes");
  EXPECT_EQ(Ask("User-agent: *\nDisallow: /" + std::string(3000, 'a') + "\n",
                {"/" + std::string(3000, 'a')}),
            "yes");
  std::string stars = "User-agent: *\n";
  for (int i = 0; i < 200; ++i) {
    stars += "Disallow: /" + std::string(1000, '*') + "a\n";
  }
  EXPECT_EQ(Ask(stars, {"/" + std::string(2000, 'b'), "/ba"}), "yes no") << "and soon";
}

TEST(RobotsTest, TheFileItselfMayBeAsked) {
  EXPECT_EQ(Ask("User-agent: *\nDisallow: /\n", {"/robots.txt", "/robots.txt?a"}), "yes no");
}

}  // namespace
}  // namespace ibid::net
