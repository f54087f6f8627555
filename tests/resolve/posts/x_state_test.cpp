#include "resolve/posts/x_state.h"

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

constexpr const char* kShownOembed = R"({"html":"<blockquote></blockquote>","author_name":"A"})";
constexpr const char* kShownTweet =
    R"({"__typename":"Tweet","text":"t","user":{"screen_name":"a","name":"A"}})";

std::string Tombstone(const std::string& words) {
  return R"({"__typename":"TweetTombstone","tombstone":{"text":{"text":")" + words + "\"}}}";
}

struct Said {
  int status;
  std::string body;
};

// The verdict on two answers.
std::string Judged(const Said& first, const Said& second) {
  Exchange oembed;
  oembed.status = first.status;
  oembed.body = first.body;
  Exchange syndication;
  syndication.status = second.status;
  syndication.body = second.body;
  const XState state = JudgeX(ReadOembed("x", oembed), ReadSyndication(syndication));
  EXPECT_FALSE(state.reasons.empty());
  return std::string(Name(state.verdict));
}

TEST(XStateTest, DeletionNeedsTwoAnswersOrWordsThatSaySo) {
  EXPECT_EQ(Judged({404, "<html>"}, {404, "<html>"}), "deleted");
  EXPECT_EQ(Judged({404, "<html>"}, {200, Tombstone("This Post was deleted by the Post author.")}),
            "deleted");
  EXPECT_EQ(Judged({404, "<html>"}, {200, "{}"}), "unknown");
  EXPECT_EQ(Judged({404, "<html>"}, {429, ""}), "unknown");
  EXPECT_EQ(Judged({404, "<html>"}, {500, ""}), "unknown");
  EXPECT_EQ(Judged({429, ""}, {404, "<html>"}), "unknown");
  EXPECT_EQ(Judged({404, "<html>"}, {200, kShownTweet}), "alive");
}

TEST(XStateTest, WordsTellProtectedFromSuspended) {
  const std::string refused =
      R"({"request":"/oembed","error":"Sorry, you are not authorized to see this status."})";
  EXPECT_EQ(Judged({403, refused}, {200, "{}"}), "protected");
  EXPECT_EQ(Judged({403, refused}, {200, Tombstone("This Post is from a suspended account.")}),
            "suspended");
  EXPECT_EQ(Judged({404, ""}, {200, Tombstone("You're unable to view this Post because this "
                                              "account owner limits who can view their Posts.")}),
            "protected");
  EXPECT_EQ(Judged({404, ""}, {200, R"({"__typename":"TweetTombstone","tombstone":{}})"}),
            "protected");
}

TEST(XStateTest, BlockedIsNoDeath) {
  EXPECT_EQ(Judged({200, kShownOembed}, {404, ""}), "alive");
  EXPECT_EQ(Judged({402, ""}, {200, kShownTweet}), "alive");
  EXPECT_EQ(Judged({403, "<title>Just a moment...</title>"}, {429, ""}), "blocked");
  EXPECT_EQ(Judged({401, "{}"}, {503, ""}), "blocked");
  EXPECT_EQ(Judged({500, ""}, {500, ""}), "unknown");
  EXPECT_EQ(Judged({200, "<html>a challenge</html>"}, {200, "{}"}), "unknown");
}

TEST(XStateTest, SilenceOfBothIsOffline) {
  OembedAnswer oembed;
  oembed.state = OembedAnswer::State::kUnclear;
  oembed.failure = Failure::kOffline;
  SyndicationAnswer syndication;
  syndication.failure = Failure::kOffline;
  EXPECT_EQ(Name(JudgeX(oembed, syndication).verdict), "offline");
  EXPECT_EQ(Name(JudgeX({}, {}).verdict), "not_checked");
}

}  // namespace
}  // namespace ibid::resolve
