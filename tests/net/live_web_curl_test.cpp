// LiveWeb over the real transport, asked by coroutines, against the test web.

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "net/curl_transport.h"
#include "net/live_web.h"
#include "support/web_process.h"
#include "url/url.h"

namespace ibid::net {
namespace {

using std::chrono::milliseconds;

class LiveWebCurlTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    web_process_ = new test::WebProcess(test::WebProcess::OfFolder(IBID_TESTS "/net/web"));
  }
  static void TearDownTestSuite() {
    delete web_process_;
    web_process_ = nullptr;
  }

  void SetUp() override {
    web_process_->Reset();
    loop_ = CurlLoop::Make().value();
    TransportOptions options;
    options.ca_file = web_process_->ca_file();
    for (const std::string& to : web_process_->connect_to()) {
      options.connect_to.push_back(*ParseConnectTo(to));
    }
    transport_ = std::make_unique<CurlTransport>(*loop_, options);
    web_ = std::make_unique<LiveWeb>(*loop_, *transport_, nullptr, WebOptions{});
  }

  // Runs the tasks side by side and gives their results, in their order.
  std::vector<std::string> Run(std::vector<Task<std::string>> tasks) {
    std::vector<std::string> results(tasks.size());
    std::size_t ended = 0;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      Spawn<std::string>(std::move(tasks[i]), [&, i](std::string result) {
        results[i] = std::move(result);
        ++ended;
      });
    }
    loop_->RunUntil([&] { return ended == results.size(); });
    EXPECT_EQ(ended, results.size());
    return results;
  }
  std::string Run(Task<std::string> task) {
    std::vector<Task<std::string>> one;
    one.push_back(std::move(task));
    return Run(std::move(one))[0];
  }

  static test::WebProcess* web_process_;
  std::unique_ptr<CurlLoop> loop_;
  std::unique_ptr<CurlTransport> transport_;
  std::unique_ptr<LiveWeb> web_;
};

test::WebProcess* LiveWebCurlTest::web_process_ = nullptr;

// Follows Location as a resolver does: "302 http://b/ | refused".
Task<std::string> Follow(std::string start, Web& web) {
  std::string text;
  std::string at = std::move(start);
  for (int hop = 0; hop < 10; ++hop) {
    const ExchangePtr answer = co_await web.Get(at);
    text += (text.empty() ? "" : " | ") + (answer->failure != Failure::kNone
                                               ? std::string(Name(answer->failure))
                                               : std::to_string(answer->status));
    const auto location = FindHeader(answer->headers, "Location");
    if (!location) {
      co_return text + (answer->body.empty() ? "" : " " + answer->body);
    }
    at = std::string(*location);
    text += " " + at;
  }
  co_return text;
}

Task<std::string> Chain(std::string start, int hops, Web& web) {
  int ok = 0;
  for (int i = 0; i < hops; ++i) {
    const ExchangePtr answer = co_await web.Get(start + std::to_string(i));
    ok += answer->status == 200 ? 1 : 0;
  }
  co_return std::to_string(ok);
}

TEST_F(LiveWebCurlTest, FortyReferencesOnTwentyHostsTakeTheTimeOfTheLongestChain) {
  std::vector<Task<std::string>> tasks;
  for (int i = 0; i < 40; ++i) {
    const std::string start =
        "http://h" + std::to_string(i % 20) + ".example.net/" + std::to_string(i) + "/";
    tasks.push_back(Chain(start, 2, *web_));
  }
  const milliseconds began = loop_->Elapsed();
  EXPECT_EQ(Run(std::move(tasks)), std::vector<std::string>(40, "2"));
  const milliseconds took = loop_->Elapsed() - began;
  RecordProperty("milliseconds", static_cast<int>(took.count()));
  EXPECT_LT(took, milliseconds(3 * 2 * 200));
  EXPECT_EQ(web_process_->Log().size(), 80U);
}

TEST_F(LiveWebCurlTest, WidthIsNeverExceededAsTheServerCounts) {
  std::vector<Task<std::string>> tasks;
  for (int i = 0; i < 60; ++i) {
    tasks.push_back(Chain("https://once.example.net/" + std::to_string(i) + "/", 1, *web_));
  }
  Run(std::move(tasks));
  int most = 0;
  for (const test::WebProcess::Asked& asked : web_process_->Log()) {
    most = std::max(most, asked.at_once);
  }
  EXPECT_EQ(most, 6);
  EXPECT_EQ(web_process_->Log()[0].at_once, 1);
  EXPECT_EQ(web_process_->Log()[1].time > web_process_->Log()[0].time + 0.02, true)
      << "until it has answered, a host is asked one thing";
}

TEST_F(LiveWebCurlTest, RedirectsLeadNowhereThatTheGuardForbids) {
  EXPECT_EQ(Run(Follow("http://trap.example.net/loopback", *web_)),
            "302 http://127.0.0.1:8080/admin | refused");
  EXPECT_EQ(Run(Follow("http://trap.example.net/file", *web_)), "302 file:///etc/passwd | refused");
  EXPECT_EQ(Run(Follow("http://trap.example.net/metadata", *web_)),
            "302 http://169.254.169.254/latest/meta-data/ | refused");
  EXPECT_EQ(Run(Follow("http://trap.example.net/mapped", *web_)),
            "302 http://[::ffff:10.0.0.1]/ | refused");
  EXPECT_EQ(web_process_->Log().size(), 4U);
}

TEST_F(LiveWebCurlTest, WaitsAndTriesAgain) {
  std::vector<Task<std::string>> tasks;
  tasks.push_back(Follow("http://busy.example.net/", *web_));
  tasks.push_back(Follow("http://flaky.example.net/", *web_));
  tasks.push_back(Follow("http://nowhere.invalid/", *web_));
  EXPECT_EQ(Run(std::move(tasks)),
            (std::vector<std::string>{"200 welcome", "200 third time lucky", "dns"}));
  std::vector<double> busy;
  for (const test::WebProcess::Asked& asked : web_process_->Log()) {
    if (asked.host == "busy.example.net") {
      busy.push_back(asked.time);
    }
  }
  ASSERT_EQ(busy.size(), 2U);
  EXPECT_GE(busy[1] - busy[0], 0.999);
}

TEST_F(LiveWebCurlTest, StopWhileEverythingIsUnderWay) {
  std::vector<Task<std::string>> tasks;
  for (int i = 0; i < 100; ++i) {
    const std::string host = "http://h" + std::to_string(i % 20) + ".example.net/";
    tasks.push_back(Follow(host + std::to_string(i), *web_));
  }
  loop_->After(milliseconds(100), [&] { web_->Stop(); });
  EXPECT_EQ(Run(std::move(tasks)), std::vector<std::string>(100, "cancelled"));
  EXPECT_LE(web_process_->Log().size(), 20U);
}

}  // namespace
}  // namespace ibid::net
