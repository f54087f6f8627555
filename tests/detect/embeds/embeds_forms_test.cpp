#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "detect/detect.h"
#include "read/read.h"

namespace ibid::detect {
namespace {

// One page with the seventeen forms on which other tools were compared. Each embed is one line:
// "platform form id", or of the flattened post, whose id the text does not have, "account date".
struct Form {
  std::string_view markup;
  std::string_view found;
};
constexpr auto kForms = std::to_array<Form>({
    {R"(<blockquote class="twitter-tweet"><p>One.</p>&mdash; Ann (@ann) <a href="https://twitter.com/ann/status/1900547158165840201">March 14, 2025</a></blockquote>)",
     "x blockquote 1900547158165840201"},
    {R"(<blockquote class="twitter-tweet"><p>Two.</p>&mdash; Ann (@ann) <a href="https://x.com/ann/status/1900547158165840202?ref_src=twsrc%5Etfw">March 14, 2025</a></blockquote>)",
     "x blockquote 1900547158165840202"},
    {R"(<div class="embed-twitter" data-embed-id="1900547158165840203"></div>)",
     "x cms_block 1900547158165840203"},
    {R"(<div class="twitter-tweet twitter-tweet-rendered"><iframe data-tweet-id="1900547158165840204" src="https://platform.twitter.com/embed/index.html"></iframe></div>)",
     "x cms_block 1900547158165840204"},
    {R"(<amp-twitter data-tweetid="1900547158165840205"></amp-twitter>)",
     "x amp 1900547158165840205"},
    {R"(<iframe src="https://platform.twitter.com/embed/Tweet.html?id=1900547158165840206"></iframe>)",
     "x iframe 1900547158165840206"},
    {R"(<twitter-widget data-tweet-id="1900547158165840207"></twitter-widget>)",
     "x custom_element 1900547158165840207"},
    {R"(<p>The bridge is open again. pic.twitter.com/AbCdEfGhIj — Town Hall (@townhall) March 15, 2025</p>)",
     "x flattened townhall 2025-03-15"},
    {R"(<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/CxmmJFRvOhs/"></blockquote>)",
     "instagram blockquote CxmmJFRvOhs"},
    {R"(<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@ann/video/6718335390845095173" data-video-id="6718335390845095173"></blockquote>)",
     "tiktok blockquote 6718335390845095173"},
    {R"(<iframe src="https://www.youtube-nocookie.com/embed/LtOGa5M8Au1"></iframe>)",
     "youtube iframe LtOGa5M8Au1"},
    {R"(<iframe data-src="https://www.youtube.com/embed/LtOGa5M8Au2" loading="lazy"></iframe>)",
     "youtube iframe LtOGa5M8Au2"},
    {R"(<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="townhall/123"></script>)",
     "telegram script townhall/123"},
    {R"(<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3mlq7ypojas2d"><p>Fog.</p></blockquote>)",
     "bluesky blockquote 3mlq7ypojas2d"},
    {R"(<iframe class="mastodon-embed" src="https://social.example/@ann/99664077509711321/embed"></iframe>)",
     "mastodon iframe 99664077509711321"},
    {R"(<blockquote class="reddit-embed-bq"><a href="https://www.reddit.com/r/bridges/comments/6rrwyj/open_again/">Open again</a></blockquote>)",
     "reddit blockquote 6rrwyj"},
    {R"(<div class="fb-post" data-href="https://www.facebook.com/townhall/posts/10158000000001"></div>)",
     "facebook blockquote 10158000000001"},
});

TEST(EmbedsFormsTest, FindsAllSeventeen) {
  std::string page = "<!doctype html><html><body><article><h1>A bridge</h1>";
  std::string want;
  for (const Form& form : kForms) {
    page +=
        "<p>The bridge over the river was closed for eleven months, and the town had to send its "
        "buses through the hills.</p>";
    page += form.markup;
    want += std::string(form.found) + "\n";
  }
  read::ReadOptions options;
  options.kind = InputKind::kHtml;
  options.url = "https://news.example/story";
  const Result<Document> document = read::Read(page + "</article></body></html>", options);
  ASSERT_TRUE(document);
  std::string found;
  for (const Mention& mention : Detect(*document)) {
    if (const auto* embed = std::get_if<EmbedParts>(&mention.parts)) {
      found += embed->platform + " " + std::string(Name(embed->form)) + " " +
               (embed->post_id.empty() ? embed->account + " " + embed->date : embed->post_id) +
               "\n";
    }
  }
  EXPECT_EQ(found, want);
}

}  // namespace
}  // namespace ibid::detect
