#include "resolve/pages/likeness.h"

#include <string>

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

Page Read(std::string html) {
  Exchange exchange;
  exchange.status = 200;
  exchange.request.url = "https://a.example/";
  exchange.headers.emplace_back("Content-Type", "text/html");
  exchange.body = std::move(html);
  return ReadPage(exchange);
}

bool Same(std::string a, std::string b) {
  return SamePage({Read(std::move(a)), "https://a.example/x/nine-lanterns"},
                  {Read(std::move(b)), "https://a.example/x/qwpzz"});
}

TEST(LikenessTest, PagesAreComparedByWhatTheySay) {
  EXPECT_TRUE(Same("<p>Nothing to see here at all", "<p>Nothing to see here at ALL"));
  EXPECT_TRUE(Same("<p>", "<p>"));
  EXPECT_FALSE(Same("<p>", "<p>Nothing is here"));
  EXPECT_FALSE(Same("<p>Nothing to see here", "<p>The harbour was full of boats on that day"));
  EXPECT_FALSE(Same("<title>A</title><p>Nothing", "<title>B</title><p>Nothing"));
}

TEST(LikenessTest, WhatChangesOnEveryVisitIsNoDifference) {
  EXPECT_TRUE(Same("<title>A</title><p>Nothing was found, it is 11:58:01, ticket 8f3a2",
                   "<title>A</title><p>Nothing was found, it is 11:58:04, ticket 1c770"));
  EXPECT_TRUE(Same("<title>nine lanterns - A</title><h1>nine-lanterns</h1><p>No entry by that name",
                   "<title>qwpzz - A</title><h1>qwpzz</h1><p>No entry by that name"));
  EXPECT_TRUE(
      Same("<title>A</title><h1>Oh no</h1><p>This one is lost, and so are we."
           "<ul><li><a href=/1>A new bridge</a><li><a href=/2>Rain</a></ul>",
           "<title>A</title><h1>Oh no</h1><p>This one is lost, and so are we."
           "<ul><li><a href=/3>Who sings?</a><li><a href=/4>The old lock</a></ul>"));
}

TEST(LikenessTest, ThinPagesOfOneFrameAreTwo) {
  const std::string frame =
      "<title>A</title><p>Open from nine to five on every day of the week but Monday. Write to us "
      "or ring, we answer within a day. Prices are with tax and without postage.";
  EXPECT_FALSE(
      Same(frame + "<p>Lost: one grey cat. Answers to Bosun.", frame + "<p>No such thing"));
  EXPECT_FALSE(Same(frame + "<h1>Gulls at dawn</h1>", frame + "<h1>Pick a film</h1>"));
  EXPECT_FALSE(Same("<title>A</title><h1>Station 12</h1><p>Level: 2.4 m",
                    "<title>A</title><h1>Station</h1><p>Level: - m"));
  EXPECT_FALSE(Same("<title>Papers</title><h1>Papers</h1><ul><li><a href=/1>On old lamps</a></ul>",
                    "<title>Papers</title><h1>Papers</h1><ul></ul>"))
      << "a list of links is what the page says";
  EXPECT_FALSE(
      Same("<title>Tides</title><table><tr><td>04:11<td>16:40<tr><td>05:02<td>17:31<tr>"
           "<td>05:55<td>18:20</table>",
           "<title>Tides</title><table></table>"));
}

TEST(LikenessTest, AShellIsAPageWithoutWords) {
  EXPECT_TRUE(IsShell(Read("<title>App</title><div id=root></div><script src=/a.js></script>")));
  EXPECT_TRUE(IsShell(Read("<title>App</title><noscript>This needs JavaScript.</noscript>")));
  EXPECT_TRUE(IsShell(Read("<title>App</title><nav><a href=/a>Home</a></nav><p>Loading ...")));
  EXPECT_FALSE(IsShell(Read("<title>App</title><div id=root><h1>Nope</h1><p>Not in here.</div>")));
  EXPECT_FALSE(IsShell(Read("<title>A</title><p>0 records.")));
  EXPECT_FALSE(IsShell(Read("<title>A</title><p>ไม่พบหน้าที่คุณต้องการ")));
}

}  // namespace
}  // namespace ibid::resolve
