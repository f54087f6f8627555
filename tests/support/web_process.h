#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace ibid::test {

// The test web (tests/web/README.md) as a child process: started here, ended in the destructor, and
// by itself when this process dies. One thread.
//
//   WebProcess web("host example.org\nGET / -> 200 text/plain\n  body hello\n");
//   options.connect_to = web.connect_to();
//   options.ca_file = web.ca_file();
class WebProcess {
 public:
  // Serves one site file with this text. A test that starts it with text that is no site file, or
  // without python3 and openssl, fails, with what the process said.
  explicit WebProcess(std::string_view site_text);
  // Serves the *.web files of a folder.
  static WebProcess OfFolder(const std::string& folder);

  WebProcess(WebProcess&& other) noexcept;
  WebProcess& operator=(WebProcess&&) = delete;
  ~WebProcess();

  bool running() const { return pid_ > 0; }
  int http_port() const { return http_port_; }
  int https_port() const { return https_port_; }
  int control_port() const { return control_port_; }
  const std::string& ca_file() const { return ca_file_; }    // PEM
  const std::string& log_file() const { return log_file_; }  // JSON lines
  // For CURLOPT_CONNECT_TO and --connect-to: every host's ports 80 and 443.
  std::vector<std::string> connect_to() const;

  // What it was asked since it began or since the last Reset.
  struct Asked {
    std::string host;
    std::string method;
    std::string target;
    int connection = 0;
    int at_once = 0;  // Under way at this host when this one came, this one included.
    double time = 0;  // Seconds since the process began.
    bool tls = false;
    std::string line;  // The whole JSON line.
  };
  std::vector<Asked> Log() const;
  // "GET example.org/a\nGET example.org/b?c\n": the log for people, and for whole-string compares.
  std::string LogText() const;
  void Reset();

 private:
  WebProcess() = default;
  void StartWith(std::string_view site_text);
  void Start(const std::string& path);
  void Stop();

  pid_t pid_ = -1;
  int stdin_ = -1;  // Its end is the process's end.
  int http_port_ = 0;
  int https_port_ = 0;
  int control_port_ = 0;
  std::string ca_file_;
  std::string log_file_;
  std::string folder_;  // Ours, with site.web in it; removed at the end.
};

}  // namespace ibid::test
