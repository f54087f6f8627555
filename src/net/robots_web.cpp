#include "net/robots_web.h"

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "net/exchange_id.h"
#include "net/services.h"
#include "url/url.h"

namespace ibid::net {
namespace {

constexpr int kHopsMax = 5;                 // RFC 9309, 2.3.1.2.
constexpr std::chrono::hours kLifeMax{24};  // RFC 9309, 2.4.

// What the origin's file allows; see the class.
RobotsRules RulesOf(const Exchange& answer) {
  switch (answer.failure) {
    case Failure::kNone:
    case Failure::kTooLarge:  // What was read until then is there.
      break;
    case Failure::kTimeout:
    case Failure::kProtocol:
      return RobotsRules::DisallowAll();
    default:
      return {};
  }
  if (answer.status >= 500) {
    return RobotsRules::DisallowAll();
  }
  return answer.status >= 200 && answer.status < 300
             ? RobotsRules::Parse(answer.body, RobotsWeb::kProduct)
             : RobotsRules();
}

Task<RobotsRules> FetchRules(std::string origin, Web& web) {
  std::string at = origin + "/robots.txt";
  for (int hop = 0; hop <= kHopsMax; ++hop) {
    HttpRequest request;
    request.url = at;
    request.body_bytes_max = 2 * RobotsRules::kBytesMax;
    ExchangePtr answer = co_await web.Get(request);
    if (answer->at + kLifeMax < web.Now()) {
      request.fresh = true;
      answer = co_await web.Get(request);
    }
    const auto location = FindHeader(answer->headers, "Location");
    const bool sent_on = answer->failure == Failure::kNone && answer->status >= 300 &&
                         answer->status < 400 && location.has_value();
    if (!sent_on) {
      co_return RulesOf(*answer);
    }
    const auto base = url::Url::Parse(at);
    const auto next = base ? base->Resolve(*location) : std::nullopt;
    if (!next || !next->is_http()) {
      break;
    }
    at = next->ForRequest();
  }
  co_return RobotsRules();
}

std::string PathOf(const url::Url& url) {
  const std::string text = url.ForRequest();
  const std::size_t host = text.find("://");
  const std::size_t path = host == std::string::npos ? host : text.find('/', host + 3);
  return path == std::string::npos ? "/" : text.substr(path);
}

}  // namespace

void RobotsWeb::Ask(HttpRequest request, Done done) {
  const std::optional<url::Url> url = url::Url::Parse(request.url);
  if (!url || !url->is_http() || ServiceOf(url->host(), url->path()) != nullptr ||
      url->path() == "/robots.txt") {
    web_.Ask(std::move(request), std::move(done));
    return;
  }
  const std::string name = std::string(url->scheme()) + "://" + std::string(url->host()) + ":" +
                           std::to_string(url->port());
  const auto [entry, added] = origins_.try_emplace(name);
  Origin& origin = entry->second;
  if (origin.known) {
    Decide(origin, std::move(request), std::move(done));
    return;
  }
  origin.waiting.emplace_back(std::move(request), std::move(done));
  if (!added) {
    return;
  }
  const auto normal = url::Url::Parse(name);
  std::string base = normal ? normal->ForRequest() : name;
  while (base.ends_with('/')) {
    base.pop_back();
  }
  Spawn<RobotsRules>(FetchRules(std::move(base), web_), [this, &origin](RobotsRules rules) {
    origin.rules = std::move(rules);
    origin.known = true;
    for (auto& [waiting, then] : std::exchange(origin.waiting, {})) {
      Decide(origin, std::move(waiting), std::move(then));
    }
  });
}

void RobotsWeb::Decide(const Origin& origin, HttpRequest request, Done done) {
  const std::optional<url::Url> url = url::Url::Parse(request.url);
  if (!url || origin.rules.Allows(PathOf(*url))) {
    web_.Ask(std::move(request), std::move(done));
    return;
  }
  Exchange refused;
  refused.request = std::move(request);
  refused.failure = Failure::kRefused;
  refused.failure_detail = "the robots.txt of " + std::string(url->host()) +
                           " does not allow it, and --robots was given";
  refused.body_complete = false;
  refused.at = Now();
  Seal(refused);
  loop_.Post([answer = std::make_shared<const Exchange>(std::move(refused)),
              done = std::move(done)] { done(answer); });
}

}  // namespace ibid::net
