#include "net/robots_web.h"

#include <string>

#include <gtest/gtest.h>

#include "net/live_web.h"
#include "support/manual_loop.h"
#include "support/scripted_transport.h"
#include "text/dates.h"

namespace ibid::net {
namespace {

class RobotsWebTest : public testing::Test {
 protected:
  // Asks all at once; "200", "refused" or another failure, each with a space before it.
  std::string Ask(const std::vector<std::string>& urls) {
    std::vector<std::string> got(urls.size());
    for (std::size_t i = 0; i < urls.size(); ++i) {
      HttpRequest request;
      request.url = urls[i];
      web_.Ask(request, [&got, i](const ExchangePtr& answer) {
        got[i] = answer->failure == Failure::kNone ? std::to_string(answer->status)
                                                   : std::string(Name(answer->failure));
      });
    }
    loop_.Run();
    std::string out;
    for (const std::string& one : got) {
      out += (out.empty() ? "" : " ") + one;
    }
    return out;
  }
  int Asked(const std::string& url) const {
    int count = 0;
    for (const auto& asked : transport_.asked()) {
      count += asked.url == url ? 1 : 0;
    }
    return count;
  }

  test::ManualLoop loop_{*text::ParseInstant("2026-11-22T12:00:00Z")};
  test::ScriptedTransport transport_{loop_};
  LiveWeb live_{loop_, transport_, nullptr, {}};
  RobotsWeb web_{loop_, live_};
};

TEST_F(RobotsWebTest, AsksEachOriginOnceAndThenObeys) {
  transport_.Add("http://a.org/robots.txt", "200 User-agent:*~Disallow:/private");
  EXPECT_EQ(Ask({"http://a.org/1", "http://a.org/private/2", "http://a.org/3?q"}),
            "200 refused 200");
  EXPECT_EQ(Ask({"http://a.org/private/4", "http://a.org/robots.txt"}), "refused 200");
  EXPECT_EQ(Asked("http://a.org/private/2"), 0);
  EXPECT_EQ(Asked("http://a.org/robots.txt"), 2) << "once for the rules, once because we did";
  EXPECT_EQ(Ask({"https://a.org/private/2"}), "200") << "another origin has its own";
  EXPECT_EQ(Asked("https://a.org/robots.txt"), 1);
}

TEST_F(RobotsWebTest, WhatCannotBeReadMeansWhatTheStandardSays) {
  transport_.Add("http://none.org/robots.txt", "404 Disallow:/");
  transport_.Add("http://forbidden.org/robots.txt", "403");
  transport_.Add("http://broken.org/robots.txt", "500");
  transport_.Add("http://silent.org/robots.txt", "timeout");
  transport_.Add("http://gone.org/robots.txt", "dns");
  EXPECT_EQ(Ask({"http://none.org/", "http://forbidden.org/", "http://broken.org/",
                 "http://silent.org/", "http://gone.org/"}),
            "200 200 refused refused dns");
}

TEST_F(RobotsWebTest, FollowsFiveRedirectsAndNoMore) {
  for (int i = 0; i < 7; ++i) {
    transport_.Add("http://r.org/r" + std::to_string(i), "301 Location=/r" + std::to_string(i + 1));
  }
  transport_.Add("http://r.org/robots.txt", "302 Location=/r3");
  transport_.Add("http://r.org/r7", "200 User-agent:*~Disallow:/");
  EXPECT_EQ(Ask({"http://r.org/a"}), "refused");
  transport_.Add("http://far.org/robots.txt", "302 Location=http://r.org/r0");
  EXPECT_EQ(Ask({"http://far.org/a"}), "200");
}

TEST_F(RobotsWebTest, InterfacesOfServicesAreNoPages) {
  transport_.Add("https://web.archive.org/robots.txt", "200 User-agent:*~Disallow:/");
  EXPECT_EQ(Ask({"https://web.archive.org/cdx/search/cdx?url=a"}), "200");
  EXPECT_EQ(Asked("https://web.archive.org/robots.txt"), 0);
}

}  // namespace
}  // namespace ibid::net
