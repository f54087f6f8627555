#include "pipeline/save_pages.h"

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "net/live_web.h"
#include "support/manual_loop.h"
#include "text/dates.h"
#include "url/url.h"

namespace ibid::pipeline {
namespace {

// The Wayback Machine as these tests need it: its index, and Save Page Now in the shapes of the
// SPN2 API. What each page answers is scripted; every question is noted with its time.
class SaveNow final : public net::Transport {
 public:
  explicit SaveNow(net::Loop& loop) : loop_(loop) {}

  std::map<std::string, std::vector<std::string>> on_save;  // By page: "STATUS BODY", in turn.
  std::map<std::string, std::vector<std::string>> on_job;   // By job, in turn.
  std::map<std::string, std::string> captured;              // By page: a timestamp.
  std::string user = R"(200 {"available":5,"processing":0})";
  std::vector<std::string> asked;

  void Start(HttpRequest request, Done done) override {
    const std::string answer = Answer(request);
    Exchange exchange;
    exchange.at = loop_.Now();
    if (answer == "timeout") {
      exchange.failure = Failure::kTimeout;
    } else {
      exchange.status = std::stoi(answer.substr(0, 3));
      exchange.body = answer.size() > 4 ? answer.substr(4) : "";
    }
    exchange.request = std::move(request);
    loop_.After(std::chrono::milliseconds(100),
                [exchange = std::move(exchange), done = std::move(done)]() mutable {
                  done(std::move(exchange));
                });
  }
  void Stop() override {}

 private:
  static std::string Turn(std::vector<std::string>& answers) {
    std::string answer = answers.front();
    if (answers.size() > 1) {
      answers.erase(answers.begin());
    }
    return answer;
  }

  std::string Answer(const HttpRequest& request) {
    const auto url = url::Url::Parse(request.url);
    const std::string path(url->path());
    if (path == "/cdx/search/cdx") {
      const std::string page = *url->Parameter("url");
      Note("index " + page);
      const auto found = captured.find(page);
      return found == captured.end()
                 ? "200 []"
                 : "200 [[\"timestamp\",\"original\",\"mimetype\",\"statuscode\"],[\"" +
                       found->second + "\",\"" + page + "\",\"text/html\",\"200\"]]";
    }
    EXPECT_EQ(FindHeader(request.headers, "Authorization"), "LOW key:secret");
    if (path == "/save") {
      EXPECT_EQ(request.method, "POST");
      const auto form = url::Url::Parse("http://form/?" + request.body);
      EXPECT_EQ(form->Parameter("if_not_archived_within"), "1d");
      const std::string page = *form->Parameter("url");
      Note("save " + page);
      return on_save.contains(page) ? Turn(on_save[page]) : R"(200 {"job_id":"spn2-1"})";
    }
    if (path == "/save/status/user") {
      return user;
    }
    const std::string job = path.substr(std::string("/save/status/").size());
    Note("job " + job);
    return on_job.contains(job) ? Turn(on_job[job])
                                : R"(200 {"status":"success","timestamp":"20261122120010"})";
  }

  void Note(const std::string& what) {
    asked.push_back(std::to_string(loop_.Elapsed().count() / 1000) + " " + what);
  }

  net::Loop& loop_;
};

class SavePagesTest : public testing::Test {
 protected:
  SavePagesTest() { options_.key = "key:secret"; }

  // "STATE CAPTURE (REASON)" a line, without what is empty.
  std::string Save(const std::vector<std::string>& urls) {
    net::LiveWeb web(loop_, archive_, nullptr, {});
    std::vector<SavedPage> pages;
    net::Spawn<std::vector<SavedPage>>(
        SavePages(urls, options_, loop_, web, [&] { ++done_; }),
        [&](std::vector<SavedPage> saved) { pages = std::move(saved); });
    loop_.Run();
    std::string out;
    for (const SavedPage& page : pages) {
      out += std::string(Name(page.state)) + (page.capture.empty() ? "" : " " + page.capture) +
             (page.reason.empty() ? "" : " (" + page.reason + ")") + "\n";
    }
    return out;
  }

