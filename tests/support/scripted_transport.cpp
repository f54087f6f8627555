#include "support/scripted_transport.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace ibid::test {
namespace {

Failure FailureNamed(const std::string& name) {
  for (int i = 0; i <= static_cast<int>(Failure::kCancelled); ++i) {
    if (Name(static_cast<Failure>(i)) == name) {
      return static_cast<Failure>(i);
    }
  }
  return Failure::kNone;
}

}  // namespace

void ScriptedTransport::Add(const std::string& url, std::string_view answers) {
  Script& script = scripts_[url];
  std::istringstream all{std::string(answers)};
  for (std::string one; std::getline(all, one, '|');) {
    script.answers.push_back(one);
  }
}

void ScriptedTransport::Start(HttpRequest request, Done done) {
  asked_.push_back({request.url, loop_.Elapsed()});
  events_.emplace_back(request.url, 1);
  Exchange exchange;
  exchange.at = loop_.Now();
  exchange.status = 200;
  std::chrono::milliseconds takes = latency;
  if (const auto found = scripts_.find(request.url); found != scripts_.end()) {
    Script& script = found->second;
    std::istringstream words(script.answers[std::min(script.given++, script.answers.size() - 1)]);
    for (std::string word; words >> word;) {
      if (word.front() == '+') {
        takes = std::chrono::milliseconds(std::atoi(word.c_str() + 1));
      } else if (const std::size_t equals = word.find('='); equals != std::string::npos) {
        std::string value = word.substr(equals + 1);
        std::replace(value.begin(), value.end(), '_', ' ');
        exchange.headers.emplace_back(word.substr(0, equals), value);
      } else if (std::isdigit(static_cast<unsigned char>(word.front())) != 0) {
        exchange.status = std::atoi(word.c_str());
      } else if (FailureNamed(word) != Failure::kNone) {
        exchange.failure = FailureNamed(word);
        exchange.failure_detail = "scripted";
        exchange.status = 0;
      } else {
        std::replace(word.begin(), word.end(), '~', '\n');
        exchange.body = word;
      }
    }
  }
  exchange.elapsed_ms = takes.count();
  exchange.request = std::move(request);
  loop_.After(stopped_ ? std::chrono::milliseconds(0) : takes,
              [this, exchange = std::move(exchange), done = std::move(done)]() mutable {
                events_.emplace_back(exchange.request.url, -1);
                if (stopped_) {
                  exchange.failure = Failure::kCancelled;
                  exchange.status = 0;
                }
                done(std::move(exchange));
              });
}

std::string ScriptedTransport::LogText() const {
  std::string text;
  for (const Asked& asked : asked_) {
    char time[32];
    std::snprintf(time, sizeof time, "%.3f ", static_cast<double>(asked.at.count()) / 1000);
    text += time + asked.url + "\n";
  }
  return text;
}

int ScriptedTransport::AtOnceMax(const std::string& prefix) const {
  int now = 0;
  int most = 0;
  for (const auto& [url, change] : events_) {
    if (url.starts_with(prefix)) {
      now += change;
      most = std::max(most, now);
    }
  }
  return most;
}

}  // namespace ibid::test
