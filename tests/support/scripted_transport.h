#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "net/loop.h"
#include "net/transport.h"

namespace ibid::test {

// A transport that answers from a script, one answer a line's worth, and notes what it was asked
// and when.
//
//   transport.Add("http://a.org/1", "429 Retry-After=7 | 200 hello | timeout");
//
// One answer after another, the last one again and again: a status, headers as Name=value, and a
// body of one word, in which "~" ends a line; or the name of a failure. "+500ms" in front of an
// answer is how long it takes; otherwise `latency`. What is not scripted is a 200.
class ScriptedTransport final : public net::Transport {
 public:
  explicit ScriptedTransport(net::Loop& loop) : loop_(loop) {}

  void Add(const std::string& url, std::string_view answers);
  void Start(HttpRequest request, Done done) override;
  void Stop() override { stopped_ = true; }

  std::chrono::milliseconds latency{100};

  struct Asked {
    std::string url;
    std::chrono::milliseconds at{0};
  };
  const std::vector<Asked>& asked() const { return asked_; }
  // "0.000 http://a.org/1\n7.100 http://a.org/1\n"
  std::string LogText() const;
  // The most requests that were under way at once, of URLs with that prefix.
  int AtOnceMax(const std::string& prefix) const;

 private:
  struct Script {
    std::vector<std::string> answers;
    std::size_t given = 0;
  };

  net::Loop& loop_;
  std::map<std::string, Script> scripts_;
  std::vector<Asked> asked_;
  std::vector<std::pair<std::string, int>>
      events_;  // URL, +1 where it began and -1 where it ended.
  bool stopped_ = false;
};

}  // namespace ibid::test
