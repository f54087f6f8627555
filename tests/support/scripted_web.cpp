#include "support/scripted_web.h"

#include <algorithm>
#include <memory>

#include "digest/digest.h"

namespace ibid::test {

void ScriptedWeb::Add(std::string url, Scripted answer) {
  answers_[std::move(url)].push_back(std::move(answer));
}

void ScriptedWeb::AddPage(std::string url, std::string html) {
  Scripted answer;
  answer.headers = {{"Content-Type", "text/html; charset=utf-8"}};
  answer.body = std::move(html);
  Add(std::move(url), std::move(answer));
}

void ScriptedWeb::AddJson(std::string url, std::string json) {
  Scripted answer;
  answer.headers = {{"Content-Type", "application/json; charset=utf-8"}};
  answer.body = std::move(json);
  Add(std::move(url), std::move(answer));
}

void ScriptedWeb::AddRedirect(std::string url, int status, std::string location) {
  Scripted answer;
  answer.status = status;
  answer.headers = {{"Location", std::move(location)}};
  Add(std::move(url), std::move(answer));
}

void ScriptedWeb::Ask(HttpRequest request, Done done) {
  asked_.push_back(request.url);
  waiting_.emplace_back(std::move(request), std::move(done));
  waiting_max_ = std::max(waiting_max_, waiting_.size());
}

void ScriptedWeb::Drain(Order order) {
  while (!waiting_.empty()) {
    if (order == Order::kReversed) {
      std::swap(waiting_.front(), waiting_.back());
    }
    auto [request, done] = std::move(waiting_.front());
    waiting_.pop_front();
    done(Play(std::move(request)));
  }
}

std::optional<Scripted> ScriptedWeb::Find(const HttpRequest& request) {
  const auto found = answers_.find(request.url);
  if (found != answers_.end()) {
    std::deque<Scripted>& script = found->second;
    Scripted answer = script.front();
    if (script.size() > 1) {
      script.pop_front();
    }
    return answer;
  }
  for (const Rule& rule : rules_) {
    if (auto answer = rule(request)) {
      return answer;
    }
  }
  return std::nullopt;
}

ExchangePtr ScriptedWeb::Play(HttpRequest request) {
  auto exchange = std::make_shared<Exchange>();
  exchange->at = now_;
  if (const std::optional<Scripted> answer = Find(request)) {
    exchange->failure = answer->failure;
    exchange->status = answer->failure == Failure::kNone ? answer->status : 0;
    exchange->headers = answer->headers;
    exchange->body = answer->body;
  } else {
    exchange->failure = Failure::kDns;
    exchange->failure_detail = "no such name";
  }
  exchange->body_sha256 = digest::Sha256Hex(exchange->body);
  exchange->id =
      "e" + digest::Sha256Hex(request.method + " " + request.url + "\n" + exchange->body_sha256)
                .substr(0, 16);
  exchange->request = std::move(request);
  return exchange;
}

}  // namespace ibid::test
