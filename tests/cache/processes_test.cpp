// What several processes do to one cache, and what is left of it when they are killed.
#include <algorithm>
#include <array>
#include <csignal>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cache/scratch.h"
#include "cache/sqlite.h"

namespace ibid::cache {
namespace {

// A running cache_appender.
class Appender {
 public:
  explicit Appender(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), IBID_CACHE_APPENDER);
    std::array<int, 2> pipe{};
    EXPECT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
    std::vector<char*> argv;
    for (std::string& argument : arguments) {
      argv.push_back(argument.data());
    }
    argv.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(pipe[1], STDOUT_FILENO);
      ::execv(argv[0], argv.data());
      ::_exit(127);
    }
    ::close(pipe[1]);
    out_ = pipe[0];
  }

  // Until it has printed something.
  void AwaitOutput() {
    constexpr int kPatienceMs = 30'000;
    pollfd waiting{out_, POLLIN, 0};
    EXPECT_EQ(::poll(&waiting, 1, kPatienceMs), 1);
  }
  void Kill() { ::kill(pid_, SIGKILL); }

  // Waits for its end; gives back the whole lines that it printed.
  std::vector<std::string> Finish() {
    std::string all;
    std::array<char, 4096> buffer{};
    for (ssize_t n = 0; (n = ::read(out_, buffer.data(), buffer.size())) > 0;) {
      all.append(buffer.data(), static_cast<std::size_t>(n));
    }
    ::close(out_);
    ::waitpid(pid_, &status_, 0);
    std::vector<std::string> lines;
    std::istringstream in(all);
    for (std::string line; std::getline(in, line) && !in.eof();) {
      lines.push_back(line);
    }
    return lines;
  }
  int status() const { return status_; }

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  int status_ = 0;
};

std::set<std::string> Stored(const std::string& path) {
  Database db;
  EXPECT_TRUE(db.Open(path, Database::Mode::kReadWrite, std::chrono::seconds(5)));
  EXPECT_EQ(db.String("PRAGMA integrity_check"), "ok");
  std::set<std::string> ids;
  Statement all = db.Prepare("SELECT id FROM exchanges");
  Cursor row(all);
  while (row.Next()) {
    ids.emplace(row.Text(0));
  }
  return ids;
}

TEST(ProcessesTest, KilledAtAnyInstantNothingReportedIsLost) {
  const Scratch scratch;
  std::mt19937 random(20261122);
  std::size_t reported = 0;
  for (int round = 0; round < 50; ++round) {
    // Every fifth one is killed around the making of a new file, the others while they add to an
    // old one.
    const bool young = round % 5 == 0;
    const std::string path =
        scratch / (young ? "young" + std::to_string(round) + ".sqlite" : "old.sqlite");
    Appender appender({path, "r" + std::to_string(round), "1000000"});
    if (!young) {
      appender.AwaitOutput();
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random() % (young ? 15'000 : 60'000)));
    appender.Kill();
    const std::vector<std::string> lines = appender.Finish();
    ASSERT_TRUE(WIFSIGNALED(appender.status()));
    const std::set<std::string> stored = Stored(path);
    for (const std::string& line : lines) {
      ASSERT_EQ(stored.count(line), 1U) << line << ", round " << round;
    }
    reported += lines.size();
  }
  EXPECT_GE(reported, 40U) << "four rounds in five got far enough to report";
  PostBox box;
  const auto cache = Cache::Open(scratch / "old.sqlite", box.Options()).value();
  EXPECT_TRUE(cache->Verify().value().empty());
}

TEST(ProcessesTest, SeveralShareOneFile) {
  const Scratch scratch;
  const std::string path = scratch / "shared.sqlite";
  std::vector<Appender> appenders;
  for (const char* name : {"a", "b", "c"}) {
    appenders.emplace_back(std::vector<std::string>{path, name, "300"});
  }
  std::set<std::string> reported;
  for (Appender& appender : appenders) {
    for (const std::string& line : appender.Finish()) {
      reported.insert(line);
    }
    EXPECT_EQ(appender.status(), 0);
  }
  EXPECT_EQ(reported.size(), 900U);
  EXPECT_EQ(Stored(path), reported);
}

TEST(ProcessesTest, ThreadsWithACacheEachShareOneFile) {
  const Scratch scratch;
  const std::string path = scratch / "threads.sqlite";
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&path, t] {
      PostBox box;
      const auto cache = Cache::Open(path, box.Options()).value();
      for (int i = 0; i < 100; ++i) {
        const ExchangePtr e = Shared(MakeExchange(
            "https://" + std::to_string(t) + ".example/" + std::to_string(i), 200, "b", i));
        cache->Append(e, Until(At(1000)), [] {});
        if (i % 10 == 0) {
          box.Drain();
          EXPECT_NE(cache->FindReusable(e->request, At(1)), nullptr);
        }
      }
      box.Drain();
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(Stored(path).size(), 300U);
}

TEST(ProcessesTest, AFullDiskIsReportedOnceAndTheRunGoesOn) {
  const Scratch scratch;
  const std::string path = scratch / "full.sqlite";
  Appender appender({path, "f", "400", "500000"});
  std::vector<std::string> lines = appender.Finish();
  EXPECT_EQ(appender.status(), 0);
  ASSERT_EQ(lines.size(), 401U) << "each exchange is reported, and one trouble";
  EXPECT_EQ(lines.back(), "trouble: the cache " + path +
                              " cannot grow: the disk or the quota is full; free some space, or "
                              "name another file with --cache");
  lines.pop_back();
  const std::set<std::string> stored = Stored(path);
  // How many fit depends on how the writer groups them, and that on the machine's speed.
  EXPECT_GT(stored.size(), 0U) << "what fitted is there";
  EXPECT_LT(stored.size(), 400U);
}

TEST(ProcessesTest, ADiskThatIsFullFromTheStartIsSaid) {
  const Scratch scratch;
  const std::string path = scratch / "never.sqlite";
  Appender appender({path, "f", "1", "5000"});
  const std::vector<std::string> lines = appender.Finish();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0], "error: the cache " + path +
                          " cannot grow: the disk or the quota is full; free some space, or name "
                          "another file with --cache");
}

}  // namespace
}  // namespace ibid::cache
