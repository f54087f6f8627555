// What warcio, the reader under pywb and most crawlers, makes of our WARC files, and we of its own.
// IBID_PYTHON names a Python that has warcio, where `python3` has none.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>

#include <gtest/gtest.h>

#include "digest/digest.h"
#include "net/recorder.h"
#include "warc/archive.h"

namespace ibid::net {
namespace {

struct Ran {
  int code = -1;
  std::string out;
};

Ran Shell(const std::string& command) {
  Ran ran;
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) {
    return ran;
  }
  std::array<char, 4096> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    ran.out.append(buffer.data(), n);
  }
  ran.code = ::pclose(pipe);
  return ran;
}

class WarcioTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* named = std::getenv("IBID_PYTHON");
    python_ = named == nullptr ? "python3" : named;
    if (Shell(python_ + " -c 'import warcio'").code != 0) {
      GTEST_SKIP() << "the Python module warcio is missing (pip install warcio); IBID_PYTHON names "
                      "another Python";
    }
    std::string name = (std::filesystem::temp_directory_path() / "ibid-warcio-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  void TearDown() override {
    if (!folder_.empty()) {
      std::filesystem::remove_all(folder_);
    }
  }
  Ran Script(const std::string& verb, const std::string& path) {
    return Shell(python_ + " " IBID_TESTS "/warc/warcio_check.py " + verb + " " + path);
  }

  std::string python_;
  std::string folder_;
};

Exchange Answered(const std::string& url, const std::string& body) {
  Exchange e;
  e.request.url = url;
  e.status = 200;
  e.http_version = "2";
  e.headers = {{"content-type", "text/html"},
               {"content-encoding", "gzip"},
               {"transfer-encoding", "chunked"},
               {"content-length", "7"}};
  e.body = body;
  e.at = Instant(std::chrono::milliseconds(1'500'000'000'123));
  e.remote_address = "2001:db8::1";
  e.id = "e" + digest::Sha256Hex(url).substr(0, 16);
  return e;
}

TEST_F(WarcioTest, ReadsWhatWeRecord) {
  for (const std::string name : {"/ours.warc", "/ours.warc.gz"}) {
    auto recorder = Recorder::Open(folder_ + name, Instant{}, "test/1").value();
    recorder->Add(Answered("https://a.example/", "<p>hello</p>"));
    recorder->Add(Answered("https://b.example/x?y=%20", std::string(100'000, 'z')));
    Exchange dead = Answered("https://dead.example/", "");
    dead.status = 0;
    dead.headers.clear();
    dead.failure = Failure::kDns;
    recorder->Add(dead);
    ASSERT_TRUE(recorder->Close().ok());

    const Ran read = Script("read", folder_ + name);
    EXPECT_EQ(read.code, 0);
    EXPECT_EQ(read.out,
              "warcinfo - - 232 ok\n"
              "response https://a.example/ 200 12 ok\n"
              "request https://a.example/ / 0 ok\n"
              "metadata https://a.example/ - 50 ok\n"
              "response https://b.example/x?y=%20 200 100000 ok\n"
              "request https://b.example/x?y=%20 /x?y=%20 0 ok\n"
              "metadata https://b.example/x?y=%20 - 50 ok\n"
              "request https://dead.example/ / 0 ok\n"
              "metadata https://dead.example/ - 69 ok\n");
    const Ran check = Shell(python_ + " -m warcio.cli check " + folder_ + name);
    EXPECT_EQ(check.code, 0) << check.out;
    const Ran index =
        Shell(python_ + " -m warcio.cli index -f warc-type,warc-target-uri " + folder_ + name);
    EXPECT_EQ(index.code, 0) << index.out;
  }
}

TEST_F(WarcioTest, WritesWhatWeReplay) {
  ASSERT_EQ(Script("write", folder_ + "/theirs.warc.gz").code, 0);
  const auto archive = warc::Archive::Open(folder_ + "/theirs.warc.gz", [](std::string_view url) {
                         return std::string(url);
                       }).value();
  EXPECT_TRUE(archive->problems().empty());
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"https://made.example/chunked", "packed and chunked"},
      {"https://made.example/plain", "plain"},
      {"https://made.example/again", "plain"},
  };
  for (const auto& [url, body] : cases) {
    HttpRequest request;
    request.url = url;
    const std::vector<std::size_t> found = archive->Find(request);
    ASSERT_EQ(found.size(), 1U) << url;
    const Exchange e = archive->Load(found[0], request, 1'000'000);
    EXPECT_EQ(e.body, body);
    EXPECT_EQ(e.failure, Failure::kNone) << e.failure_detail;
  }
}

}  // namespace
}  // namespace ibid::net
