#include "serve/guard.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "serve/problem.h"

namespace ibid::serve {
namespace {

// "POST /api/checks Host=127.0.0.1:8017 Origin=null": "in", or the status of the refusal.
std::string Asked(const Guard& guard, std::string_view line) {
  Request request;
  request.host = "127.0.0.1:8017";
  int word = 0;
  for (std::size_t at = 0; at < line.size(); ++word) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    const std::string_view text = line.substr(at, end - at);
    at = end + 1;
    const std::size_t equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    const std::string value(equals == std::string_view::npos ? "" : text.substr(equals + 1));
    if (word == 0) {
      request.method = text;
    } else if (word == 1) {
      request.target = text;
    } else if (name == "Host") {
      request.host = value;
    } else if (name == "Origin") {
      request.origin = value;
      request.has_origin = true;
    } else if (name == "Site") {
      request.fetch_site = value;
    } else if (name == "Bearer") {
      request.authorization = "bearer  " + value;
    } else if (name == "Cookie") {
      request.cookie = value;
    } else if (name == "Accept") {
      request.accept = value;
    } else if (name == "Length") {
      request.content_length = value;
    } else if (name == "Encoding") {
      request.transfer_encoding = value;
    } else {
      request.doubled = name == "doubled";
    }
  }
  const ResponsePtr refusal = guard.Refuse(request);
  const std::string_view place = refusal ? HeaderOf(*refusal, "Location") : std::string_view();
  return refusal ? std::to_string(refusal->status).append(place) : "in";
}

Guard Loopback() {
  return Guard({{"127.0.0.1:8017", "localhost:8017"}, 0, ""});
}

TEST(GuardTest, AnswersToItsOwnNamesAlone) {
  const Guard guard = Loopback();
  EXPECT_EQ(Asked(guard, "GET /api/status"), "in");
  EXPECT_EQ(Asked(guard, "GET / Host=LOCALHOST:8017"), "in");
  for (const char* host : {"evil.example:8017", "127.0.0.1", "127.0.0.1:80170", "127.0.0.2:8017",
                           "localhost.:8017", "localhost:8017.evil.example", "x@localhost:8017"}) {
    EXPECT_EQ(Asked(guard, std::string("GET / Host=") + host), "403") << host;
  }
  EXPECT_EQ(Asked(guard, "GET / Host="), "403");
}

TEST(GuardTest, AnywhereItAnswersToAddressesButNotToNames) {
  const Guard guard({{"localhost:8017"}, 8017, "0123456789abcdef"});
  EXPECT_EQ(Asked(guard, "GET / Host=192.0.2.7:8017"), "in");
  EXPECT_EQ(Asked(guard, "GET / Host=[2001:db8::7]:8017"), "in");
  for (const char* host : {"192.0.2.7", "192.0.2.7:80", "192.0.2.256:8017", "192.0.2:8017",
                           "1.2.3.4.5:8017", "-1.0.0.1:8017", "[evil.example]:8017", "[]:8017",
                           "evil.example:8017", "192.0.2.7.evil.example:8017", ":8017"}) {
    EXPECT_EQ(Asked(guard, std::string("GET / Host=") + host), "403") << host;
  }
}

TEST(GuardTest, OtherSitesPagesGetNothingAndChangeNothing) {
  const Guard guard = Loopback();
  EXPECT_EQ(Asked(guard, "POST /api/checks Origin=http://127.0.0.1:8017 Site=same-origin"), "in");
  EXPECT_EQ(Asked(guard, "POST /api/checks"), "in") << "no browser";
  EXPECT_EQ(Asked(guard, "POST /api/checks Origin=null"), "403");
  EXPECT_EQ(Asked(guard, "POST /api/checks Origin="), "403");
  EXPECT_EQ(Asked(guard, "POST /api/checks Origin=http://localhost:8017"), "403")
      << "an origin of ours, but not the one that was asked";
  EXPECT_EQ(Asked(guard, "POST /api/checks Site=none"), "403") << "nobody types a POST";
  EXPECT_EQ(Asked(guard, "POST / Site=cross-site"), "403");
  EXPECT_EQ(Asked(guard, "GET /api/checks Site=none"), "in") << "somebody typed the address";
  EXPECT_EQ(Asked(guard, "GET /api/checks Site=same-site"), "403") << "another port of this host";
  EXPECT_EQ(Asked(guard, "GET /api/checks Origin=https://evil.example"), "403");
  EXPECT_EQ(Asked(guard, "GET / Site=cross-site"), "in") << "links may lead to pages";
  EXPECT_EQ(Asked(guard, "OPTIONS /api/checks Origin=https://evil.example"), "403");
}

TEST(GuardTest, TheTokenOpensTheApi) {
  const std::string token = "0123456789abcdef";
  const Guard guard({{"127.0.0.1:8017"}, 0, token});
  const std::string cookie = guard.SetCookie().substr(0, guard.SetCookie().find(';'));
  EXPECT_EQ(Asked(guard, "GET /"), "in");
  EXPECT_EQ(Asked(guard, "GET /api/status"), "401");
  EXPECT_EQ(Asked(guard, "GET /api"), "401");
  EXPECT_EQ(Asked(guard, "GET /api/status Bearer=" + token), "in");
  EXPECT_EQ(Asked(guard, "GET /api/status Bearer=" + token + "0"), "401");
  EXPECT_EQ(Asked(guard, "GET /api/status Bearer="), "401");
  EXPECT_EQ(Asked(guard, "GET /api/status Cookie=" + cookie), "in");
  EXPECT_EQ(Asked(guard, "GET /api/status Cookie=a=b;" + cookie), "in");
  EXPECT_EQ(Asked(guard, "GET /api/status Cookie=x" + cookie), "401");
  EXPECT_EQ(Asked(guard, "GET /api/status Cookie=ibid_session=" + token), "401");
  EXPECT_EQ(Asked(guard, "GET /api/status Bearer=x Cookie=" + cookie), "401");
  EXPECT_EQ(Asked(guard, "POST /api/session"), "in");
  EXPECT_EQ(cookie.find(token), std::string::npos);
  EXPECT_FALSE(Loopback().IsToken(""));
}

TEST(GuardTest, SendsWhoWantsToLookToWhereOneSignsIn) {
  const Guard guard({{"127.0.0.1:8017"}, 0, "0123456789abcdef"});
  EXPECT_EQ(Asked(guard, "GET /api/checks/7/report?format=html Accept=text/html,*/*"),
            "303/#/open?%2Fapi%2Fchecks%2F7%2Freport%3Fformat%3Dhtml");
  EXPECT_EQ(Asked(guard, "GET /api/status Accept=*/*"), "401");
  EXPECT_EQ(Asked(guard, "GET /api/status Accept=text/html Bearer=x"), "401") << "no browser";
  EXPECT_EQ(Asked(guard, "POST /api/checks Accept=text/html"), "401");
  EXPECT_EQ(Asked(guard, "GET /api/status Accept=text/html Site=cross-site"), "403");
}

TEST(GuardTest, RefusesWhatEndsInTwoPlaces) {
  const Guard guard = Loopback();
  EXPECT_EQ(Asked(guard, "POST /api/checks Encoding=chunked"), "in");
  EXPECT_EQ(Asked(guard, "POST /api/checks Encoding=chunked Length=5"), "400");
  EXPECT_EQ(Asked(guard, "POST /api/checks Encoding=gzip"), "400");
  EXPECT_EQ(Asked(guard, "GET / doubled"), "400");
}

}  // namespace
}  // namespace ibid::serve
