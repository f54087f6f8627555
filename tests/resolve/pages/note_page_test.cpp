#include <gtest/gtest.h>

#include "resolve/show.h"

// What is noted of a page that was read: whether it links back to the article.
namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

// links_back of a page at b.example with this body, for an article at www.a.example/2024/ferry.
std::string LinksBack(const std::string& body,
                      const std::string& page = "https://b.example/story") {
  ScriptedWeb web(TestNow());
  web.AddPage(page, "<html><title>The ferry</title><body>" + body + "</body></html>");
  ResolveOptions options;
  options.third_parties = false;
  options.article_url = "https://www.a.example/2024/ferry";
  return RunOne(web, UrlReference(page), options).links_back;
}

std::string Prose(const std::string& link) {
  return "<article><h1>The ferry</h1><p>The ferry will not sail this winter, the council of Port "
         "North said, as " +
         link +
         " reported first, and nobody knows about the next one.</p>"
         "</article>";
}

TEST(NotePageTest, ALinkBackInTheText) {
  EXPECT_EQ(LinksBack(Prose("<a href='https://a.example/2024/ferry?utm_source=b'>the Gazette</a>")),
            "https://a.example/2024/ferry?utm_source=b");
  EXPECT_EQ(LinksBack(Prose("<a href='//www.a.example/2024/ferry#top'>the Gazette</a>")),
            "//www.a.example/2024/ferry#top");
  EXPECT_EQ(LinksBack(Prose("<a href='https://a.example/2024/bridge'>the Gazette</a>")), "");
  EXPECT_EQ(LinksBack(Prose("<a href='/2024/ferry'>we</a>")), "");
}

TEST(NotePageTest, LinksAroundTheTextAreNoSourcing) {
  EXPECT_EQ(
      LinksBack(Prose("it was") +
                "<nav><a href='https://www.a.example/2024/ferry'>Elsewhere: the ferry</a></nav>"),
      "");
}

TEST(NotePageTest, ASitesOwnPagesLinkEachOther) {
  EXPECT_EQ(LinksBack(Prose("<a href='https://www.a.example/2024/ferry'>we</a>"),
                      "https://news.a.example/story"),
            "");
}

TEST(NotePageTest, AnArticleWithoutAddressIsLinkedByNobody) {
  ScriptedWeb web(TestNow());
  web.AddPage("https://b.example/story", Prose("<a href='https://a.example/2024/ferry'>it</a>"));
  EXPECT_EQ(RunOne(web, UrlReference("https://b.example/story"), {}).links_back, "");
}

}  // namespace
}  // namespace ibid::resolve
