// RFC 9111 by the public HTTP cache tests (https://cache-tests.fyi), read in place from
// data/http/cache-tests.json: the real LiveWeb over the real cache file, with a scripted origin and
// a clock that jumps. What becomes of each of them stands in cache_tests.tsv beside this, with the
// reason where it is no pass; a change of any is seen here.
//
// The policy is that of a cache that leans on nothing but the RFC (CachePolicy::kept is 0).
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "cache/origin_script.h"
#include "cache/scratch.h"
#include "json/value.h"
#include "net/live_web.h"
#include "support/manual_loop.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::cache {
namespace {

using json::Value;
using std::chrono::milliseconds;
using std::chrono::seconds;

// All values of a field, as fetch() shows them.
std::optional<std::string> Get(const Headers& headers, std::string_view name) {
  std::optional<std::string> out;
  for (const auto& [key, value] : headers) {
    if (text::EqualNoCase(key, name)) {
      out = out ? *out + ", " + value : value;
    }
  }
  return out;
}

class Trial {
 public:
  Trial(const Value& test, Cache& cache, PostBox& box, test::ManualLoop& loop)
      : test_(test), cache_(cache), box_(box), loop_(loop), origin_(loop, test) {}

  // "pass", or what went wrong: "setup: ..." where it lies before what the test is about.
  std::string operator()() {
    net::WebOptions options;
    options.cache.kept = seconds(0);
    net::LiveWeb web(loop_, origin_, &cache_, options);
    for (std::size_t i = 0; i < test_["requests"].items().size() && fault_.empty(); ++i) {
      Ask(web, i);
      if (fault_.empty()) {
        CheckAnswer(i);
      }
      if (test_["requests"][i]["pause_after"].boolean()) {
        loop_.After(seconds(3), [] {});
        loop_.Run();
      }
    }
    Settle();
    if (fault_.empty()) {
      CheckServer();
    }
    return fault_.empty() ? "pass" : fault_;
  }

 private:
  void Settle() {
    for (bool more = true; more;) {
      loop_.Run();
      more = box_.Drain() > 0;
    }
  }

  void Ask(net::LiveWeb& web, std::size_t i) {
    const Value& config = test_["requests"][i];
    HttpRequest request;
    request.method = config["request_method"].string("GET");
    request.url = "http://" + std::string(test_["id"].string()) + ".example/test";
    std::replace(request.url.begin(), request.url.end(), '=', '-');
    request.url = text::Lower(request.url);  // As all URLs of requests: normalised.
    if (!config["filename"].is_null()) {
      request.url += "/" + std::string(config["filename"].string());
    }
    if (!config["query_arg"].is_null()) {
      request.url += "?" + std::string(config["query_arg"].string());
    }
    request.fresh = config["cache"].string() == "no-cache";
    for (const Value& header : config["request_headers"].items()) {
      request.headers.push_back(OriginScript::Fill(header, loop_.Now(), "", config));
    }
    request.headers.emplace_back("Req-Num", std::to_string(i + 1));
    ExchangePtr answer;
    web.Ask(request, [&](ExchangePtr got) { answer = std::move(got); });
    Settle();
    answers_.push_back(answer);
  }

  // Notes what is wrong; the first counts.
  void Expect(bool setup, bool holds, const std::string& what) {
    if (fault_.empty() && !holds) {
      fault_ = (setup ? "setup: " : "") + what;
    }
  }

  static bool IsSetup(const Value& config, std::string_view check) {
    if (config["setup"].boolean()) {
      return true;
    }
    for (const Value& one : config["setup_tests"].items()) {
      if (one.string() == check) {
        return true;
      }
    }
    return false;
  }

