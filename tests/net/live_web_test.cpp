#include "net/live_web.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "net/task.h"
#include "support/manual_loop.h"
#include "support/scripted_transport.h"
#include "text/dates.h"

namespace ibid::net {
namespace {

using std::chrono::milliseconds;

// Keeps exchanges in memory; committed 5 ms later.
class MemoryStore final : public ExchangeStore {
 public:
  explicit MemoryStore(Loop& loop) : loop_(loop) {}

  ExchangePtr FindReusable(const HttpRequest& request, Instant now) override {
    const auto found = newest.find(request.url);
    return found != newest.end() && found->second.second && *found->second.second > now
               ? found->second.first
               : nullptr;
  }
  ExchangePtr FindStored(const HttpRequest& request) override {
    const auto found = newest.find(request.url);
    return found != newest.end() && found->second.second ? found->second.first : nullptr;
  }
  ExchangePtr FindAny(const HttpRequest& request) override {
    const auto found = last.find(request.url);
    return found != last.end() ? found->second : nullptr;
  }
  void Append(ExchangePtr exchange, Reuse reuse, std::function<void()> committed) override {
    ++appended;
    last[exchange->request.url] = exchange;
    if (reuse.what != Reuse::What::kSilent) {
      newest[exchange->request.url] = {
          exchange, reuse.what == Reuse::What::kUntil ? std::optional(reuse.until) : std::nullopt};
    }
    loop_.After(milliseconds(5), [this, exchange, then = std::move(committed)] {
      on_disk.push_back(exchange->id);
      then();
    });
  }

  void Invalidate(const std::string& url) override { newest.erase(url); }

  std::map<std::string, ExchangePtr> last;
  std::map<std::string, std::pair<ExchangePtr, std::optional<Instant>>> newest;  // Not the silent.
  std::vector<std::string> on_disk;
  int appended = 0;

 private:
  Loop& loop_;
};

class LiveWebTest : public testing::Test {
 protected:
  LiveWeb MakeWeb(ExchangeStore* store = nullptr) { return {loop_, transport_, store, options_}; }

  // Asks; what comes is noted in `got_` as "URL: 200 body" or "URL: dns".
  void Ask(LiveWeb& web, const std::string& url, bool fresh = false) {
    HttpRequest request;
    request.url = url;
    request.fresh = fresh;
    web.Ask(request, [this, url](const ExchangePtr& answer) {
      got_ += url + ": " +
              (answer->failure != Failure::kNone ? std::string(Name(answer->failure))
                                                 : std::to_string(answer->status)) +
              (answer->body.empty() ? "" : " " + answer->body) + "\n";
      last_ = answer;
    });
  }

