// What HttpCache decides, beside what tests/cache/conformance_test.cpp replays: over a store in
// memory, an answer's headers a line.
#include "net/http_cache.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "net/exchange_id.h"
#include "text/dates.h"

namespace ibid::net {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

// Of one URL; newest last.
class OneUrlStore final : public ExchangeStore {
 public:
  ExchangePtr FindReusable(const HttpRequest& request, Instant now) override {
    return until > now ? FindStored(request) : nullptr;
  }
  ExchangePtr FindStored(const HttpRequest&) override { return stored; }
  ExchangePtr FindAny(const HttpRequest&) override { return stored; }
  void Append(ExchangePtr exchange, Reuse reuse, std::function<void()> committed) override {
    log += std::to_string(exchange->status) + " ";
    if (reuse.what == Reuse::What::kUntil) {
      stored = exchange;
      until = reuse.until;
    } else if (reuse.what == Reuse::What::kNever) {
      stored = nullptr;
    }
    committed();
  }
  void Invalidate(const std::string& url) override { log += "invalid:" + url + " "; }

  ExchangePtr stored;
  Instant until{};
  std::string log;
};

class HttpCacheTest : public testing::Test {
 protected:
  static Exchange Answer(int status, Headers headers, Instant at, std::string body = "") {
    Exchange out;
    out.request.url = "https://a.example/";
    out.status = status;
    out.headers = std::move(headers);
    out.body = std::move(body);
    out.at = at;
    return out;
  }
  // "asks", "asks with NAME: VALUE, ...", "answers STATUS", "answers STATUS and renews".
  std::string PlanAt(Instant at, const HttpRequest& request) {
    plan_ = cache_.PlanFor(request, at);
    if (plan_.answer != nullptr) {
      return "answers " + std::to_string(plan_.answer->status) + (plan_.renew ? " and renews" : "");
    }
    std::string out = "asks";
    for (const auto& [name, value] : plan_.validators) {
      out += (out == "asks" ? " with " : ", ") + name + ": " + value;
    }
    return out;
  }
  std::string PlanAt(Instant at) { return PlanAt(at, request_); }
  ExchangePtr Settle(Exchange answer) {
    ExchangePtr got;
    cache_.Settle(plan_, request_, std::move(answer), [&](ExchangePtr a) { got = std::move(a); });
    return got;
  }

  static HttpRequest Get(Headers headers) {
    HttpRequest request;
    request.url = "https://a.example/";
    request.headers = std::move(headers);
    return request;
  }

  OneUrlStore store_;
  HttpCache cache_{&store_, {}};
  HttpCache::Plan plan_;
  HttpRequest request_ = Get({});
  Instant noon_ = *text::ParseInstant("2026-11-22T12:00:00Z");
};

TEST_F(HttpCacheTest, WhatIsStaleIsValidatedAndWhatStandsIsWhole) {
  Settle(Answer(200, {{"ETag", "\"1\""}, {"X", "old"}, {"Content-Length", "4"}}, noon_, "page"));
  EXPECT_EQ(PlanAt(noon_ + hours(23)), "answers 200");
  EXPECT_EQ(PlanAt(noon_ + hours(25)), "asks with If-None-Match: \"1\"");
  Exchange unchanged = Answer(304, {{"X", "new"}, {"Content-Length", "0"}}, noon_ + hours(25));
  unchanged.request.headers = plan_.validators;
  const ExchangePtr got = Settle(unchanged);
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->body, "page");
  EXPECT_EQ(FindHeader(got->headers, "X"), "new");
  EXPECT_EQ(FindHeader(got->headers, "Content-Length"), "4");
  EXPECT_EQ(got->at, noon_ + hours(25));
  EXPECT_EQ(got->id, MakeExchangeId(*got));
  Seal(unchanged);
  EXPECT_EQ(got->validated_by, unchanged.id);
  EXPECT_TRUE(got->request.headers.empty());
  EXPECT_EQ(store_.log, "200 304 200 ") << "both are evidence";
  EXPECT_EQ(PlanAt(noon_ + hours(48)), "answers 200");
}

TEST_F(HttpCacheTest, AChangedPageTakesThePlaceOfTheOld) {
  Settle(Answer(200, {{"Last-Modified", "Sun, 22 Nov 2026 11:00:00 GMT"}}, noon_, "old"));
  EXPECT_EQ(PlanAt(noon_ + hours(25)),
            "asks with If-Modified-Since: Sun, 22 Nov 2026 11:00:00 GMT");
  EXPECT_EQ(Settle(Answer(200, {}, noon_ + hours(25), "new"))->body, "new");
  EXPECT_EQ(Settle(Answer(404, {}, noon_ + hours(26)))->status, 404);
  EXPECT_EQ(PlanAt(noon_ + hours(27)), "answers 404") << "negative answers, too";
  EXPECT_EQ(PlanAt(noon_ + hours(60)), "asks");
}