  void CheckAnswer(std::size_t i) {
    const Value& config = test_["requests"][i];
    const Exchange& answer = *answers_[i];
    const std::string number = std::to_string(i + 1);
    // A connection that was cut is no answer to those who ask by fetch().
    const bool may_fail = config["expected_status"].is_null() && config["disconnect"].boolean() &&
                          config["expected_type"].is_null();
    Expect(false, answer.failure == Failure::kNone || may_fail, "no answer " + number);
    const std::string type(config["expected_type"].string());
    const std::optional<std::string> count = Get(answer.headers, "Server-Request-Count");
    const int count_number = count ? std::atoi(count->c_str()) : 0;
    if (type == "cached") {
      Expect(IsSetup(config, "expected_type"), count_number < static_cast<int>(i + 1),
             "answer " + number + " does not come from the cache");
    } else if (type == "not_cached") {
      Expect(IsSetup(config, "expected_type"), count_number == static_cast<int>(i + 1),
             "answer " + number + " comes from the cache");
    }
    CheckStatus(config, answer, number, may_fail);
    CheckHeaders(config, answer, number);
    CheckBody(config, answer, number);
  }

  void CheckStatus(const Value& config, const Exchange& answer, const std::string& number,
                   bool may_fail) {
    if (may_fail) {
      return;
    }
    const std::string is = "status " + number + " is " + std::to_string(answer.status);
    if (!config["expected_status"].is_null()) {
      Expect(IsSetup(config, "expected_status"),
             answer.status == config["expected_status"].integer(), is);
    } else if (!config["response_status"].is_null()) {
      Expect(true, answer.status == config["response_status"][std::size_t{0}].integer(), is);
    } else if (answer.status == 999) {
      Expect(IsSetup(config, "expected_type"), false,
             "request " + number + " should have been conditional");
    } else {
      Expect(true, answer.status == 200, is);
    }
  }

  void CheckHeaders(const Value& config, const Exchange& answer, const std::string& number) {
    const bool setup = IsSetup(config, "expected_response_headers");
    for (const Value& header : config["expected_response_headers"].items()) {
      const std::string name(header.is_string() ? header.string() : header[0].string());
      const std::optional<std::string> value = Get(answer.headers, name);
      const std::string is = "field " + number + " " + name + " is " + value.value_or("absent");
      if (header.is_string()) {
        Expect(setup, value.has_value(), is);
      } else if (header.items().size() > 2 && header[1].string() == "=") {
        Expect(setup, value && value == Get(answer.headers, header[2].string()), is);
      } else if (header.items().size() > 2) {
        Expect(setup, value && std::atoi(value->c_str()) > header[2].integer(), is);
      } else {
        // Dates are counted from the moment at which the answer was made.
        const Instant made = answer.at;
        Expect(setup, value == OriginScript::Fill(header, made, "", config).second, is);
      }
    }
    for (const Value& header : config["expected_response_headers_missing"].items()) {
      // In its form with a value the suite never fails: it looks the field up in a wrong way.
      if (header.is_string()) {
        Expect(IsSetup(config, "expected_response_headers_missing"),
               !Get(answer.headers, header.string()),
               "field " + number + " " + std::string(header.string()) + " is there");
      }
    }
  }

  void CheckBody(const Value& config, const Exchange& answer, const std::string& number) {
    const bool unchecked =
        config["check_body"].kind() == Value::Kind::kBool && !config["check_body"].boolean();
    if (unchecked || answer.failure != Failure::kNone) {
      return;
    }
    if (!config["expected_response_text"].is_null()) {
      Expect(IsSetup(config, "expected_response_text"),
             answer.body == config["expected_response_text"].string(), "body " + number);
    } else if (!config["response_body"].is_null()) {
      Expect(true, answer.body == config["response_body"].string(), "body " + number);
    } else if (answer.status != 204 && answer.status != 304 &&
               config["request_method"].string() != "HEAD") {
      Expect(true, answer.body == "the body", "body " + number);
    }
  }