  test::ManualLoop loop_{*text::ParseInstant("2026-11-22T12:00:00Z")};
  test::ScriptedTransport transport_{loop_};
  WebOptions options_;
  std::string got_;
  ExchangePtr last_;
};

TEST_F(LiveWebTest, AsksAndAnswersWithAnIdButNotWithinAsk) {
  LiveWeb web = MakeWeb();
  transport_.Add("http://a.org/1", "404 nothing");
  Ask(web, "http://a.org/1");
  EXPECT_EQ(got_, "");
  loop_.Run();
  EXPECT_EQ(got_, "http://a.org/1: 404 nothing\n");
  EXPECT_EQ(last_->id.size(), 17U);
}

TEST_F(LiveWebTest, TheSameQuestionAtOnceIsSentOnce) {
  LiveWeb web = MakeWeb();
  for (int i = 0; i < 3; ++i) {
    Ask(web, "http://a.org/1");
  }
  loop_.Run();
  EXPECT_EQ(transport_.LogText(), "0.000 http://a.org/1\n");
  EXPECT_EQ(got_, "http://a.org/1: 200\nhttp://a.org/1: 200\nhttp://a.org/1: 200\n");
}

TEST_F(LiveWebTest, OtherHeadersAreAnotherQuestion) {
  LiveWeb web = MakeWeb();
  Ask(web, "http://a.org/1");
  web.Ask({.method = "GET",
           .url = "http://a.org/1",
           .headers = {{"Accept", "text/html"}},
           .body = {},
           .secret_query = {}},
          [](const ExchangePtr&) {});
  loop_.Run();
  EXPECT_EQ(transport_.asked().size(), 2U);
}

TEST_F(LiveWebTest, WhatIsHandedOutIsCommittedAndAnswersTheNextTime) {
  MemoryStore store(loop_);
  LiveWeb web = MakeWeb(&store);
  bool on_disk_first = false;
  HttpRequest request;
  request.url = "http://a.org/1";
  web.Ask(request, [&](const ExchangePtr& answer) {
    on_disk_first = store.on_disk == std::vector<std::string>{answer->id};
  });
  loop_.Run();
  EXPECT_TRUE(on_disk_first);
  Ask(web, "http://a.org/1");
  EXPECT_EQ(got_, "") << "never before Ask has returned";
  loop_.Run();
  EXPECT_EQ(got_, "http://a.org/1: 200\n");
  EXPECT_EQ(transport_.asked().size(), 1U);
  Ask(web, "http://a.org/1", true);
  loop_.Run();
  EXPECT_EQ(transport_.asked().size(), 2U) << "fresh: the web is asked";
  EXPECT_EQ(web.progress().from_store, 1U);
  EXPECT_EQ(web.progress().answered, web.progress().asked);
}

TEST_F(LiveWebTest, OfflineAnswersFromTheStoreHoweverOld) {
  MemoryStore store(loop_);
  transport_.Add("http://a.org/1", "200 Cache-Control=no-store kept");
  {
    LiveWeb web = MakeWeb(&store);
    Ask(web, "http://a.org/1");
    loop_.Run();
  }
  options_.offline = true;
  LiveWeb web = MakeWeb(&store);
  Ask(web, "http://a.org/1", true);
  Ask(web, "http://a.org/2");
  loop_.Run();
  EXPECT_EQ(got_, "http://a.org/1: 200 kept\nhttp://a.org/1: 200 kept\nhttp://a.org/2: offline\n");
  EXPECT_EQ(transport_.asked().size(), 1U);
  EXPECT_EQ(store.appended, 1) << "not having asked is no evidence";
}

TEST_F(LiveWebTest, WidthIsNeverExceeded) {
  options_.width = 10;
  LiveWeb web = MakeWeb();
  for (int host = 0; host < 5; ++host) {
    for (int i = 0; i < 20; ++i) {
      Ask(web, "http://h" + std::to_string(host) + ".org/" + std::to_string(i));
    }
  }
  loop_.Run();
  EXPECT_EQ(transport_.asked().size(), 100U);
  EXPECT_EQ(transport_.AtOnceMax("http://"), 10);
  EXPECT_LE(transport_.AtOnceMax("http://h0.org/"), 6);
  EXPECT_EQ(transport_.asked().back().at, milliseconds(1000)) << "full from the second round on";
}

TEST_F(LiveWebTest, AHostThatIsDownIsAskedOnce) {
  for (const char* failure : {"dns", "connect", "tls"}) {
    transport_.Add(std::string("http://") + failure + ".org/0", failure);
    LiveWeb web = MakeWeb();
    const std::size_t before = transport_.asked().size();
    got_.clear();
    for (int i = 0; i < 50; ++i) {
      Ask(web, std::string("http://") + failure + ".org/" + std::to_string(i));
    }
    loop_.Run();
    EXPECT_EQ(transport_.asked().size(), before + 1) << failure;
    EXPECT_EQ(std::count(got_.begin(), got_.end(), '\n'), 50);
    EXPECT_EQ(last_->failure_detail, "not asked again in this run: scripted");
  }
}

TEST_F(LiveWebTest, APortThatIsClosedSaysNothingOfTheOthers) {
  LiveWeb web = MakeWeb();
  transport_.Add("https://a.org/", "connect");
  Ask(web, "https://a.org/");
  Ask(web, "http://a.org/");
  loop_.Run();
  EXPECT_EQ(got_, "https://a.org/: connect\nhttp://a.org/: 200\n");
}

TEST_F(LiveWebTest, RetryAfterIsHonouredToTheSecond) {
  LiveWeb web = MakeWeb();
  transport_.Add("http://a.org/1", "429 Retry-After=7 | 200 late");
  transport_.Add("http://b.org/1", "503 Retry-After=Sun,_22_Nov_2026_12:00:30_GMT | 200 later");
  Ask(web, "http://a.org/1");
  Ask(web, "http://a.org/2");
  Ask(web, "http://b.org/1");
  loop_.Run();
  EXPECT_EQ(transport_.LogText(),
            "0.000 http://a.org/1\n"
            "0.000 http://b.org/1\n"
            "7.100 http://a.org/1\n"
            "8.100 http://a.org/2\n"
            "30.100 http://b.org/1\n");
  EXPECT_EQ(got_, "http://a.org/1: 200 late\nhttp://a.org/2: 200\nhttp://b.org/1: 200 later\n");
}

TEST_F(LiveWebTest, AHostThatAsksForTooMuchPatienceIsLeftAlone) {
  LiveWeb web = MakeWeb();
  transport_.Add("http://a.org/1", "429 Retry-After=3600");
  Ask(web, "http://a.org/1");
  Ask(web, "http://a.org/2");
  loop_.Run();
  EXPECT_EQ(got_, "http://a.org/1: 429\nhttp://a.org/2: refused\n");
  EXPECT_EQ(last_->failure_detail,
            "not asked again in this run: the host asks for a pause of 3600 s (429)");
}

TEST_F(LiveWebTest, A429ThatNamesNoTimeIsAnAnswer) {
  LiveWeb web = MakeWeb();
  transport_.Add("http://a.org/1", "429");
  Ask(web, "http://a.org/1");
  loop_.Run();
  EXPECT_EQ(got_, "http://a.org/1: 429\n");
  EXPECT_EQ(transport_.asked().size(), 1U);
}

TEST_F(LiveWebTest, TransientFailuresAreTriedAgainAFewTimes) {
  MemoryStore store(loop_);
  LiveWeb web = MakeWeb(&store);
  transport_.Add("http://a.org/1", "502 | 503 | 200 at_last");
  transport_.Add("http://b.org/1", "503");
  transport_.Add("http://c.org/1", "protocol | 200");
  transport_.Add("http://d.org/1", "dns_temporary | 200");
  transport_.Add("http://e.org/1", "500");
  for (const char* host : {"a", "b", "c", "d", "e"}) {
    Ask(web, std::string("http://") + host + ".org/1");
  }
  loop_.Run();
  EXPECT_EQ(transport_.asked().size(), 3U + 3 + 2 + 2 + 1);
  EXPECT_EQ(store.appended, 11) << "each attempt is evidence";
  EXPECT_EQ(got_,
            "http://e.org/1: 500\nhttp://c.org/1: 200\nhttp://d.org/1: 200\n"
            "http://a.org/1: 200 at_last\nhttp://b.org/1: 503\n");
}

TEST_F(LiveWebTest, APostIsNotRepeatedWhereItMayHaveBeenDone) {
  LiveWeb web = MakeWeb();
  transport_.Add("http://a.org/save", "502 | 200 saved");
  HttpRequest request;
  request.method = "POST";
  request.url = "http://a.org/save";
  request.body = "url=x";
  int status = 0;
  web.Ask(request, [&](const ExchangePtr& answer) { status = answer->status; });
  loop_.Run();
  EXPECT_EQ(status, 502);
}

TEST_F(LiveWebTest, CredentialsAndWhatIsPostedAreNotKept) {
  MemoryStore store(loop_);
  LiveWeb web = MakeWeb(&store);
  transport_.Add("http://a.org/save", "200 saved");
  HttpRequest request;
  request.method = "POST";
  request.url = "http://a.org/save";
  request.headers = {{"Accept", "application/json"}, {"authorization", "LOW key:secret"}};
  request.body = "url=x";
  web.Ask(request, [&](const ExchangePtr& answer) { last_ = answer; });
  loop_.Run();
  ASSERT_NE(last_, nullptr);
  EXPECT_EQ(last_->request.headers, (Headers{{"Accept", "application/json"}}));
  EXPECT_EQ(last_->request.body, "");
  EXPECT_EQ(store.last.at("http://a.org/save"), last_);
}

TEST_F(LiveWebTest, AHostThatNeverAnswersInTimeIsGivenUp) {
  LiveWeb web = MakeWeb();
  for (int i = 0; i < 10; ++i) {
    const std::string url = "http://a.org/" + std::to_string(i);
    transport_.Add(url, "+60000ms timeout");
    Ask(web, url);
  }
  loop_.Run();
  EXPECT_EQ(transport_.asked().size(), 3U);
  EXPECT_EQ(loop_.Elapsed(), milliseconds(180'000));
}

TEST_F(LiveWebTest, HostsThatKeepUsWaitingKeepNobodyElseWaiting) {
  options_.width = 4;
  LiveWeb web = MakeWeb();
  for (int i = 0; i < 15; ++i) {
    const std::string url = "http://slow" + std::to_string(i) + ".org/";
    transport_.Add(url, "+60000ms timeout");
    Ask(web, url);
  }
  Ask(web, "http://quick.org/");
  loop_.After(milliseconds(13'000), [&] {
    EXPECT_EQ(got_, "http://quick.org/: 200\n") << "though fifteen others were there before it";
  });
  loop_.Run();
  EXPECT_LE(transport_.AtOnceMax("http://"), 4 * (LiveWeb::kSlowLanes + 1));
  EXPECT_EQ(std::count(got_.begin(), got_.end(), '\n'), 16);
}

TEST_F(LiveWebTest, AThrottlingHostDelaysNobodyElse) {
  options_.width = 4;
  LiveWeb web = MakeWeb();
  transport_.Add("http://strict.org/0", "429 Retry-After=30 | 200");
  for (int i = 0; i < 20; ++i) {
    Ask(web, "http://strict.org/" + std::to_string(i));
  }
  for (int i = 0; i < 20; ++i) {
    Ask(web, "http://other.org/" + std::to_string(i));
  }
  loop_.RunUntil([&] { return loop_.Elapsed() >= milliseconds(2'000); });
  EXPECT_EQ(std::count(got_.begin(), got_.end(), '\n'), 20);
  loop_.Run();
  EXPECT_EQ(std::count(got_.begin(), got_.end(), '\n'), 40);
}

TEST_F(LiveWebTest, AHostThatSaysHowManyMoreGetsNoMore) {
  LiveWeb web = MakeWeb();
  transport_.Add("http://a.org/0", "200 RateLimit-Remaining=2 RateLimit-Reset=30");
  for (int i = 1; i < 4; ++i) {
    transport_.Add("http://a.org/" + std::to_string(i),
                   "200 RateLimit-Remaining=0 RateLimit-Reset=10");
  }
  for (int i = 0; i < 4; ++i) {
    Ask(web, "http://a.org/" + std::to_string(i));
  }
  loop_.Run();
  EXPECT_EQ(transport_.LogText(),
            "0.000 http://a.org/0\n0.100 http://a.org/1\n0.100 http://a.org/2\n"
            "10.200 http://a.org/3\n");
}

TEST_F(LiveWebTest, AHostThatGrowsSlowIsAskedLessAtOnce) {
  LiveWeb web = MakeWeb();
  for (int i = 0; i < 100; ++i) {
    const std::string url = "http://a.org/" + std::to_string(i);
    transport_.Add(url, i < 20 ? "+50ms 200" : "+3000ms 200");
    Ask(web, url);
  }
  loop_.Run();
  std::vector<long> times;
  for (const auto& asked : transport_.asked()) {
    times.push_back(asked.at.count());
  }
  ASSERT_EQ(times.size(), 100U);
  const auto within = [&](long begin, long end) {
    return std::count_if(times.begin(), times.end(),
                         [&](long at) { return at >= begin && at < end; });
  };
  EXPECT_GE(within(0, 400), 20) << "quick, six at once";
  EXPECT_LE(within(20'000, 40'000), 2 * 20 / 3) << "two at once at most";
}

TEST_F(LiveWebTest, TheUsersHeadersGoWithEveryRequestThatHasNone) {
  options_.headers = {{"Accept-Language", "de"}, {"Accept", "*/*"}};
  LiveWeb web = MakeWeb();
  HttpRequest request;
  request.url = "http://a.org/";
  request.headers = {{"accept", "text/html"}};
  web.Ask(request, [&](const ExchangePtr& answer) { last_ = answer; });
  loop_.Run();
  ASSERT_NE(last_, nullptr);
  EXPECT_EQ(last_->request.headers, (Headers{{"accept", "text/html"}, {"Accept-Language", "de"}}));
}

TEST_F(LiveWebTest, AServiceIsAskedAsItsRowSays) {
  LiveWeb web = MakeWeb();
  for (int i = 0; i < 25; ++i) {
    Ask(web, "https://web.archive.org/cdx/search/cdx?url=" + std::to_string(i));
  }
  Ask(web, "https://web.archive.org/web/2015/http://a.org/");
  loop_.Run();
  EXPECT_EQ(transport_.AtOnceMax("https://web.archive.org/cdx/"), 1);
  std::vector<long> times;
  for (const auto& asked : transport_.asked()) {
    if (asked.url.find("/cdx/") != std::string::npos) {
      times.push_back(asked.at.count());
    }
  }
  ASSERT_EQ(times.size(), 25U);
  EXPECT_EQ(times[19], 1900) << "the first twenty at once, one after another";
  for (std::size_t i = 20; i < times.size(); ++i) {
    EXPECT_GE(times[i] - times[i - 20], 60'000);
  }
  EXPECT_EQ(transport_.asked()[1].url, "https://web.archive.org/web/2015/http://a.org/");
}

TEST_F(LiveWebTest, ARecordingNeedsNoRest) {
  options_.paced = false;
  LiveWeb web = MakeWeb();
  for (int i = 0; i < 25; ++i) {
    Ask(web, "https://web.archive.org/cdx/search/cdx?url=" + std::to_string(i));
  }
  loop_.Run();
  EXPECT_LT(transport_.asked().back().at.count(), 60'000);
}

TEST_F(LiveWebTest, StopAnswersEverythingAsCancelled) {
  MemoryStore store(loop_);
  LiveWeb web = MakeWeb(&store);
  transport_.Add("http://b.org/1", "503");
  for (int i = 0; i < 5; ++i) {
    Ask(web, "http://a.org/" + std::to_string(i));
  }
  Ask(web, "http://b.org/1");
  loop_.After(milliseconds(150), [&] {
    web.Stop();
    Ask(web, "http://c.org/");
  });
  loop_.Run();
  EXPECT_EQ(got_,
            "http://a.org/0: 200\nhttp://b.org/1: cancelled\nhttp://c.org/: cancelled\n"
            "http://a.org/1: cancelled\nhttp://a.org/2: cancelled\nhttp://a.org/3: cancelled\n"
            "http://a.org/4: cancelled\n");
  EXPECT_EQ(web.progress().queued, 0U);
  EXPECT_EQ(web.progress().under_way, 0U);
  EXPECT_EQ(web.progress().answered, 7U);
}

TEST_F(LiveWebTest, SaysWhatItIsDoing) {
  int calls = 0;
  options_.on_progress = [&](const WebProgress&) { ++calls; };
  LiveWeb web = MakeWeb();
  Ask(web, "http://a.org/1");
  Ask(web, "http://a.org/2");
  ASSERT_EQ(web.Busy().size(), 1U);
  EXPECT_EQ(web.Busy()[0].host, "a.org");
  EXPECT_EQ(web.Busy()[0].under_way, 1);
  EXPECT_EQ(web.Busy()[0].queued, 1);
  loop_.Run();
  EXPECT_TRUE(web.Busy().empty());
  EXPECT_GE(calls, 4);
}

Task<int> Chain(std::string start, int hops, Web& web) {
  for (int i = 0; i < hops; ++i) {
    co_await web.Get(start + std::to_string(i));
  }
  co_return hops;
}

// 40 references of one to three hops on 20 hosts, 200 ms each: the time of the longest chain, and
// once more for hosts that are new to us.
TEST_F(LiveWebTest, AtOnceAndNotOneAfterAnother) {
  transport_.latency = milliseconds(200);
  LiveWeb web = MakeWeb();
  int ended = 0;
  for (int i = 0; i < 40; ++i) {
    const std::string start =
        "http://h" + std::to_string(i % 20) + ".org/" + std::to_string(i) + "/";
    Spawn<int>(Chain(start, 1 + i % 3, web), [&](int) { ++ended; });
  }
  loop_.Run();
  EXPECT_EQ(ended, 40);
  EXPECT_LE(loop_.Elapsed(), milliseconds(3 * 200 + 200));
}

}  // namespace
}  // namespace ibid::net
