#include "net/curl_transport.h"

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "net/guard.h"
#include "support/web_process.h"
#include "url/url.h"

namespace ibid::net {
namespace {

using std::chrono::milliseconds;

class CurlTransportTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    web_ = new test::WebProcess(test::WebProcess::OfFolder(IBID_TESTS "/net/web"));
  }
  static void TearDownTestSuite() {
    delete web_;
    web_ = nullptr;
  }

  void SetUp() override {
    web_->Reset();
    Result<std::unique_ptr<CurlLoop>> made = CurlLoop::Make();
    ASSERT_TRUE(made.ok());
    loop_ = std::move(*made);
    options_.ca_file = web_->ca_file();
    for (const std::string& to : web_->connect_to()) {
      options_.connect_to.push_back(*ParseConnectTo(to));
    }
    options_.connect_timeout = milliseconds(5000);
    options_.total_timeout = milliseconds(5000);
  }

  Exchange Fetch(HttpRequest request) {
    CurlTransport transport(*loop_, options_);
    Exchange got;
    bool done = false;
    transport.Start(std::move(request), [&](Exchange exchange) {
      got = std::move(exchange);
      done = true;
    });
    EXPECT_FALSE(done) << "never before Start has returned";
    loop_->RunUntil([&] { return done; });
    EXPECT_TRUE(done);
    return got;
  }

  Exchange Fetch(const std::string& url) {
    HttpRequest request;
    request.url = url;
    return Fetch(std::move(request));
  }

  // "200 hello", "protocol 200 01234" or "dns".
  std::string Got(const Exchange& exchange) {
    std::string text;
    if (exchange.failure != Failure::kNone) {
      text = std::string(Name(exchange.failure));
    }
    for (const std::string& part :
         {exchange.status != 0 ? std::to_string(exchange.status) : "", exchange.body}) {
      text += (text.empty() || part.empty() ? "" : " ") + part;
    }
    return text;
  }
  std::string Get(const std::string& url) { return Got(Fetch(url)); }

  static test::WebProcess* web_;
  std::unique_ptr<CurlLoop> loop_;
  TransportOptions options_;
};

test::WebProcess* CurlTransportTest::web_ = nullptr;

TEST_F(CurlTransportTest, BringsOneAnswerAndFollowsNothing) {
  EXPECT_EQ(Get("http://example.org/hello"), "200 hello");
  EXPECT_EQ(Get("https://example.org/hello"), "200 hello");
  EXPECT_EQ(Get("https://example.org/gzip"), "200 hello, packed");
  EXPECT_EQ(Get("https://example.org/gone"), "410 gone");
  EXPECT_EQ(Get("https://example.org/odd"), "999");
  EXPECT_EQ(Get("https://example.org/empty"), "204");
  const Exchange moved = Fetch("http://example.org/moved");
  EXPECT_EQ(Got(moved), "301");
  EXPECT_EQ(FindHeader(moved.headers, "location"), "https://www.example.org/hello");
  EXPECT_EQ(moved.http_version, "1.1");
  EXPECT_EQ(moved.remote_address, "127.0.0.1");
  EXPECT_TRUE(moved.body_complete);
}

TEST_F(CurlTransportTest, HeadersOfAnInterimAnswerAreNotTheAnswers) {
  const Exchange exchange = Fetch("http://example.org/early");
  EXPECT_EQ(Got(exchange), "200 ok");
  EXPECT_FALSE(FindHeader(exchange.headers, "X-Early"));
  EXPECT_EQ(FindHeader(exchange.headers, "X-Late"), "2");
}

TEST_F(CurlTransportTest, SaysWhoItIsAndNothingElseAboutItsUser) {
  HttpRequest request;
  request.url = "http://user:secret@example.org/echo";
  request.headers = {{"Accept", "text/html"}};
  const std::string body = Fetch(request).body;
  EXPECT_NE(body.find("\"user-agent\": \"ibid/0.1 "), std::string::npos) << body;
  EXPECT_NE(body.find("\"accept\": \"text/html\""), std::string::npos) << body;
  for (const char* never : {"authorization", "cookie", "referer", "secret", "Mozilla"}) {
    EXPECT_EQ(body.find(never), std::string::npos) << body;
  }
}

TEST_F(CurlTransportTest, PostsABody) {
  HttpRequest request;
  request.method = "POST";
  request.url = "http://example.org/echo";
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = "url=https%3A%2F%2Fa.example%2F";
  const std::string body = Fetch(request).body;
  EXPECT_NE(body.find("\"POST\""), std::string::npos) << body;
  EXPECT_NE(body.find("url=https%3A%2F%2Fa.example%2F"), std::string::npos) << body;
  EXPECT_NE(body.find("\"content-length\": \"30\""), std::string::npos) << body;
}

