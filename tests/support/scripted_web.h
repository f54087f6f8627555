#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/web.h"

namespace ibid::test {

// What a scripted URL answers.
struct Scripted {
  int status = 200;
  Headers headers;
  std::string body;
  Failure failure = Failure::kNone;
};

// A web for tests: a table of URLs and their answers, a clock that stands still, no sockets. What
// is asked waits in a queue until Drain(), so that a test decides in which order answers come. It
// keeps nothing: a URL that is asked twice is counted twice.
//
// A URL that is not in the table is answered with Failure::kDns, as a name that nobody knows.
class ScriptedWeb : public net::Web {
 public:
  enum class Order { kAsAsked, kReversed };

  explicit ScriptedWeb(Instant now) : now_(now) {}

  // Several answers for one URL are given one after another, the last one again and again.
  void Add(std::string url, Scripted answer);
  void AddPage(std::string url, std::string html);
  void AddJson(std::string url, std::string json);
  void AddRedirect(std::string url, int status, std::string location);

  // Rules are tried in order for what is not in the table.
  using Rule = std::function<std::optional<Scripted>(const HttpRequest&)>;
  void AddRule(Rule rule) { rules_.push_back(std::move(rule)); }

  void Ask(HttpRequest request, Done done) override;
  Instant Now() const override { return now_; }

  // Delivers what is queued, and what is asked because of that, until nothing waits.
  void Drain(Order order = Order::kAsAsked);

  const std::vector<std::string>& asked() const { return asked_; }
  // The most requests that ever waited at the same time.
  std::size_t waiting_max() const { return waiting_max_; }

 private:
  ExchangePtr Play(HttpRequest request);
  std::optional<Scripted> Find(const HttpRequest& request);

  Instant now_;
  std::map<std::string, std::deque<Scripted>> answers_;
  std::vector<Rule> rules_;
  std::deque<std::pair<HttpRequest, Done>> waiting_;
  std::vector<std::string> asked_;
  std::size_t waiting_max_ = 0;
};

}  // namespace ibid::test
