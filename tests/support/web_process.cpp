#include "support/web_process.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ibid::test {
namespace {

// The value of "name": in one line of JSON that Python's json.dumps wrote; enough for our own
// output, where no name stands inside a string that comes before it.
std::string Value(std::string_view json, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\": ";
  const std::size_t at = json.find(key);
  if (at == std::string_view::npos) {
    return "";
  }
  std::string_view rest = json.substr(at + key.size());
  if (!rest.starts_with('"')) {
    return std::string(rest.substr(0, rest.find_first_of(",}")));
  }
  rest.remove_prefix(1);
  std::string out;
  for (std::size_t i = 0; i < rest.size() && rest[i] != '"'; ++i) {
    if (rest[i] == '\\' && i + 1 < rest.size()) {
      ++i;
    }
    out += rest[i];
  }
  return out;
}

int Number(std::string_view json, std::string_view name) {
  return std::atoi(Value(json, name).c_str());
}

std::string ReadLine(int fd) {
  std::string line;
  char c = 0;
  while (read(fd, &c, 1) == 1 && c != '\n') {
    line += c;
  }
  return line;
}

}  // namespace

WebProcess::WebProcess(std::string_view site_text) {
  StartWith(site_text);
}

void WebProcess::StartWith(std::string_view site_text) {
  std::string name = std::filesystem::temp_directory_path() / "ibid-site-XXXXXX";
  ASSERT_NE(mkdtemp(name.data()), nullptr) << name;
  folder_ = name;
  std::ofstream(folder_ + "/site.web") << site_text;
  Start(folder_);
}

WebProcess WebProcess::OfFolder(const std::string& folder) {
  WebProcess web;
  web.Start(folder);
  return web;
}

WebProcess::WebProcess(WebProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      stdin_(std::exchange(other.stdin_, -1)),
      http_port_(other.http_port_),
      https_port_(other.https_port_),
      control_port_(other.control_port_),
      ca_file_(std::move(other.ca_file_)),
      log_file_(std::move(other.log_file_)),
      folder_(std::exchange(other.folder_, {})) {}

WebProcess::~WebProcess() {
  Stop();
  if (!folder_.empty()) {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
}

void WebProcess::Start(const std::string& path) {
  int in[2];
  int out[2];
  // Close-on-exec: a second child must not keep the first one's standard input open.
  ASSERT_EQ(pipe2(in, O_CLOEXEC), 0);
  ASSERT_EQ(pipe2(out, O_CLOEXEC), 0);
  const std::string script = IBID_TESTS "/web/web.py";
  const char* const arguments[] = {"python3", script.c_str(), path.c_str(), nullptr};
  pid_ = fork();
  ASSERT_GE(pid_, 0);
  if (pid_ == 0) {
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    // Nothing after fork but exec: execvp does not write through its argument.
    execvp("python3", const_cast<char* const*>(arguments));
    _exit(127);
  }
  close(in[0]);
  close(out[1]);
  stdin_ = in[1];
  const std::string line = ReadLine(out[0]);
  close(out[0]);
  http_port_ = Number(line, "http");
  https_port_ = Number(line, "https");
  control_port_ = Number(line, "control");
  ca_file_ = Value(line, "ca");
  log_file_ = Value(line, "log");
  EXPECT_GT(https_port_, 0) << "the test web did not start; it needs python3 (3.11) and openssl";
}

void WebProcess::Stop() {
  if (pid_ <= 0) {
    return;
  }
  close(stdin_);
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

std::vector<std::string> WebProcess::connect_to() const {
  return {":80:127.0.0.1:" + std::to_string(http_port_),
          ":443:127.0.0.1:" + std::to_string(https_port_)};
}

std::vector<WebProcess::Asked> WebProcess::Log() const {
  std::vector<Asked> log;
  std::ifstream file(log_file_);
  for (std::string line; std::getline(file, line);) {
    Asked asked;
    asked.host = Value(line, "host");
    asked.method = Value(line, "method");
    asked.target = Value(line, "target");
    asked.connection = Number(line, "connection");
    asked.at_once = Number(line, "at_once");
    asked.time = std::atof(Value(line, "time").c_str());
    asked.tls = Value(line, "tls") == "true";
    asked.line = std::move(line);
    log.push_back(std::move(asked));
  }
  return log;
}

std::string WebProcess::LogText() const {
  std::string text;
  for (const Asked& asked : Log()) {
    text += asked.method + " " + asked.host + asked.target + "\n";
  }
  return text;
}

void WebProcess::Reset() {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(control_port_));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
  constexpr std::string_view kAsk = "POST /reset HTTP/1.1\r\nHost: control\r\n\r\n";
  ASSERT_EQ(write(fd, kAsk.data(), kAsk.size()), static_cast<ssize_t>(kAsk.size()));
  EXPECT_EQ(ReadLine(fd).substr(0, 12), "HTTP/1.1 200");
  close(fd);
}

}  // namespace ibid::test
