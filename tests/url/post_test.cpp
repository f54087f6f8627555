#include <cctype>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "json/value.h"
#include "url/post_rows.h"
#include "url/table.h"
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

// tests/url/platforms.tsv: what each URL addresses, and that each row of the table decides about
// one of them. A row without a URL fails here: write one, or delete the row.
TEST(PostTest, ReachesEveryRowOfTheTable) {
  std::ifstream file(IBID_TESTS "/url/platforms.tsv");
  std::set<std::size_t> reached;
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#') {
      continue;
    }
    ASSERT_NE(tab, std::string::npos) << line;
    const std::string text = line.substr(tab + 1);
    EXPECT_EQ(Post(text), line.substr(0, tab)) << text;
    const auto url = Url::Parse(text);
    ASSERT_TRUE(url) << text;
    Captures captures;
    if (const auto row = PostRow(*url, captures)) {
      reached.insert(*row);
    }
    ++cases;
  }
  EXPECT_GT(cases, 400);
  const std::vector<TableRow> rows = ReadTable("platforms.tsv");
  for (std::size_t row = 0; row < rows.size(); ++row) {
    EXPECT_EQ(reached.count(row), 1U) << rows[row][0] << " " << rows[row][1] << " " << rows[row][2];
  }
}

struct Count {
  int right = 0;
  int total = 0;
};

struct Recorded {
  std::string url;  // With a scheme.
  std::string id;   // As the extractor names it: of X and Reddit often the medium's.
  std::string extractor;
};

// The collection's URLs; empty where it is missing. A bare id is no URL, and left out.
std::vector<Recorded> RecordedUrls() {
  std::vector<Recorded> out;
  std::ifstream file(IBID_SHARED "/data/urls/ytdlp_url_tests.jsonl");
  for (std::string line; std::getline(file, line);) {
    const auto test = json::Parse(line);
    if (!test) {
      ADD_FAILURE() << line;
      continue;
    }
    std::string url((*test)["url"].string());
    const std::size_t scheme = url.find("://");
    url.insert(0, url.starts_with("//")                                       ? "https:"
                  : scheme != std::string::npos && url.find('/') < scheme + 1 ? "https://"
                                                                              : "");
    if (scheme != std::string::npos || url.starts_with("https:")) {
      out.push_back(
          {url, std::string((*test)["id"].string()), std::string((*test)["extractor"].string())});
    }
  }
  return out;
}

// What stands behind the last of `signs` in the URL, as far as it is letters and digits.
std::string Behind(const std::string& url, const std::vector<std::string>& signs) {
  std::string found;
  for (const std::string& sign : signs) {
    const std::size_t at = url.find(sign);
    if (found.empty() && at != std::string::npos) {
      const std::size_t begin = at + sign.size();
      std::size_t end = begin;
      while (end < url.size() && std::isalnum(static_cast<unsigned char>(url[end])) != 0) {
        ++end;
      }
      found = url.substr(begin, end - begin);
    }
  }
  return found;
}

// The post's id as it stands in the URL, or nothing.
std::string IdInUrl(const std::string& platform, const Recorded& test) {
  if (platform == "x") {
    return Behind(test.url, {"/status/", "/statuses/", "/i/web/status/", "/videos/tweet/",
                             "/i/cards/tfw/v1/", "/i/videos/"});
  }
  if (platform == "reddit") {
    return Behind(test.url, {"/comments/"});
  }
  std::string id = test.id;
  if (platform == "telegram" && id.find('-') != std::string::npos) {
    id.erase(0, id.find('-') + 1);  // Theirs is "channel-number".
  }
  return test.url.find(id) == std::string::npos ? "" : id;
}

