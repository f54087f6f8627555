#include "resolve/posts/lost_post.h"

#include <gtest/gtest.h>

#include "resolve/posts/post_ids.h"
#include "resolve/show.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

using test::ScriptedWeb;

// A post without its address on a platform, and what the archive holds of its account: a page
// that is the post, one of the same day that is not, one of another day.
class LostPostTest : public testing::Test {
 protected:
  // What an archive has under addresses that begin with a prefix: the rest of each address.
  void Held(const std::string& prefix, const std::vector<std::string>& addresses) {
    std::string rows = R"([["timestamp","original","mimetype","statuscode","digest"])";
    for (const std::string& address : addresses) {
      rows += R"(,["20250102000000",")" + address + R"(","text/html","200","A"])";
    }
    web_.AddRule([prefix, rows](const HttpRequest& request) -> std::optional<test::Scripted> {
      const auto url = url::Url::Parse(request.url);
      if (url->host() != "web.archive.org" || url->path() != "/cdx/search/cdx") {
        return std::nullopt;
      }
      const bool asked = url->Parameter("url") == prefix + "*";
      return test::Scripted{200, {}, asked ? rows + "]" : "[]", Failure::kNone};
    });
  }
  void Page(const std::string& address, const std::string& text) {
    Script(web_, "https://web.archive.org/web/20250102000000id_/" + address +
                     " -> 200 Memento-Datetime: Thu, 02 Jan 2025 00:00:00 GMT | <title>Ann</title>"
                     "<meta property=og:description content='" +
                     text + "'><p>Sign up to see more.");
  }
  Resolution Resolved(const std::string& platform, const std::string& account) {
    Reference reference = LostPostReference(
        account, "2025-01-01", "The ferry to the outer islands will not run before the spring.");
    reference.platform = platform;
    return RunOne(web_, reference);
  }

  ScriptedWeb web_{TestNow()};
};

TEST_F(LostPostTest, APostOfBlueskyIsFoundAmongTheCapturesOfItsDay) {
  const std::string at = "https://bsky.app/profile/ann.bsky.social/post/";
  Held("bsky.app/profile/ann.bsky.social/post/3leo",
       {at + "3leo2222222a2", at + "3leo3333333a2", at + "3leo"});
  Page(at + "3leo2222222a2", "A walk in the hills, and nothing else.");
  Page(at + "3leo3333333a2", "The ferry to the outer islands will not run before the spring.");
  const Resolution found = Resolved("bluesky", "ann.bsky.social");
  ASSERT_TRUE(found.post.has_value());
  EXPECT_EQ(found.post->post_id, "3leo3333333a2");
  EXPECT_EQ(found.post->found_by, "archive_search");
  EXPECT_EQ(found.snapshots.front().url,
            "https://web.archive.org/web/20250102000000/" + at + "3leo3333333a2");
}

TEST_F(LostPostTest, APostOfAMastodonServerToo) {
  const std::string at = "https://mastodon.example/@ann/";
  Held("mastodon.example/@ann/113752", {at + "113752000000000001", at + "113752999999999999"});
  Page(at + "113752000000000001", "The ferry to the outer islands will not run before the spring.");
  Page(at + "113752999999999999", "A walk in the hills, and nothing else.");
  const Resolution found = Resolved("mastodon", "ann@mastodon.example");
  ASSERT_TRUE(found.post.has_value());
  EXPECT_EQ(found.post->post_id, "113752000000000001");
}

TEST_F(LostPostTest, AnotherTextOfThatDayIsNotThePost) {
  const std::string at = "https://bsky.app/profile/ann.bsky.social/post/";
  Held("bsky.app/profile/ann.bsky.social/post/3leo", {at + "3leo2222222a2"});
  Page(at + "3leo2222222a2", "A walk in the hills, and nothing else.");
  const Resolution found = Resolved("bluesky", "ann.bsky.social");
  EXPECT_EQ(found.verdict, Verdict::kUnknown);
  EXPECT_FALSE(found.post.has_value());
}

TEST_F(LostPostTest, APlatformWithoutTimesInItsIdsIsNotSearched) {
  EXPECT_EQ(Resolved("facebook", "ann").verdict, Verdict::kNotChecked);
  EXPECT_TRUE(web_.asked().empty());
}

}  // namespace
}  // namespace ibid::resolve
