#include <cstdio>
#include <fstream>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "json/value.h"
#include "url/url.h"

namespace ibid::url {
namespace {

// "platform id account permanent-URL", or "none".
std::string Post(std::string_view text) {
  const auto url = Url::Parse(text);
  const auto post = url ? PostOf(*url) : std::nullopt;
  if (!post) {
    return "none";
  }
  return post->platform + " " + post->post_id + " " +
         (post->account.empty() ? "-" : post->account) + " " + post->url;
}

// Platform and id alone.
std::string Id(std::string_view text) {
  const std::string post = Post(text);
  return post.substr(0, post.find(' ', post.find(' ') + 1));
}

TEST(PostTest, KnowsEveryShapeOfX) {
  const char* permanent =
      "x 648064989203312641 Jxck_ https://x.com/Jxck_/status/648064989203312641";
  for (const char* text :
       {"https://twitter.com/Jxck_/status/648064989203312641",
        "http://www.twitter.com/Jxck_/statuses/648064989203312641?s=20",
        "https://mobile.twitter.com/Jxck_/status/648064989203312641/photo/1",
        "https://x.com/Jxck_/status/648064989203312641#m",
        "http://twitter.com/#!/Jxck_/status/648064989203312641",
        "https://vxtwitter.com/Jxck_/status/648064989203312641",
        "https://d.fxtwitter.com/Jxck_/status/648064989203312641",
        "https://nitter.example/Jxck_/status/648064989203312641#m",
        "https://twitter.com/Jxck_/status/648064989203312641?ref_src=twsrc%5Etfw"}) {
    EXPECT_EQ(Post(text), permanent) << text;
  }
  for (const char* text : {"https://twitter.com/i/web/status/1", "https://x.com/i/status/1",
                           "https://x.com/statuses/1", "https://twitter.com/i/videos/tweet/1",
                           "https://twitter.com/intent/tweet?in_reply_to=1",
                           "https://twitter.com/intent/like?tweet_id=1",
                           "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=1"}) {
    EXPECT_EQ(Post(text), "x 1 - https://x.com/i/web/status/1") << text;
  }
  for (const char* text : {"https://twitter.com/Jxck_", "https://x.com/i/events/1",
                           "https://x.com/i/spaces/1OwxWwQOPlNxQ",
                           "https://x.com/search?q=status/1", "https://nottwitter.com/a/status/1",
                           "https://x.com/a/status/abc", "ftp://x.com/a/status/1"}) {
    EXPECT_EQ(Post(text), "none") << text;
  }
}

TEST(PostTest, KnowsOtherPlatforms) {
  EXPECT_EQ(Id("https://youtu.be/jNQXAC9IVRw?t=3"), "youtube jNQXAC9IVRw");
  EXPECT_EQ(Id("https://www.youtube.com/watch?feature=x&amp;v=jNQXAC9IVRw"), "youtube jNQXAC9IVRw");
  EXPECT_EQ(Id("//www.youtube.com/embed/jNQXAC9IVRw"), "none") << "relative";
  EXPECT_EQ(Id("https://www.youtube-nocookie.com/embed/jNQXAC9IVRw?rel=0"), "youtube jNQXAC9IVRw");
  EXPECT_EQ(Id("https://www.youtube.com/embed/videoseries?list=PL1"), "none");
  EXPECT_EQ(Id("https://www.youtube.com/@channel"), "none");
  EXPECT_EQ(Post("https://www.instagram.com/nasa/p/CxmmJFRvOhs/?igsh=1"),
            "instagram CxmmJFRvOhs nasa https://www.instagram.com/p/CxmmJFRvOhs/");
  EXPECT_EQ(Id("http://instagr.am/p/CxmmJFRvOhs/embed/captioned/"), "instagram CxmmJFRvOhs");
  EXPECT_EQ(Id("https://m.facebook.com/story.php?story_fbid=12345678&id=9"), "facebook 12345678");
  EXPECT_EQ(Id("https://www.facebook.com/cnn/posts/pfbid0j1Czf2gGDV"), "facebook pfbid0j1Czf2gGDV");
  EXPECT_EQ(Id("https://de-de.facebook.com/x/photos/a.1.2.3/456789/"), "facebook 456789");
  EXPECT_EQ(Id("https://www.facebook.com/cnn/about"), "none");
  EXPECT_EQ(Id("https://www.tiktok.com/@a.b/video/6718335390845095173?lang=en"),
            "tiktok 6718335390845095173");
  EXPECT_EQ(Id("https://bsky.app/profile/did:plc:abc/post/3mlq7ypojas2d"), "bluesky 3mlq7ypojas2d");
  EXPECT_EQ(PostOfAtUri("at://did:plc:abc/app.bsky.feed.post/3mlq7ypojas2d")->url,
            "https://bsky.app/profile/did:plc:abc/post/3mlq7ypojas2d");
  EXPECT_FALSE(PostOfAtUri("at://did:plc:abc/app.bsky.feed.like/3m"));
  EXPECT_EQ(Post("https://t.me/s/durov/123"), "telegram durov/123 durov https://t.me/durov/123");
  EXPECT_EQ(Id("https://t.me/joinchat/123"), "none");
  EXPECT_EQ(Id("https://www.reddit.com/r/a/comments/6rrwyj/slug/dl7x1yz/"),
            "reddit 6rrwyj/dl7x1yz");
  EXPECT_EQ(Id("https://www.threads.net/@a/post/CuXFPIeLLod"), "threads CuXFPIeLLod");
  EXPECT_EQ(Post("https://mastodon.social/@trwnh/99664077509711321"),
            "mastodon 99664077509711321 trwnh@mastodon.social "
            "https://mastodon.social/@trwnh/99664077509711321");
  EXPECT_EQ(Id("https://medium.example/@a/title-123456"), "none");
  EXPECT_EQ(Id("https://truthsocial.com/@a/108779000807761862"), "truthsocial 108779000807761862");
  EXPECT_EQ(Id("https://vk.com/wall-159365154_99"), "vk -159365154_99");
  EXPECT_EQ(Id("https://open.spotify.com/embed/track/6rqhFgbbKwnb9MLmUQDhG6?si=1"),
            "spotify 6rqhFgbbKwnb9MLmUQDhG6");
  EXPECT_EQ(Id("https://soundcloud.com/a/b-c?si=1"), "soundcloud a/b-c");
  EXPECT_EQ(Id("https://soundcloud.com/a/tracks"), "none");
  EXPECT_EQ(Id("https://www.linkedin.com/posts/a_b-activity-7407705201647845376-xY_z"),
            "linkedin 7407705201647845376");
  EXPECT_EQ(Id("https://giphy.com/gifs/cat-dog-3o7TKSjRrfIPjeiVyM"), "giphy 3o7TKSjRrfIPjeiVyM");
  EXPECT_EQ(Id("https://www.flickr.com/photos/a/5645318632/in/photostream/"), "flickr 5645318632");
  EXPECT_EQ(Id("https://rumble.com/embed/ufe9n.v5pv5f"), "rumble v5pv5f");
  EXPECT_EQ(Id("https://vimeo.com/160743502/abd0e13fb4"), "vimeo 160743502");
  EXPECT_EQ(Id("https://www.twitch.tv/riotgames/v/6528877"), "twitch 6528877");
}

TEST(PostTest, SurvivesHostileUrls) {
  EXPECT_EQ(Post("https://x.com/" + std::string(60'000, '/')), "none");
  EXPECT_EQ(Post("https://www.facebook.com/a/videos/" + std::string(50'000, 'a')), "none");
  EXPECT_EQ(Id("https://user:pw@x.com:8080/a/status/1"), "x 1");
  EXPECT_EQ(Id("https://x.com./a/status/1"), "x 1");
}

struct Count {
  int right = 0;
  int total = 0;
};

// Cases of a collection whose id stands in the URL, of extractors of single posts.
TEST(PostTest, AgreesWithRecordedUrls) {
  std::ifstream file(IBID_SHARED "/data/urls/ytdlp_url_tests.jsonl");
  if (!file) {
    GTEST_SKIP() << "no ytdlp_url_tests.jsonl under " << IBID_SHARED;
  }
  const std::map<std::string, std::string> platforms = {{"TwitterIE", "x"},
                                                        {"TwitterCardIE", "x"},
                                                        {"YoutubeIE", "youtube"},
                                                        {"VimeoIE", "vimeo"},
                                                        {"FacebookIE", "facebook"},
                                                        {"FacebookReelIE", "facebook"},
                                                        {"InstagramIE", "instagram"},
                                                        {"TikTokIE", "tiktok"},
                                                        {"DailymotionIE", "dailymotion"},
                                                        {"VKIE", "vk"},
                                                        {"VKWallPostIE", "vk"},
                                                        {"RumbleEmbedIE", "rumble"},
                                                        {"RumbleIE", "rumble"},
                                                        {"BlueskyIE", "bluesky"},
                                                        {"TelegramEmbedIE", "telegram"},
                                                        {"RedditIE", "reddit"},
                                                        {"TruthIE", "truthsocial"},
                                                        {"LinkedInIE", "linkedin"},
                                                        {"FlickrIE", "flickr"},
                                                        {"PinterestIE", "pinterest"},
                                                        {"BitChuteIE", "bitchute"}};
  std::map<std::string, Count> counts;
  Count all;
  Count shapes;
  for (std::string line; std::getline(file, line);) {
    const auto parsed = json::Parse(line);
    ASSERT_TRUE(parsed);
    const json::Value& test = *parsed;
    const auto platform = platforms.find(std::string(test["extractor"].string()));
    std::string text(test["url"].string());
    text.insert(0, text.starts_with("//") ? "https:" : "");
    if (platform == platforms.end() || text.find("://") == std::string::npos) {
      continue;  // A bare id is no URL.
    }
    const auto url = Url::Parse(text);
    const auto post = url ? PostOf(*url) : PostOfAtUri(text);
    const bool found = post && post->platform == platform->second;
    if (text.starts_with("http")) {
      shapes.total += 1;
      shapes.right += found ? 1 : 0;
      if (!found) {
        std::printf("  no post: %s\n", text.c_str());
      }
    }
    std::string id(test["id"].string());
    if (platform->second == "telegram" && id.find('-') != std::string::npos) {
      id.erase(0, id.find('-') + 1);  // Theirs is "channel-number".
    }
    if (id.empty() || text.find(id) == std::string::npos) {
      continue;  // The id of a medium, which the URL does not show.
    }
    const bool right = found && (post->post_id == id || post->post_id.ends_with("/" + id));
    Count& count = counts[platform->second];
    count.total += 1;
    count.right += right ? 1 : 0;
    all.total += 1;
    all.right += right ? 1 : 0;
    if (!right) {
      std::printf("  %s: %s, not %s\n", text.c_str(), post ? post->post_id.c_str() : "none",
                  id.c_str());
    }
  }
  for (const auto& [name, count] : counts) {
    std::printf("url to post: %-12s %3d of %3d\n", name.c_str(), count.right, count.total);
    EXPECT_GE(count.right * 100, count.total * 97) << name;
  }
  std::printf("url to post: all %d of %d (%.1f %%); shape known: %d of %d\n", all.right, all.total,
              100.0 * all.right / all.total, shapes.right, shapes.total);
  EXPECT_GT(all.total, 100);
  EXPECT_GE(shapes.right * 100, shapes.total * 93);
}

}  // namespace
}  // namespace ibid::url
