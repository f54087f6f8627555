#include <string>

#include <gtest/gtest.h>

#include "detect/detect.h"
#include "read/read.h"

namespace ibid::detect {
namespace {

// The embeds of a page, one a line: "platform form id | author @account date | text".
std::string Embeds(const std::string& body) {
  read::ReadOptions options;
  options.kind = InputKind::kHtml;
  options.url = "https://news.example/story";
  const Result<Document> document = read::Read(
      "<!doctype html><html><body><article><p>Some words of the article stand before "
      "it.</p>" +
          body + "<p>Other words follow after it.</p></article></body></html>",
      options);
  if (!document) {
    return document.error().message;
  }
  std::string out;
  for (const Mention& mention : Detect(*document)) {
    if (mention.kind != MentionKind::kEmbed) {
      continue;
    }
    const auto& e = std::get<EmbedParts>(mention.parts);
    out += out.empty() ? "" : "\n";
    out += e.platform + " " + std::string(Name(e.form)) + " " + e.post_id;
    if (!e.author.empty() || !e.account.empty() || !e.text.empty()) {
      out += " | " + e.author + " @" + e.account + " " + e.date + " | " + e.text;
    }
  }
  return out;
}

// The links of a page, one a line: "kind url (anchor)".
std::string Links(const std::string& body) {
  read::ReadOptions options;
  options.kind = InputKind::kHtml;
  options.url = "https://news.example/2015/story";
  const Result<Document> document = read::Read("<html><body>" + body + "</body></html>", options);
  std::string out;
  for (const Mention& mention : Detect(*document)) {
    if (const auto* link = std::get_if<LinkParts>(&mention.parts)) {
      out += (out.empty() ? "" : "\n") + std::string(Name(mention.kind)) + " " + link->url +
             (link->anchor.empty() ? "" : " (" + link->anchor + ")");
    }
  }
  return out;
}

TEST(EmbedsTest, AFlattenedPostIsNamedByTheLinkOnItsDate) {
  const std::string begin = "<p>Rain fell on the town.</p><p>&mdash; Ann Poe (@ann_poe) <a href='";
  const std::string end = "'>September 25, 2015</a></p>";
  EXPECT_EQ(
      Embeds(begin + "https://twitter.com/Ann_Poe/status/648064989203312641?ref=x" + end),
      "x flattened 648064989203312641 | Ann Poe @ann_poe 2015-09-25 | Rain fell on the town.");
  EXPECT_EQ(Embeds(begin + "https://twitter.com/other/status/648064989203312641" + end),
            "x flattened  | Ann Poe @ann_poe 2015-09-25 | Rain fell on the town.")
      << "another's post";
  EXPECT_EQ(Embeds(begin + "https://twitter.com/ann_poe" + end),
            "x flattened  | Ann Poe @ann_poe 2015-09-25 | Rain fell on the town.");
  EXPECT_EQ(Links("<p>Rain fell on the town.</p><p>&mdash; Ann Poe (@ann_poe) <a "
                  "href='https://twitter.com/ann_poe/status/648064989203312641" +
                  end),
            "")
      << "the link is the post";
}

TEST(EmbedsTest, ReadsXBlockquotesOfEveryEra) {
  EXPECT_EQ(
      Embeds(
          R"(<blockquote class="twitter-tweet" lang="en"><p lang="en" dir="ltr">At <a href="https://twitter.com/hashtag/UNGA?src=hash">#UNGA</a> <a href="http://t.co/S6rnCrunGB">pic.twitter.com/S6rnCrunGB</a></p>&mdash; Jx (@Jx_) <a href="https://twitter.com/Jx_/status/648064989203312641">September 27, 2015</a></blockquote><script async src="//platform.twitter.com/widgets.js"></script>)"),
      "x blockquote 648064989203312641 | Jx @Jx_ 2015-09-27 | At #UNGA pic.twitter.com/S6rnCrunGB");
  EXPECT_EQ(
      Embeds(
          R"(<blockquote class="twitter-tweet"><p>See <a href="http://t.co/GJ" title="http://cl.ly/image/2r">cl.ly/image/2r</a></p>&mdash; A B (@ab) <a href="https://twitter.com/ab/status/283627332974047232" data-datetime="2012-12-25T17:36:40+00:00">December 25, 2012</a></blockquote>)"),
      "x blockquote 283627332974047232 | A B @ab 2012-12-25 | See cl.ly/image/2r");
  EXPECT_EQ(
      Embeds(
          R"(<div class="twitter-tweet"><iframe data-tweet-id="648064989203312641" src="https://platform.twitter.com/embed/Tweet.html?id=648064989203312641"></iframe></div>)"),
      "x cms_block 648064989203312641");
  EXPECT_EQ(
      Embeds(
          R"(<blockquote><p>Old news</p>- A (@ab) <a href="https://twitter.com/ab/statuses/28">May 1, 2012</a></blockquote>)"),
      "x blockquote 28 | A @ab 2012-05-01 | Old news")
      << "no class, but a signature";
}

TEST(EmbedsTest, TakesTheLastStatusLink) {
  EXPECT_EQ(
      Embeds(
          R"(<blockquote class="twitter-tweet"><p>Look <a href="https://twitter.com/o/status/111111111111111111">there</a></p>&mdash; A (@ab) <a href="https://x.com/ab/status/222222222222222222?ref_src=twsrc%5Etfw">May 1, 2020</a></blockquote>)"),
      "x blockquote 222222222222222222 | A @ab 2020-05-01 | Look there");
}

TEST(EmbedsTest, LeavesCitationsAsLinks) {
  const std::string quote =
      R"(<blockquote><p>He wrote <a href="https://twitter.com/ab/status/222222222222222222">there</a> that it was over.</p></blockquote>)";
  EXPECT_EQ(Embeds(quote), "");
  EXPECT_EQ(Links(quote), "link https://twitter.com/ab/status/222222222222222222 (there)");
}

TEST(EmbedsTest, ReadsOtherPlatforms) {
  EXPECT_EQ(
      Embeds(
          R"(<iframe width="560" src="//www.youtube-nocookie.com/embed/LtOGa5M8AuU?rel=0"></iframe>)"),
      "youtube iframe LtOGa5M8AuU");
  EXPECT_EQ(
      Embeds(
          R"(<iframe data-lazy-src="https://www.youtube.com/embed/LtOGa5M8AuU" src="about:blank"></iframe><noscript><iframe src="https://www.youtube.com/embed/LtOGa5M8AuU"></iframe></noscript>)"),
      "youtube iframe LtOGa5M8AuU")
      << "one mention of both forms";
  EXPECT_EQ(
      Embeds(
          R"(<iframe src="https://cdn.embedly.com/widgets/media.html?src=https%3A%2F%2Fwww.youtube.com%2Fembed%2FLtOGa5M8AuU&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DLtOGa5M8AuU"></iframe>)"),
      "youtube iframe LtOGa5M8AuU");
  EXPECT_EQ(
      Embeds(
          R"(<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/CxmmJFRvOhs/?utm_source=ig_embed" data-instgrm-version="14"><a href="https://www.instagram.com/p/CxmmJFRvOhs/">View this post on Instagram</a><p><a href="https://www.instagram.com/p/CxmmJFRvOhs/">A post shared by Ann (@ann.poe)</a></p></blockquote>)"),
      "instagram blockquote CxmmJFRvOhs | Ann @ann.poe  | ");
  EXPECT_EQ(
      Embeds(
          R"(<amp-twitter width="1" height="1" data-tweetid="638793490521001985"></amp-twitter>)"),
      "x amp 638793490521001985");
  EXPECT_EQ(
      Embeds(
          R"(<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="durov/123"></script>)"),
      "telegram script durov/123 |  @durov  | ");
  EXPECT_EQ(
      Embeds(
          R"(<figure class="wp-block-embed-youtube wp-block-embed"><div class="wp-block-embed__wrapper">
https://www.youtube.com/watch?v=LtOGa5M8AuU
</div></figure>)"),
      "youtube bare_url LtOGa5M8AuU");
  EXPECT_EQ(
      Embeds(
          R"(<!-- wp:core-embed/twitter {"url":"https://twitter.com/ab/status/222222222222222222"} -->)"),
      "x cms_block 222222222222222222 |  @ab  | ");
}

TEST(EmbedsTest, MakesOneMentionOfAnAnchorAndItsUrl) {
  EXPECT_EQ(
      Links(
          R"(<p>See <a href="https://bbc.co.uk/x">https://bbc.co.uk/x</a>, <a href="/other">that</a>
    <a href="javascript:void 0">no</a> <a href="mailto:a@b.org">a@b.org</a> <a href="#top">top</a>.</p>)"),
      "link https://bbc.co.uk/x\nlink https://news.example/other (that)\nlink mailto:a@b.org");
  EXPECT_EQ(
      Links(
          R"(<p><a href="https://bit.ly/z9">story</a> <a href="https://t.co/S6">pic.twitter.com/S6</a>
    <a href="https://twitter.com/hashtag/a?src=hash">#a</a> <a href="https://twitter.com/b">@b</a></p>)"),
      "short_link https://bit.ly/z9 (story)\nmedia_link https://pic.twitter.com/S6");
  EXPECT_EQ(Links(R"(<p><a href="https://t.co/ab…">t.co/ab…</a> <a href="/a...">b</a>
    <a href="https://a.org/share?t=so...">c</a> <a href="at://did:plc:a1/app.bsky.feed.post/3k">d</a>
    </p>)"),
            "short_link \nlink  (b)\nlink https://a.org/share?t=so... (c)\n"
            "link at://did:plc:a1/app.bsky.feed.post/3k (d)")
      << "what is cut off has no address";
}

TEST(EmbedsTest, SurvivesDeepNesting) {
  std::string deep;
  for (int i = 0; i < 20000; ++i) {
    deep += "<blockquote class=\"twitter-tweet\">";
  }
  deep +=
      "Words &mdash; A (@ab) <a href=\"https://x.com/ab/status/222222222222222222\">May 1, "
      "2020</a>";
  EXPECT_EQ(Embeds(deep).find("x blockquote 222222222222222222"), 0U);
}

}  // namespace
}  // namespace ibid::detect