TEST_F(CurlTransportTest, HeadHasNoBody) {
  HttpRequest request;
  request.method = "HEAD";
  request.url = "http://example.org/hello";
  EXPECT_EQ(Got(Fetch(request)), "200");
  EXPECT_EQ(web_->LogText(), "HEAD example.org/hello\n");
}

TEST_F(CurlTransportTest, WhatIsTooLargeIsCutAndSaid) {
  options_.body_bytes_max = 100'000;
  const Exchange endless = Fetch("http://example.org/endless");
  EXPECT_EQ(endless.failure, Failure::kTooLarge);
  EXPECT_EQ(endless.status, 200);
  EXPECT_EQ(endless.body.size(), 100'000U);
  EXPECT_FALSE(endless.body_complete);
  EXPECT_EQ(endless.failure_detail, "more than 100000 bytes of body");

  HttpRequest little;
  little.url = "http://example.org/endless";
  little.body_bytes_max = 10;
  EXPECT_EQ(Got(Fetch(little)), "too_large 200 and so on,");

  EXPECT_EQ(Fetch("http://example.org/headers").failure_detail, "more than 500 headers");
  EXPECT_EQ(Fetch("http://example.org/header-bytes").failure_detail,
            "more than 262144 bytes of headers");
  EXPECT_EQ(Fetch("http://example.org/header-line").failure, Failure::kTooLarge);
}

TEST_F(CurlTransportTest, ABombIsRecognisedLongBeforeTheLimit) {
  options_.body_bytes_max = 1'000'000'000;
  const Exchange bomb = Fetch("http://example.org/bomb");
  EXPECT_EQ(bomb.failure, Failure::kTooLarge);
  EXPECT_LT(bomb.body.size(), 32'000'000U);
  EXPECT_NE(bomb.failure_detail.find("bomb"), std::string::npos) << bomb.failure_detail;
}

TEST_F(CurlTransportTest, BrokenAnswersKeepWhatCame) {
  EXPECT_EQ(Get("http://example.org/wrong-length"), "protocol 200 only this");
  EXPECT_EQ(Get("https://example.org/wrong-length"), "protocol 200 only this");
  EXPECT_EQ(Get("http://example.org/reset"), "protocol 200 01234");
  EXPECT_EQ(Get("https://example.org/reset"), "protocol 200 01234");
  EXPECT_EQ(Get("http://example.org/chunked-cut"), "protocol 200 01234");
  EXPECT_EQ(Get("http://example.org/drop"), "protocol");
  EXPECT_EQ(Get("http://example.org/reset-at-once"), "protocol");
  EXPECT_EQ(Get("http://example.org/garbage"), "protocol");
  EXPECT_EQ(Get("http://example.org/bad-gzip"), "protocol 200");
}

TEST_F(CurlTransportTest, NothingLastsLongerThanItsTime) {
  options_.total_timeout = milliseconds(300);
  EXPECT_EQ(Get("http://example.org/stall"), "timeout");
  EXPECT_EQ(Get("http://example.org/stall-in-body"), "timeout 200 01234");
  EXPECT_EQ(Fetch("http://example.org/slow-trickle").failure, Failure::kTimeout);
  options_.total_timeout = milliseconds(5000);
  EXPECT_EQ(Get("http://example.org/trickle"), "200 drop by drop");
}

TEST_F(CurlTransportTest, AStallIsNoticedBeforeTheTotalTime) {
  options_.total_timeout = milliseconds(60'000);
  options_.stall_timeout = std::chrono::seconds(1);
  const Exchange stalled = Fetch("https://example.org/stall-in-body");
  EXPECT_EQ(Got(stalled), "timeout 200 01234");
  EXPECT_LT(stalled.elapsed_ms, 10'000);
}

TEST_F(CurlTransportTest, ABadCertificateIsNoAnswer) {
  EXPECT_EQ(Get("https://expired.example.org/"), "tls");
  EXPECT_EQ(Get("https://self-signed.example.org/"), "tls");
  EXPECT_EQ(Get("https://wrong-name.example.org/"), "tls");
  EXPECT_EQ(Get("https://untrusted.example.org/"), "tls");
  EXPECT_EQ(Get("https://old.example.org/"), "tls") << "nothing older than TLS 1.2";
  EXPECT_NE(Fetch("https://expired.example.org/").failure_detail.find("expired"),
            std::string::npos);
  options_.ca_file.clear();
  EXPECT_EQ(Get("https://example.org/hello"), "tls") << "nobody vouches for the test authority";
  EXPECT_EQ(web_->LogText(), "") << "nothing is asked of whom we cannot trust to be the one";
}

TEST_F(CurlTransportTest, WhatTheGuardRefusesIsNotAsked) {
  for (const char* url : {"file:///etc/passwd", "ftp://example.org/", "http://127.0.0.1/",
                          "http://169.254.169.254/latest/", "http://[::1]/", "http://localhost/",
                          "http://2130706433/", "http://example.org:25/", "nonsense"}) {
    const Exchange refused = Fetch(url);
    EXPECT_EQ(Got(refused), "refused") << url;
    EXPECT_NE(refused.failure_detail, "") << url;
  }
  HttpRequest smuggled;
  smuggled.url = "http://example.org/hello";
  smuggled.headers = {{"X-A", "1\r\nX-B: 2"}};
  EXPECT_EQ(Got(Fetch(smuggled)), "refused");
  EXPECT_EQ(web_->LogText(), "");
}

// A name of this machine that the guard does not know as such: its address is found out by DNS.
std::string NameWithPrivateAddress() {
  std::ifstream hosts("/etc/hosts");
  for (std::string line; std::getline(hosts, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string address;
    words >> address;
    for (std::string name; words >> name;) {
      const std::optional<url::Url> url = url::Url::Parse("http://" + name + "/");
      const std::optional<url::Url> literal = url::Url::Parse(
          "http://" + (address.find(':') == std::string::npos ? address : "[" + address + "]"));
      if (url && !RefuseUrl(*url, {}) && literal && RefuseUrl(*literal, {})) {
        return name;
      }
    }
  }
  return "";
}

TEST_F(CurlTransportTest, TheAddressIsJudgedAtTheSocket) {
  options_.connect_to.clear();
  const std::string name = NameWithPrivateAddress();
  if (name.empty()) {
    GTEST_SKIP() << "/etc/hosts has no name for a private address beside localhost";
  }
  const std::string url = "http://" + name + ":" + std::to_string(web_->http_port()) + "/";
  const Exchange refused = Fetch(url);
  EXPECT_EQ(Got(refused), "refused") << refused.failure_detail;
  EXPECT_NE(refused.failure_detail.find("--allow-private"), std::string::npos);
  options_.allow_private = true;
  EXPECT_NE(Got(Fetch(url)), "refused");
}

TEST_F(CurlTransportTest, AllowPrivateAsksThisMachine) {
  options_.connect_to.clear();
  const std::string url = "http://127.0.0.1:" + std::to_string(web_->http_port()) + "/hello";
  EXPECT_EQ(Got(Fetch(url)), "refused");
  options_.allow_private = true;
  EXPECT_EQ(Fetch(url).status, 404) << "no such host there, but it was asked";
}

TEST_F(CurlTransportTest, ADetourToAClosedPortDoesNotConnect) {
  options_.connect_to.insert(options_.connect_to.begin(),
                             *ParseConnectTo("down.example.org::127.0.0.1:1"));
  const Exchange down = Fetch("http://down.example.org/");
  EXPECT_EQ(Got(down), "connect");
  EXPECT_EQ(Get("http://example.org/hello"), "200 hello");
}

TEST_F(CurlTransportTest, NamesThatDoNotExist) {
  EXPECT_EQ(Get("http://nowhere.invalid/"), "dns");
  options_.connect_to.clear();
  const Failure failure = Fetch("http://no-such-name-of-ibid.example/").failure;
  EXPECT_TRUE(failure == Failure::kDns || failure == Failure::kDnsTemporary) << Name(failure);
}

TEST_F(CurlTransportTest, TheEnvironmentNamesNoProxy) {
  setenv("http_proxy", "http://127.0.0.1:1", 1);
  setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
  EXPECT_EQ(Get("http://example.org/hello"), "200 hello");
  unsetenv("http_proxy");
  unsetenv("ALL_PROXY");
  options_.connect_to.clear();
  const std::string proxy = "http://127.0.0.1:" + std::to_string(web_->http_port());
  options_.proxy = ParseProxy(proxy, "").value();
  EXPECT_EQ(Get("http://example.org/hello"), "200 hello") << "the option does";
  EXPECT_EQ(Get("http://10.0.0.1/"), "refused") << "behind a proxy, too";
  EXPECT_EQ(Get("http://intranet.local/"), "refused");
  EXPECT_EQ(Get("http://nowhere.example/"), "404 no rule for GET nowhere.example/\n")
      << "the proxy resolves names";
  options_.proxy = ParseProxy(proxy, "nowhere.example").value();
  EXPECT_EQ(Got(Fetch("http://nowhere.example/")).substr(0, 3), "dns") << "not for this one";
}

TEST_F(CurlTransportTest, CredentialsAreForOneHostOverHttpsAlone) {
  options_.credentials = {{"secret.example.org", "me", "pw:1", "", {"X-Key: k1"}}};
  const std::string shown = Fetch("https://secret.example.org/echo").body;
  EXPECT_NE(shown.find("\"authorization\": \"Basic bWU6cHc6MQ==\""), std::string::npos) << shown;
  EXPECT_NE(shown.find("\"x-key\": \"k1\""), std::string::npos) << shown;
  for (const char* other : {"http://secret.example.org/echo", "https://example.org/echo",
                            "https://www.secret.example.org.example.org/echo"}) {
    const std::string body = Fetch(other).body;
    EXPECT_EQ(body.find("bWU6cHc6MQ"), std::string::npos) << other << body;
    EXPECT_EQ(body.find("x-key"), std::string::npos) << other << body;
  }
  EXPECT_TRUE(Fetch("https://secret.example.org/").request.headers.empty())
      << "the exchange does not know";
  options_.credentials = {{"secret.example.org", "", "", "token", {}}};
  EXPECT_NE(Fetch("https://secret.example.org/echo").body.find("Bearer token"), std::string::npos);
}

TEST_F(CurlTransportTest, WhatNobodyReadsIsNotWaitedFor) {
  options_.opaque_bytes_max = 1000;
  const Exchange film = Fetch("http://example.org/film");
  EXPECT_EQ(film.failure, Failure::kNone) << film.failure_detail;
  EXPECT_EQ(film.status, 200);
  EXPECT_EQ(film.body.size(), 1000U);
  EXPECT_FALSE(film.body_complete);
  EXPECT_TRUE(Fetch("http://example.org/picture").body_complete) << "a small one is all there";
  HttpRequest whole;
  whole.url = "http://example.org/film";
  whole.body_bytes_max = 50'000;
  EXPECT_EQ(Fetch(whole).body.size(), 50'000U) << "who names a limit gets what it allows";
}

TEST_F(CurlTransportTest, UnpacksWhatItOffersAndNothingThatIsCutShort) {
  const std::string offered = Fetch("http://example.org/echo").body;
  const bool br = offered.find(", br") != std::string::npos;
  const bool zstd = offered.find("zstd") != std::string::npos;
  EXPECT_NE(offered.find("gzip"), std::string::npos) << offered;
  const auto ends_well = [&](const char* path) {
    const Exchange exchange = Fetch(std::string("http://example.org/") + path);
    return exchange.failure == Failure::kNone && exchange.body.ends_with("until March.");
  };
  EXPECT_EQ(ends_well("br"), br);
  EXPECT_EQ(ends_well("zstd"), zstd);
  for (const char* lacking : {"br-lacks", "zstd-lacks", "gzip-lacks"}) {
    EXPECT_FALSE(ends_well(lacking)) << lacking;
  }
}

TEST_F(CurlTransportTest, FiveHundredAtOnceAndConnectionsAreKept) {
  CurlTransport transport(*loop_, options_);
  constexpr int kRequests = 500;
  int answered = 0;
  for (int i = 0; i < kRequests; ++i) {
    HttpRequest request;
    request.url = "http://example.org/slow";
    transport.Start(request, [&](Exchange exchange) {
      EXPECT_EQ(Got(exchange), "200 slow");
      ++answered;
    });
  }
  const milliseconds began = loop_->Elapsed();
  loop_->RunUntil([&] { return answered == kRequests; });
  EXPECT_LT((loop_->Elapsed() - began).count(), 5000) << "200 ms each";
  for (int i = 0; i < 5; ++i) {
    transport.Start({.method = "GET",
                     .url = "http://example.org/hello",
                     .headers = {},
                     .body = {},
                     .secret_query = {}},
                    [&](Exchange) { ++answered; });
    loop_->RunUntil([&] { return answered == kRequests + i + 1; });
  }
  std::set<int> connections;
  for (const test::WebProcess::Asked& asked : web_->Log()) {
    connections.insert(asked.connection);
  }
  EXPECT_LE(connections.size(), static_cast<std::size_t>(kRequests))
      << "the last five had none of their own";
}

TEST_F(CurlTransportTest, StopEndsEverythingAsCancelled) {
  CurlTransport transport(*loop_, options_);
  std::vector<std::string> got;
  const auto note = [&](Exchange exchange) { got.push_back(Got(exchange)); };
  HttpRequest request;
  request.url = "http://example.org/stall";
  transport.Start(request, note);
  transport.Start(request, note);
  loop_->After(milliseconds(50), [&] {
    transport.Stop();
    transport.Start(request, note);
  });
  loop_->RunUntil([] { return false; });  // Until nothing is left that could happen.
  EXPECT_EQ(got, std::vector<std::string>(3, "cancelled"));
}

}  // namespace
}  // namespace ibid::net