  test::ManualLoop loop_{*text::ParseInstant("2026-11-22T12:00:00Z")};
  SaveNow archive_{loop_};
  SaveOptions options_;
  int done_ = 0;
};

constexpr const char* kA = "https://a.example/";
constexpr const char* kB = "https://b.example/";
constexpr const char* kNow = "https://web.archive.org/web/20261122120010/";

TEST_F(SavePagesTest, WhatHasNoCopyIsSaved) {
  archive_.captured[kB] = "20200101000000";
  EXPECT_EQ(Save({kA, kB}), std::string("saved ") + kNow + kA +
                                "\ncaptured https://web.archive.org/web/20200101000000/" + kB +
                                "\n");
  EXPECT_EQ(done_, 2);
}

TEST_F(SavePagesTest, ADryRunAsksTheIndexAlone) {
  options_.dry_run = true;
  options_.key.clear();
  EXPECT_EQ(Save({kA}), "would_save\n");
  EXPECT_EQ(archive_.asked, std::vector<std::string>{"0 index https://a.example/"});
}

TEST_F(SavePagesTest, ASlowJobIsAskedAboutLessAndLess) {
  archive_.on_job["spn2-1"] = {R"(200 {"status":"pending"})", R"(200 {"status":"pending"})",
                               R"(200 {"status":"pending"})",
                               R"(200 {"status":"success","timestamp":"20261122120010"})"};
  EXPECT_EQ(Save({kA}), std::string("saved ") + kNow + kA + "\n");
  std::vector<std::string> jobs(archive_.asked.begin() + 2, archive_.asked.end());
  EXPECT_EQ(jobs, (std::vector<std::string>{"4 job spn2-1", "12 job spn2-1", "28 job spn2-1",
                                            "58 job spn2-1"}));
}

TEST_F(SavePagesTest, AJobWithoutEndIsLeftUnderWay) {
  archive_.on_job["spn2-1"] = {R"(200 {"status":"pending"})"};
  EXPECT_EQ(Save({kA}), "pending (the archive has taken it and is not done; its job is spn2-1)\n");
  EXPECT_LT(loop_.Elapsed(), std::chrono::minutes(12));
}

TEST_F(SavePagesTest, AFullQueueIsWaitedFor) {
  archive_.on_save[kA] = {
      R"(200 {"status":"error","status_ext":"error:user-session-limit","message":"You have already reached the limit of active sessions."})",
      R"(200 {"job_id":"spn2-1"})"};
  EXPECT_EQ(Save({kA}), std::string("saved ") + kNow + kA + "\n");
}

TEST_F(SavePagesTest, WhatTheArchiveDoesNotSaveIsSaidWithItsReason) {
  archive_.on_save[kA] = {
      R"(200 {"status":"error","status_ext":"error:blocked-url","message":"This URL is in our block list."})"};
  archive_.on_save[kB] = {R"(200 {"message":"Something new."})"};
  EXPECT_EQ(Save({kA, kB}),
            "refused (the address is on the archive's list of those it does not save)\n"
            "refused (Something new.)\n");
}

TEST_F(SavePagesTest, AJobThatMayWorkOutIsBegunOnceMore) {
  archive_.on_save[kA] = {R"(200 {"job_id":"spn2-1"})", R"(200 {"job_id":"spn2-2"})"};
  archive_.on_job["spn2-1"] = {R"(200 {"status":"error","status_ext":"error:browsing-timeout"})"};
  EXPECT_EQ(Save({kA}), std::string("saved ") + kNow + kA + "\n");
  archive_.on_save[kB] = {R"(200 {"job_id":"spn2-1"})"};
  EXPECT_EQ(Save({kB}), "refused (the page took the archive too long)\n");
}

TEST_F(SavePagesTest, After429sNothingMoreIsAsked) {
  archive_.on_save[kA] = {"429"};
  const std::string said = Save({kA, kB, "https://c.example/", "https://d.example/"});
  EXPECT_EQ(said.find("saved"), std::string::npos) << said;
  const auto saves = std::count_if(
      archive_.asked.begin(), archive_.asked.end(),
      [](const std::string& line) { return line.find(" save ") != std::string::npos; });
  EXPECT_LE(saves, 5) << said;
  EXPECT_NE(said.find("not_asked"), std::string::npos) << said;
}

TEST_F(SavePagesTest, KeysThatAreNotAcceptedEndIt) {
  archive_.user = R"(401 {"message":"You need to be logged in to use Save Page Now."})";
  const std::string why =
      "not_asked (the Wayback Machine answered 401: the keys are not accepted)\n";
  EXPECT_EQ(Save({kA, kB}), why + why);
  EXPECT_TRUE(archive_.asked.empty());
}

TEST_F(SavePagesTest, TheDaysCapturesAreNotExceeded) {
  archive_.user = R"(200 {"available":5,"daily_captures":99,"daily_captures_limit":100})";
  const std::string said = Save({kA, kB});
  EXPECT_EQ(said, std::string("saved ") + kNow + kA +
                      "\nnot_asked (as many pages as may be saved in this run were asked for)\n");
}

TEST_F(SavePagesTest, AnErrorMayHideThatThePageWasSaved) {
  archive_.on_save[kA] = {"523"};
  EXPECT_EQ(Save({kA}), "unsure (the Wayback Machine answered 523)\n");
}

// A second run: what the first has saved is in the index by then, or the archive says so itself.
TEST_F(SavePagesTest, ASecondRunSavesNothingTwice) {
  archive_.on_job["spn2-1"] = {R"(200 {"status":"pending"})"};
  Save({kA, kB});
  archive_.captured[kA] = "20261122120010";
  archive_.on_job["spn2-1"] = {R"(200 {"status":"success","timestamp":"20261122120010"})"};
  archive_.asked.clear();
  EXPECT_EQ(Save({kA, kB}), std::string("captured ") + kNow + kA + "\nsaved " + kNow + kB + "\n");
}

}  // namespace
}  // namespace ibid::pipeline
