#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "digest/digest.h"
#include "net/recorder.h"
#include "net/replay_transport.h"
#include "warc/reader.h"
#include "warc/zip.h"

namespace ibid::net {
namespace {

// A loop without sockets: what is posted runs when the test says so.
class QueueLoop final : public Loop {
 public:
  std::chrono::milliseconds Elapsed() const override { return {}; }
  Instant Now() const override { return Instant(std::chrono::seconds(1'700'000'000)); }
  void Post(std::function<void()> what) override { queue_.push_back(std::move(what)); }
  void After(std::chrono::milliseconds, std::function<void()> what) override {
    queue_.push_back(std::move(what));
  }
  void RunUntil(const std::function<bool()>& done) override {
    while (!done() && !queue_.empty()) {
      const std::function<void()> what = std::move(queue_.front());
      queue_.pop_front();
      what();
    }
  }
  void Hold() override {}
  void Release() override {}

 private:
  std::deque<std::function<void()>> queue_;
};

class RecordReplayTest : public ::testing::Test {
 protected:
  RecordReplayTest() {
    std::string name = (std::filesystem::temp_directory_path() / "ibid-replay-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~RecordReplayTest() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return folder_ + "/" + name; }

  std::string Read(const std::string& name) const {
    std::ifstream in(Path(name), std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }
  void Write(const std::string& name, const std::string& bytes) const {
    std::ofstream(Path(name), std::ios::binary) << bytes;
  }
  void Record(const std::string& name, const std::vector<Exchange>& exchanges) const {
    auto recorder =
        Recorder::Open(Path(name), Instant(std::chrono::seconds(1'600'000'000)), "test/1").value();
    for (const Exchange& exchange : exchanges) {
      recorder->Add(exchange);
    }
    const Result<void> closed = recorder->Close();
    ASSERT_TRUE(closed.ok()) << closed.error().message;
  }

  std::string folder_;
};

// Everything of an exchange but its id, which the transport does not give.
std::string Line(const Exchange& e) {
  std::string out = e.request.method + " " + e.request.url + " " + std::string(Name(e.failure)) +
                    "(" + e.failure_detail + ") " + std::to_string(e.status) + " HTTP/" +
                    e.http_version;
  for (const auto& [name, value] : e.headers) {
    out += " <" + name + "=" + value;
  }
  return out + " [" + e.body + "] " + (e.body_complete ? "whole" : "cut") + " " +
         e.body_sha256.substr(0, 8) + " " + std::to_string(e.at.time_since_epoch().count()) + " " +
         std::to_string(e.elapsed_ms) + " " + e.remote_address;
}

Exchange Ask(ReplayTransport& replay, QueueLoop& loop, HttpRequest request) {
  std::optional<Exchange> answer;
  replay.Start(std::move(request), [&](Exchange e) { answer = std::move(e); });
  EXPECT_FALSE(answer) << "never before Start has returned";
  loop.RunUntil([] { return false; });
  return *answer;
}

HttpRequest Get(std::string url, Headers headers = {}) {
  HttpRequest request;
  request.url = std::move(url);
  request.headers = std::move(headers);
  return request;
}

Exchange Answered(const std::string& url, int status, const std::string& body, long long at_ms) {
  Exchange e;
  e.request.url = url;
  e.status = status;
  e.http_version = "1.1";
  e.headers = {{"Content-Type", "text/html"}};
  e.body = body;
  e.body_sha256 = digest::Sha256Hex(body);
  e.at = Instant(std::chrono::milliseconds(at_ms));
  e.elapsed_ms = 5;
  e.remote_address = "192.0.2.1";
  e.id = "e" + digest::Sha256Hex(Line(e)).substr(0, 16);
  return e;
}

std::vector<Exchange> Samples() {
  std::vector<Exchange> all;
  all.push_back(Answered("https://b.example/", 200, "<p>b</p>", 1'500'000'000'123));
  Exchange packed = Answered("https://a.example/x?y#!z", 200, std::string("a\0\xff\r\n", 5), 2'000);
  packed.http_version = "2";
  packed.headers = {{"content-encoding", "br"}, {"transfer-encoding", "chunked"},
                    {"content-length", "77"},   {"set-cookie", "1"},
                    {"Set-Cookie", "2"},        {"x-empty", ""}};
  all.push_back(packed);
  Exchange sized = Answered("https://a.example/sized", 206, "12345", 3'000);
  sized.headers = {{"Content-Length", "5"}, {"Content-Encoding", "gzip"}};
  all.push_back(sized);
  Exchange redirect = Answered("http://t.example/1", 301, "", 4'000);
  redirect.headers = {{"Location", "https://a.example/"}, {"Content-Length", "0"}};
  all.push_back(redirect);
  Exchange cut = Answered("https://big.example/", 200, "xxxx", 5'000);
  cut.failure = Failure::kTooLarge;
  cut.failure_detail = "over 4 bytes";
  cut.body_complete = false;
  all.push_back(cut);
  for (const Failure failure : {Failure::kDns, Failure::kConnect, Failure::kTls, Failure::kTimeout,
                                Failure::kProtocol, Failure::kRefused}) {
    Exchange none;
    none.request.url = "https://" + std::string(Name(failure)) + ".example/";
    none.failure = failure;
    none.failure_detail = "why " + std::string(Name(failure));
    none.at = Instant(std::chrono::seconds(6));
    none.elapsed_ms = 30'000;
    none.body_complete = false;
    none.body_sha256 = digest::Sha256Hex("");
    none.id = "e" + std::string(Name(failure));
    all.push_back(none);
  }
  return all;
}

TEST_F(RecordReplayTest, WhatWasRecordedIsReplayedAsItWas) {
  for (const char* name : {"r.warc.gz", "r.warc"}) {
    Record(name, Samples());
    QueueLoop loop;
    auto replay = ReplayTransport::Open(Path(name), loop).value();
    EXPECT_TRUE(replay->archive().problems().empty());
    for (const Exchange& e : Samples()) {
      EXPECT_EQ(Line(Ask(*replay, loop, e.request)), Line(e)) << name;
    }
  }
}

TEST_F(RecordReplayTest, TheFileDoesNotDependOnTheOrderOfArrival) {
  std::vector<Exchange> samples = Samples();
  Record("a.warc.gz", samples);
  std::reverse(samples.begin(), samples.end());
  samples.push_back(samples.front());
  const std::string first = Read("a.warc.gz");
  Record("a.warc.gz", samples);
  EXPECT_EQ(Read("a.warc.gz"), first) << "and each exchange is written once";
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1)
      << "nothing is left beside it";
}

TEST_F(RecordReplayTest, AKilledRunLeavesAReadableFile) {
  {
    auto recorder = Recorder::Open(Path("k.warc"), Instant{}, "test/1").value();
    recorder->Add(Samples()[0]);
  }
  const auto reader = warc::Reader::Open(Path("k.warc.part")).value();
  EXPECT_EQ(reader->Next()->type, "warcinfo");
  EXPECT_EQ(reader->Next()->type, "response");
}

TEST_F(RecordReplayTest, WhatWasNotAskedIsNotRecorded) {
  Exchange offline = Answered("https://a.example/", 0, "", 1);
  offline.failure = Failure::kOffline;
  Record("o.warc", {offline});
  EXPECT_EQ(Read("o.warc").find("a.example"), std::string::npos);
}

TEST_F(RecordReplayTest, SaysWhyItCannotRecordOrReplay) {
  EXPECT_EQ(Recorder::Open("/nowhere/x.warc", Instant{}, "t").error().message,
            "cannot record to /nowhere/x.warc: No such file or directory; name a file that can be "
            "written with --record");
  QueueLoop loop;
  EXPECT_EQ(ReplayTransport::Open("/nowhere/x.warc", loop).error().message,
            "cannot replay from /nowhere/x.warc: No such file or directory; name a WARC file");
  Write("page.html", "<html>no archive");
  EXPECT_EQ(ReplayTransport::Open(Path("page.html"), loop).error().message,
            "cannot replay from " + Path("page.html") +
                ": no WARC or ARC record in it; name a WARC file");
}

TEST_F(RecordReplayTest, WhatIsNotInTheFileIsOffline) {
  Record("m.warc", {Answered("https://a.example/", 200, "a", 1)});
  QueueLoop loop;
  auto replay = ReplayTransport::Open(Path("m.warc"), loop).value();
  const Exchange missing = Ask(*replay, loop, Get("http://a.example/"));
  EXPECT_EQ(missing.failure, Failure::kOffline) << "http is another address than https";
  EXPECT_EQ(missing.failure_detail, "not in " + Path("m.warc") + ": GET http://a.example/");
  HttpRequest post = Get("https://a.example/");
  post.method = "POST";
  EXPECT_EQ(Ask(*replay, loop, post).failure, Failure::kOffline);
}

TEST_F(RecordReplayTest, SeveralCapturesAnswerInTheirOrder) {
  Exchange json = Answered("https://a.example/", 200, "json", 500);
  json.request.headers = {{"Accept", "application/json"}};
  Record("s.warc.gz", {Answered("https://a.example/", 200, "second", 2'000), json,
                       Answered("https://a.example/", 503, "first", 1'000)});
  QueueLoop loop;
  auto replay = ReplayTransport::Open(Path("s.warc.gz"), loop).value();
  std::string bodies;
  for (int i = 0; i < 3; ++i) {
    bodies += Ask(*replay, loop, Get("https://a.example/")).body + " ";
  }
  EXPECT_EQ(bodies, "first second second ");
  EXPECT_EQ(Ask(*replay, loop, Get("https://a.example/", {{"accept", "application/json"}})).body,
            "json")
      << "the same headers go first";
}

// What other tools write. Notation of a row: the records, and "URL asked -> answer".
std::string ResponseRecord(const std::string& url, const std::string& date,
                           const std::string& message, const std::string& fields = "") {
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url + "\r\nWARC-Date: " + date +
         "\r\nWARC-Record-ID: <urn:" + url + date + ">\r\n" + fields +
         "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n" + message + "\r\n\r\n";
}

std::string Revisit(const std::string& url, const std::string& fields, const std::string& message) {
  return "WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: " + url +
         "\r\nWARC-Date: 2020-02-02T00:00:00Z\r\n" + fields +
         "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n" + message + "\r\n\r\n";
}

TEST_F(RecordReplayTest, ReplaysWhatOtherToolsWrite) {
  const std::string date = "2020-01-01T00:00:00Z";
  const std::string profile =
      "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n";
  const std::string hello = "HTTP/1.1 200 OK\r\nX: 1\r\n\r\nhello";
  struct Case {
    const char* why;
    std::string file;
    const char* url;
    const char* expected;  // "status body" or "failure: detail"
  };
  const std::vector<Case> cases = {
      {"chunked",
       ResponseRecord(
           "http://a.example/", date,
           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
       "http://a.example/", "200 hello"},
      {"angle brackets, as wget writes", ResponseRecord("<http://a.example/>", date, hello),
       "http://a.example/", "200 hello"},
      {"not normalised", ResponseRecord("http://A.example:80", date, hello), "http://a.example/",
       "200 hello"},
      {"a space in the URL", ResponseRecord("http://a.example/a b", date, hello),
       "http://a.example/a%20b", "200 hello"},
      {"a fragment", ResponseRecord("http://a.example/#", date, hello), "http://a.example/",
       "200 hello"},
      {"a revisit by URL and date",
       ResponseRecord("http://a.example/", date, hello) +
           Revisit("http://b.example/",
                   profile +
                       "WARC-Refers-To-Target-URI: http://a.example/\r\nWARC-Refers-To-Date: " +
                       date + "\r\n",
                   "HTTP/1.1 203 OK\r\n\r\n"),
       "http://b.example/", "203 hello"},
      {"a revisit by digest",
       ResponseRecord("http://a.example/", date, hello, "WARC-Payload-Digest: sha1:X\r\n") +
           Revisit("http://b.example/", profile + "WARC-Payload-Digest: sha1:X\r\n", ""),
       "http://b.example/", "200 hello"},
      {"a revisit without its original",
       Revisit("http://b.example/", profile + "WARC-Payload-Digest: sha1:X\r\n", ""),
       "http://b.example/", "offline: it is a revisit record, and what it refers to is not in F"},
      {"not modified",
       ResponseRecord("http://a.example/", date, hello) +
           Revisit("http://c.example/",
                   "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/server-not-modified\r\n"
                   "WARC-Refers-To-Target-URI: http://a.example/\r\n",
                   "HTTP/1.1 304 Not Modified\r\n\r\n"),
       "http://c.example/", "200 hello"},
      {"cut by the crawler",
       ResponseRecord("http://a.example/", date, hello, "WARC-Truncated: time\r\n"),
       "http://a.example/", "timeout: the capture was cut when it was made"},
      {"cut off with the file",
       ResponseRecord("http://a.example/", date, hello + std::string(500, 'x')).substr(0, 400),
       "http://a.example/", "protocol: the record is cut off in the WARC file"},
      {"a gzip member that holds all",
       warc::GzipMember(ResponseRecord("http://z.example/", date, hello) +
                        ResponseRecord("http://a.example/", date, hello + "!")),
       "http://a.example/", "200 hello!"},
      {"no HTTP at all", ResponseRecord("http://a.example/", date, "hello"), "http://a.example/",
       "200 hello"},
      {"DNS and other schemes are no answers", ResponseRecord("dns:a.example", date, "x"),
       "http://a.example/", "offline: not in F: GET http://a.example/"},
  };
  for (const Case& c : cases) {
    Write("f.warc", c.file);
    QueueLoop loop;
    auto replay = ReplayTransport::Open(Path("f.warc"), loop).value();
    const Exchange e = Ask(*replay, loop, Get(c.url));
    std::string detail = e.failure_detail;
    if (const std::size_t at = detail.find(Path("f.warc")); at != std::string::npos) {
      detail.replace(at, Path("f.warc").size(), "F");
    }
    EXPECT_EQ(e.failure == Failure::kNone ? std::to_string(e.status) + " " + e.body
                                          : std::string(Name(e.failure)) + ": " + detail,
              c.expected)
        << c.why;
  }
}

TEST_F(RecordReplayTest, BodiesAreCutAtTheLimitOfTheRequest) {
  Record("l.warc", {Answered("https://a.example/", 200, std::string(1000, 'x'), 1)});
  QueueLoop loop;
  auto replay = ReplayTransport::Open(Path("l.warc"), loop).value();
  HttpRequest request = Get("https://a.example/");
  request.body_bytes_max = 10;
  const Exchange e = Ask(*replay, loop, request);
  EXPECT_EQ(e.body, "xxxxxxxxxx");
  EXPECT_EQ(e.failure, Failure::kTooLarge);
  EXPECT_FALSE(e.body_complete);
}

}  // namespace
}  // namespace ibid::net
