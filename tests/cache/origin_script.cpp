#include "cache/origin_script.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "text/utf8.h"

namespace ibid::cache {
namespace {

std::string Number(std::int64_t n) {
  return std::to_string(n);
}

std::string HttpDate(Instant at, bool rfc850) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  const std::time_t time = seconds;
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char out[64];
  std::strftime(out, sizeof out, rfc850 ? "%A, %d-%b-%y %H:%M:%S GMT" : "%a, %d %b %Y %H:%M:%S GMT",
                &parts);
  return out;
}

bool IsDate(const std::string& name) {
  return name == "date" || name == "expires" || name == "last-modified" ||
         name == "if-modified-since" || name == "if-unmodified-since";
}

}  // namespace

std::pair<std::string, std::string> OriginScript::Fill(const json::Value& header, Instant now,
                                                       const std::string& base,
                                                       const json::Value& request) {
  const std::string name(header[0].string());
  const std::string lower = text::Lower(name);
  std::string value(header[1].string());
  if (header[1].kind() == json::Value::Kind::kNumber) {
    bool rfc850 = false;
    for (const json::Value& one : request["rfc850date"].items()) {
      rfc850 = rfc850 || one.string() == lower;
    }
    value = IsDate(lower) ? HttpDate(now + std::chrono::seconds(header[1].integer()), rfc850)
                          : Number(header[1].integer());
  }
  if ((lower == "location" || lower == "content-location") &&
      request["magic_locations"].boolean()) {
    value = value.empty() ? base : base + "/" + value;
  }
  return {name, value};
}

Exchange OriginScript::Answer(const HttpRequest& request, std::int64_t number) {
  const json::Value& config = test_["requests"][static_cast<std::size_t>(number - 1)];
  Exchange out;
  out.http_version = "1.1";
  out.status = static_cast<int>(config["response_status"][std::size_t{0}].integer(200));
  if (config["expected_type"].string().ends_with("validated") && given_.count(number - 1) != 0) {
    const Headers& before = given_.at(number - 1).headers;
    const auto agrees = [&](const char* validator, const char* condition) {
      const auto value = FindHeader(before, validator);
      return value && FindHeader(request.headers, condition) == value;
    };
    const bool same =
        agrees("Last-Modified", "If-Modified-Since") || agrees("ETag", "If-None-Match");
    out.status = same ? 304 : 999;
  }
  Seen seen{number, request.method, request.headers, {}};
  const std::string base = request.url.substr(request.url.find('/', 8));
  out.headers = {{"Server-Base-Url", base},
                 {"Server-Request-Count", Number(static_cast<std::int64_t>(seen_.size()) + 1)},
                 {"Client-Request-Count", Number(number)}};
  for (const json::Value& header : config["response_headers"].items()) {
    out.headers.push_back(Fill(header, loop_.Now(), base, config));
    if (header.items().size() < 3 || header[2].boolean()) {
      seen.expected.push_back(out.headers.back());
    }
  }
  if (!FindHeader(out.headers, "Content-Type")) {
    out.headers.emplace_back("Content-Type", "text/plain");
  }
  if (config["disconnect"].boolean()) {
    out.status = 0;
    out.headers.clear();
    out.failure = Failure::kProtocol;
    out.body_complete = false;
  } else if (out.status != 204 && out.status != 304 && request.method != "HEAD") {
    out.body = config["response_body"].string("the body");
  }
  seen_.push_back(std::move(seen));
  return out;
}

void OriginScript::Start(HttpRequest request, Done done) {
  const std::int64_t number =
      std::atoll(std::string(FindHeader(request.headers, "Req-Num").value_or("1")).c_str());
  const auto given = given_.find(number);
  Exchange answer = given != given_.end()
                        ? given->second
                        : given_.emplace(number, Answer(request, number)).first->second;
  const std::int64_t pause =
      test_["requests"][static_cast<std::size_t>(number - 1)]["response_pause"].integer(0);
  answer.at = loop_.Now();
  answer.elapsed_ms = pause * 1000 + 1;
  answer.request = std::move(request);
  loop_.After(std::chrono::milliseconds(answer.elapsed_ms),
              [answer = std::move(answer), done = std::move(done)] { done(answer); });
}

}  // namespace ibid::cache