TEST_F(HttpCacheTest, AnErrorTakesNothingsPlace) {
  Settle(Answer(200, {{"ETag", "\"1\""}}, noon_, "page"));
  PlanAt(noon_ + hours(25));
  EXPECT_EQ(Settle(Answer(503, {}, noon_ + hours(25)))->status, 503) << "and is told";
  EXPECT_EQ(PlanAt(noon_ + hours(26)), "asks with If-None-Match: \"1\"");
}

TEST_F(HttpCacheTest, StandsInForAnErrorWhereTheOriginLetsIt) {
  Settle(Answer(200, {{"Cache-Control", "max-age=86400, stale-if-error=7200"}}, noon_, "page"));
  PlanAt(noon_ + hours(25));
  EXPECT_EQ(Settle(Answer(503, {}, noon_ + hours(25)))->body, "page");
  EXPECT_EQ(store_.log, "200 503 ") << "the error is evidence";
  EXPECT_EQ(Settle(Answer(503, {}, noon_ + hours(27)))->status, 503);
  EXPECT_EQ(Settle(Answer(404, {}, noon_ + hours(25)))->status, 404) << "that is no error";
}

TEST_F(HttpCacheTest, IsHandedOutStaleWhileItIsAskedAgain) {
  Settle(Answer(200, {{"Cache-Control", "max-age=86400, stale-while-revalidate=3600"}}, noon_));
  EXPECT_EQ(PlanAt(noon_ + hours(24) + seconds(60)), "answers 200 and renews");
  EXPECT_EQ(PlanAt(noon_ + hours(26)), "asks");
}

TEST_F(HttpCacheTest, AReloadAsksUnlessNothingCanHaveChanged) {
  request_.fresh = true;
  Settle(Answer(200, {{"Cache-Control", "max-age=60"}}, noon_));
  EXPECT_EQ(PlanAt(noon_), "asks with Cache-Control: max-age=0");
  Settle(Answer(200, {{"Cache-Control", "max-age=60, immutable"}}, noon_));
  EXPECT_EQ(PlanAt(noon_), "answers 200");
  EXPECT_EQ(PlanAt(noon_ + seconds(61)), "asks with Cache-Control: max-age=0");
}

TEST_F(HttpCacheTest, ARequestHasItsOwnWill) {
  Settle(Answer(200, {{"ETag", "\"1\""}, {"Cache-Control", "max-age=3600"}}, noon_));
  const auto asked = [&](const char* control) {
    return PlanAt(noon_ + seconds(600), Get({{"Cache-Control", control}}));
  };
  EXPECT_EQ(asked("max-age=700"), "answers 200");
  EXPECT_EQ(asked("max-age=500"), "asks with If-None-Match: \"1\"");
  EXPECT_EQ(asked("min-fresh=2000"), "answers 200");
  EXPECT_EQ(asked("min-fresh=3100"), "asks with If-None-Match: \"1\"");
  EXPECT_EQ(asked("no-store"), "asks");
  EXPECT_EQ(PlanAt(noon_, Get({{"Range", "bytes=0-1"}})), "asks");
  EXPECT_EQ(PlanAt(noon_ + hours(30), Get({{"If-None-Match", "x"}})), "asks")
      << "conditions are not mixed";
}

TEST_F(HttpCacheTest, FieldsOfOneConnectionAreNotReused) {
  Settle(Answer(200, {{"Connection", "close, X-Hop"}, {"X-Hop", "1"}, {"Y", "2"}}, noon_, "page"));
  EXPECT_EQ(PlanAt(noon_), "answers 200");
  EXPECT_FALSE(FindHeader(plan_.answer->headers, "X-Hop"));
  EXPECT_TRUE(FindHeader(plan_.answer->headers, "Y"));
  EXPECT_EQ(plan_.answer->body, "page");
}

TEST_F(HttpCacheTest, AnUnsafeMethodEndsReuseOnItsOwnHost) {
  request_.method = "POST";
  Exchange done =
      Answer(303, {{"Location", "/b"}, {"Content-Location", "https://c.example/"}}, noon_);
  done.request.method = "POST";
  Settle(done);
  EXPECT_EQ(store_.log, "invalid:https://a.example/ invalid:https://a.example/b 303 ");
}

}  // namespace
}  // namespace ibid::net