  void CheckServer() {
    std::size_t at = 0;
    for (std::size_t i = 0; i < answers_.size() && fault_.empty(); ++i) {
      const Value& config = test_["requests"][i];
      const std::string type(config["expected_type"].string());
      const std::string number = std::to_string(i + 1);
      if (type == "cached") {
        continue;
      }
      const OriginScript::Seen* seen = at < origin_.seen().size() ? &origin_.seen()[at] : nullptr;
      ++at;
      if (type == "not_cached") {
        Expect(IsSetup(config, "expected_type"),
               seen != nullptr && seen->number == static_cast<std::int64_t>(i + 1),
               "request " + number + " was not sent");
      }
      const char* condition = type == "etag_validated" ? "If-None-Match"
                              : type == "lm_validated" ? "If-Modified-Since"
                                                       : nullptr;
      if (condition != nullptr) {
        Expect(IsSetup(config, "expected_type"), seen != nullptr && Get(seen->headers, condition),
               "request " + number + " has no " + condition);
      }
      if (seen != nullptr) {
        CheckSeen(config, *seen, *answers_[i], number);
      }
    }
  }

  void CheckSeen(const Value& config, const OriginScript::Seen& seen, const Exchange& answer,
                 const std::string& number) {
    for (const Value& header : config["expected_request_headers"].items()) {
      const std::string name(header.is_string() ? header.string() : header[0].string());
      const std::optional<std::string> value = Get(seen.headers, name);
      Expect(IsSetup(config, "expected_request_headers"),
             header.is_string() ? value.has_value() : value == header[1].string(),
             "request " + number + " has " + name + " " + value.value_or("absent"));
    }
    for (const auto& [name, value] : seen.expected) {
      if (!text::EqualNoCase(name, "Date")) {
        Expect(true, Get(answer.headers, name) == Get(seen.expected, name),
               "field " + number + " " + name + " did not arrive");
      }
    }
    if (!config["expected_method"].is_null()) {
      Expect(IsSetup(config, "expected_method"), seen.method == config["expected_method"].string(),
             "request " + number + " was a " + seen.method);
    }
  }

  const Value& test_;
  Cache& cache_;
  PostBox& box_;
  test::ManualLoop& loop_;
  OriginScript origin_;
  std::vector<ExchangePtr> answers_;
  std::string fault_;
};

// id -> outcome and reason.
std::map<std::string, std::pair<std::string, std::string>> Expected() {
  std::map<std::string, std::pair<std::string, std::string>> out;
  std::ifstream file(IBID_TESTS "/cache/cache_tests.tsv");
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string id, outcome, reason;
    if (line.empty() || line.front() == '#' || !std::getline(fields, id, '\t')) {
      continue;
    }
    std::getline(fields, outcome, '\t');
    std::getline(fields, reason, '\t');
    out[id] = {outcome, reason};
  }
  return out;
}

TEST(ConformanceTest, HttpCacheTests) {
  std::ifstream file(IBID_SHARED "/data/http/cache-tests.json");
  if (!file) {
    GTEST_SKIP() << "no " IBID_SHARED "/data/http/cache-tests.json";
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const Value suites = json::Parse(text).value();
  const auto expected = Expected();
  const Scratch scratch;
  PostBox box;
  const std::unique_ptr<Cache> cache = Cache::Open(scratch / "c.sqlite", box.Options()).value();
  test::ManualLoop loop(*text::ParseInstant("2026-11-22T12:00:00Z"));
  std::map<std::string, int> count;
  std::size_t tests = 0;
  for (const Value& suite : suites.items()) {
    for (const Value& test : suite["tests"].items()) {
      ++tests;
      const std::string id(test["id"].string());
      const std::string outcome = Trial(test, *cache, box, loop)();
      const auto known = expected.find(id);
      const std::string wanted = known == expected.end() ? "absent" : known->second.first;
      ++count[wanted];
      const bool applies = wanted != "not ours";
      EXPECT_TRUE(!applies || (outcome == "pass") == (wanted == "pass"))
          << id << " is '" << wanted << "' in cache_tests.tsv; now: " << outcome;
      EXPECT_TRUE(wanted == "pass" || (known != expected.end() && !known->second.second.empty()))
          << id << " needs a reason; now: " << outcome;
    }
  }
  EXPECT_EQ(tests, expected.size());
  EXPECT_GT(count["pass"], 262) << "squid's";
  RecordProperty("pass", count["pass"]);
}

}  // namespace
}  // namespace ibid::cache