// Extractors of single posts, and what they are called here.
const std::map<std::string, std::string>& SinglePosts() {
  static const std::map<std::string, std::string> platforms = {
      {"TwitterIE", "x"},
      {"TwitterCardIE", "x"},
      {"YoutubeIE", "youtube"},
      {"YoutubeWebArchiveIE", "youtube"},
      {"YoutubeConsentRedirectIE", "youtube"},
      {"YoutubeClipIE", "youtube"},
      {"VimeoIE", "vimeo"},
      {"VimeoReviewIE", "vimeo"},
      {"VimeoProIE", "vimeo"},
      {"VimeoEventIE", "vimeo"},
      {"FacebookIE", "facebook"},
      {"FacebookReelIE", "facebook"},
      {"FacebookAdsIE", "facebook"},
      {"FacebookPluginsVideoIE", "facebook"},
      {"InstagramIE", "instagram"},
      {"InstagramStoryIE", "instagram"},
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
  return platforms;
}

// The post that the URL addresses, or that the URL inside it does.
std::optional<PostAddress> PostIn(const std::string& text) {
  const auto url = Url::Parse(text);
  auto post = url ? PostOf(*url) : PostOfAtUri(text);
  const auto inside = url && !post ? Unwrap(*url) : std::nullopt;
  const auto target = inside ? Url::Parse(inside->target) : std::nullopt;
  return target ? PostOf(*target) : post;
}

// Cases of a collection whose id stands in the URL, of extractors of single posts.
TEST(PostTest, AgreesWithRecordedUrls) {
  const std::vector<Recorded> tests = RecordedUrls();
  if (tests.empty()) {
    GTEST_SKIP() << "no ytdlp_url_tests.jsonl under " << IBID_SHARED;
  }
  std::map<std::string, Count> counts;
  Count all;
  for (const Recorded& test : tests) {
    const auto platform = SinglePosts().find(test.extractor);
    const std::string id = platform == SinglePosts().end() ? "" : IdInUrl(platform->second, test);
    if (id.empty()) {
      continue;
    }
    const auto post = PostIn(test.url);
    const bool right = post && post->platform == platform->second &&
                       (post->post_id == id || post->post_id.ends_with("/" + id) ||
                        post->post_id.starts_with(id + "/"));
    for (Count* count : {&counts[platform->second], &all}) {
      count->total += 1;
      count->right += right ? 1 : 0;
    }
    if (!right) {
      std::printf("  missed: %s: %s, not %s\n", test.url.c_str(),
                  post ? post->post_id.c_str() : "none", id.c_str());
    }
  }
  for (const auto& [name, count] : counts) {
    std::printf("url to post: %-12s %3d of %3d\n", name.c_str(), count.right, count.total);
    EXPECT_GE(count.right * 100, count.total * 97) << name;
  }
  std::printf("url to post: all %d of %d (%.1f %%)\n", all.right, all.total,
              100.0 * all.right / all.total);
  EXPECT_GT(all.total, 200);
}

// Profiles, channels, playlists, searches, tags, sounds: no posts, by their extractors.
TEST(PostTest, TakesNoListForAPost) {
  const std::vector<Recorded> tests = RecordedUrls();
  if (tests.empty()) {
    GTEST_SKIP() << "no ytdlp_url_tests.jsonl under " << IBID_SHARED;
  }
  const std::set<std::string> lists = {"YoutubeTabIE",        "YoutubePlaylistIE",
                                       "YoutubeSearchURLIE",  "YoutubeMusicSearchURLIE",
                                       "VimeoUserIE",         "VimeoChannelIE",
                                       "VimeoGroupsIE",       "VimeoLikesIE",
                                       "VimeoAlbumIE",        "VimeoWatchLaterIE",
                                       "InstagramUserIE",     "InstagramTagIE",
                                       "TikTokUserIE",        "TikTokTagIE",
                                       "TikTokSoundIE",       "TikTokEffectIE",
                                       "TikTokLiveIE",        "TikTokCollectionIE",
                                       "DailymotionUserIE",   "DailymotionSearchIE",
                                       "VKUserVideosIE",      "DailymotionPlaylistIE",
                                       "RumbleChannelIE",     "TwitterSpacesIE",
                                       "TwitterBroadcastIE",  "YoutubeTruncatedURLIE",
                                       "YoutubeTruncatedIDIE"};
  int asked = 0;
  for (const Recorded& test : tests) {
    // A video that plays within a list is a video.
    const bool video =
        test.url.find("v=") != std::string::npos && !test.extractor.starts_with("YoutubeTruncated");
    const bool player = test.url.find("/embed/") != std::string::npos &&
                        test.url.find("/embed/videoseries") == std::string::npos;
    if (lists.count(test.extractor) == 0 ||
        (test.extractor.starts_with("Youtube") && (video || player))) {
      continue;
    }
    ++asked;
    EXPECT_EQ(Post(test.url), "none") << test.extractor;
  }
  std::printf("no posts: %d lists, profiles and searches\n", asked);
  EXPECT_GT(asked, 100);
}

}  // namespace
}  // namespace ibid::url
