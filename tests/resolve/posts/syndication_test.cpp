#include "resolve/posts/syndication.h"

#include <gtest/gtest.h>

namespace ibid::resolve {
namespace {

TEST(SyndicationTest, TokensAreThoseOfEcmaScript) {
  const std::pair<const char*, const char*> kVectors[] = {
      {"20", "6dq1a2xwd93"},
      {"1247412", "8j3jafpc1kr"},
      {"29700859247", "4cpz7ioa439"},
      {"463440424141459456", "14fxvks611f"},
      {"650374834561073152", "1kr7nsi7joo"},
      {"1349129669258448897", "39qeyy97t9x"},
      {"1628832338187636740", "3y54libozsy"},
  };
  for (const auto& [id, token] : kVectors) {
    EXPECT_EQ(SyndicationToken(id), token) << id;
  }
}

// State and detail, and what it says of the post.
std::string Read(int status, std::string body) {
  Exchange exchange;
  exchange.status = status;
  exchange.body = std::move(body);
  const SyndicationAnswer answer = ReadSyndication(exchange);
  const char* const kStates[] = {"shown", "missing", "tombstone", "restricted",
                                 "empty", "unclear", "not asked"};
  std::string out = kStates[static_cast<int>(answer.state)];
  for (const std::string& part : {answer.account, answer.author, answer.text}) {
    out += part.empty() ? "" : " | " + part;
  }
  if (answer.state == SyndicationAnswer::State::kTombstone) {
    out += " | " + answer.detail;
  }
  return out;
}

TEST(SyndicationTest, ReadsEachAnswer) {
  EXPECT_EQ(Read(200, R"({"__typename":"Tweet","text":"a &amp; b &lt;3","created_at":
      "2015-09-25T14:03:11.000Z","user":{"name":"CFR","screen_name":"CFR_org"}})"),
            "shown | CFR_org | CFR | a & b <3");
  EXPECT_EQ(Read(200, R"({"__typename":"TweetTombstone","tombstone":{"text":{"text":
      "This Post was deleted by the Post author. Learn more"}}})"),
            "tombstone | This Post was deleted by the Post author. Learn more");
  EXPECT_EQ(Read(200, R"({"__typename":"TweetTombstone","tombstone":{}})"), "restricted");
  EXPECT_EQ(Read(200, "{}"), "empty");
  EXPECT_EQ(Read(200, R"({"__typename":"Tweet","text":"no author"})"), "unclear | no author");
  EXPECT_EQ(Read(404, "<html>"), "missing");
  EXPECT_EQ(Read(429, ""), "unclear");
  EXPECT_EQ(Read(200, "<html>Just a moment...</html>"), "unclear");
  EXPECT_EQ(Read(400, "{}"), "unclear");
}

}  // namespace
}  // namespace ibid::resolve
