#include "cache/cache.h"

#include <sstream>

#include <gtest/gtest.h>

#include "cache/scratch.h"

namespace ibid::cache {
namespace {

// Everything of an exchange in one line, so that one comparison covers it.
std::string Line(const ExchangePtr& e) {
  if (e == nullptr) {
    return "none";
  }
  std::string out = e->id + " " + e->request.method + " " + e->request.url;
  for (const auto& [name, value] : e->request.headers) {
    out += " >" + name + "=" + value;
  }
  out += " " + std::to_string(e->request.body_bytes_max) + " " + std::string(Name(e->failure)) +
         "(" + e->failure_detail + ") " + std::to_string(e->status) + " HTTP/" + e->http_version;
  for (const auto& [name, value] : e->headers) {
    out += " <" + name + "=" + value;
  }
  return out + " [" + e->body + "] " + (e->body_complete ? "whole " : "cut ") + e->body_sha256 +
         " " + std::to_string(e->at.time_since_epoch().count()) + " " +
         std::to_string(e->elapsed_ms) + " " + e->remote_address;
}

struct Opened {
  explicit Opened(const std::string& path) : cache(Cache::Open(path, box.Options()).value()) {}
  ExchangePtr Add(Exchange e, std::optional<Instant> until = std::nullopt) {
    ExchangePtr shared = Shared(std::move(e));
    cache->Append(shared, Until(until), [this] { ++committed; });
    return shared;
  }
  PostBox box;
  int committed = 0;
  std::unique_ptr<Cache> cache;
};

HttpRequest Get(const std::string& url, Headers headers = {}) {
  HttpRequest request;
  request.url = url;
  request.headers = std::move(headers);
  return request;
}

TEST(CacheTest, GivesBackWhatItWasGiven) {
  const Scratch scratch;
  Exchange full = MakeExchange("https://a.example/x", 200, std::string(5000, 'a'), 1000);
  full.request.method = "POST";
  full.request.headers = {{"Accept", "text/html"}, {"Empty", ""}};
  full.request.body_bytes_max = 4096;
  full.headers = {{"X-Odd", "a: b\xff"}, {"Set-Cookie", "1"}, {"Set-Cookie", "2"}};
  full.failure = Failure::kTooLarge;
  full.failure_detail = "over 4096 bytes";
  full.body_complete = false;
  full.body += std::string("\0\xff", 2);
  full.body_sha256 = digest::Sha256Hex(full.body);
  Exchange none;
  none.id = "e0";
  none.request.url = "https://gone.example/";
  none.failure = Failure::kDns;
  std::string first;
  std::string second;
  {
    Opened opened(scratch / "c.sqlite");
    first = Line(opened.Add(full));
    second = Line(opened.Add(none));
    EXPECT_EQ(Line(opened.cache->Find(full.id)), first) << "found before it is on disk";
    opened.box.Drain();
    EXPECT_EQ(opened.committed, 2);
    EXPECT_EQ(Line(opened.cache->Find(full.id)), first);
  }
  Opened again(scratch / "c.sqlite");
  EXPECT_EQ(Line(again.cache->Find(full.id)), first);
  EXPECT_EQ(Line(again.cache->FindAny(none.request)), second);
  EXPECT_EQ(Line(again.cache->Find("e1")), "none");
  EXPECT_TRUE(again.cache->Verify().value().empty());
}

// Notation: each row appends an answer to GET https://a.example/ and then asks.
//   "at:status:until:vary" -> asked at `now` with Accept-Language -> "status" or "none".
struct ReuseCase {
  const char* why;
  std::vector<const char*> answers;  // "seconds status until|- [Vary value [language asked with]]"
  long long now;
  const char* language;
  const char* reusable;
  const char* any;
};

TEST(CacheTest, ReusesByRfc9111) {
  const std::vector<ReuseCase> cases = {
      {"nothing stored", {}, 50, "", "none", "none"},
      {"fresh", {"10 200 100"}, 50, "", "200", "200"},
      {"stale", {"10 200 100"}, 100, "", "none", "200"},
      {"never reusable", {"10 200 -"}, 50, "", "none", "200"},
      {"the newest answer counts", {"10 200 100", "20 404 100"}, 50, "", "404", "404"},
      {"no-store ends the reuse of the one before",
       {"10 200 100", "20 404 -"},
       50,
       "",
       "none",
       "404"},
      {"same language", {"10 200 100 Accept-Language de"}, 50, "de", "200", "200"},
      {"other language", {"10 200 100 Accept-Language de"}, 50, "en", "none", "200"},
      {"both languages kept",
       {"10 200 100 Accept-Language de", "20 404 100 Accept-Language en"},
       50,
       "de",
       "200",
       "200"},
      {"Vary: * never", {"10 200 100 *"}, 50, "", "none", "200"},
      {"what we always send the same does not vary",
       {"10 200 100 Accept-Encoding,User-Agent"},
       50,
       "",
       "200",
       "200"},
  };
  for (const ReuseCase& c : cases) {
    for (const bool on_disk : {false, true}) {
      const Scratch scratch;
      Opened opened(scratch / "c.sqlite");
      for (const char* answer : c.answers) {
        std::istringstream words(answer);
        long long at = 0;
        int status = 0;
        std::string until, vary, language;
        words >> at >> status >> until >> vary >> language;
        Exchange e = MakeExchange("https://a.example/", status, "b", at);
        if (!vary.empty()) {
          e.headers.emplace_back("Vary", vary);
        }
        if (!language.empty()) {
          e.request.headers = {{"accept-language", language}};
        }
        opened.Add(e, until == "-" ? std::nullopt : std::optional(At(std::stoll(until))));
        if (on_disk) {
          opened.box.Drain();
        }
      }
      HttpRequest request = Get("https://a.example/");
      if (*c.language != '\0') {
        request.headers = {{"Accept-Language", c.language}};
      }
      const auto status = [](const ExchangePtr& e) {
        return e == nullptr ? std::string("none") : std::to_string(e->status);
      };
      EXPECT_EQ(status(opened.cache->FindReusable(request, At(c.now))), c.reusable)
          << c.why << (on_disk ? ", on disk" : ", in memory");
      EXPECT_EQ(status(opened.cache->FindAny(request)), c.any)
          << c.why << (on_disk ? ", on disk" : ", in memory");
      opened.box.Drain();
    }
  }
}

TEST(CacheTest, AFreshRequestFindsNothingReusable) {
  const Scratch scratch;
  Opened opened(scratch / "c.sqlite");
  opened.Add(MakeExchange("https://a.example/", 200, "b", 1), At(100));
  opened.box.Drain();
  HttpRequest request = Get("https://a.example/");
  EXPECT_NE(opened.cache->FindReusable(request, At(2)), nullptr);
  request.fresh = true;
  EXPECT_EQ(opened.cache->FindReusable(request, At(2)), nullptr);
}

TEST(CacheTest, ACutAnswerServesOnlyTheSameLimit) {
  const Scratch scratch;
  Opened opened(scratch / "c.sqlite");
  Exchange cut = MakeExchange("https://a.example/", 200, "bbbb", 1);
  cut.request.body_bytes_max = 4;
  cut.failure = Failure::kTooLarge;
  cut.body_complete = false;
  opened.Add(cut, At(100));
  Exchange enough = MakeExchange("https://a.example/film", 200, "bbbb", 1);
  enough.body_complete = false;  // Ended by us: nobody wanted more.
  opened.Add(enough, At(100));
  opened.box.Drain();
  HttpRequest request = Get("https://a.example/");
  EXPECT_EQ(opened.cache->FindReusable(request, At(2)), nullptr);
  request.body_bytes_max = 4;
  EXPECT_NE(opened.cache->FindReusable(request, At(2)), nullptr);
  request = Get("https://a.example/film");
  EXPECT_NE(opened.cache->FindReusable(request, At(2)), nullptr);
  request.body_bytes_max = 1000;
  EXPECT_EQ(opened.cache->FindReusable(request, At(2)), nullptr);
}

TEST(CacheTest, WhatWasNeverAskedIsNoAnswer) {
  const Scratch scratch;
  Opened opened(scratch / "c.sqlite");
  opened.Add(MakeExchange("https://a.example/", 200, "b", 1));
  Exchange stopped = MakeExchange("https://a.example/", 0, "", 2);
  stopped.failure = Failure::kCancelled;
  opened.Add(stopped);
  EXPECT_EQ(opened.cache->FindAny(Get("https://a.example/"))->status, 200);
  opened.box.Drain();
  EXPECT_EQ(opened.cache->FindAny(Get("https://a.example/"))->status, 200);
}

TEST(CacheTest, ABodyIsStoredOnceAndCompressed) {
  const Scratch scratch;
  Opened opened(scratch / "c.sqlite");
  const std::string body(100'000, 'x');
  for (int i = 0; i < 20; ++i) {
    opened.Add(MakeExchange("https://a.example/" + std::to_string(i), 200, body, i));
  }
  opened.Add(MakeExchange("https://b.example/", 404, "x", 30));
  opened.box.Drain();
  const Stats stats = opened.cache->GetStats().value();
  EXPECT_EQ(stats.exchanges, 21);
  EXPECT_EQ(stats.bodies, 2);
  EXPECT_EQ(stats.body_bytes, 100'001);
  EXPECT_LT(stats.body_bytes_stored, 1000);
  EXPECT_EQ(stats.hosts, 2);
  EXPECT_EQ(stats.oldest, At(0));
  EXPECT_EQ(stats.newest, At(30));
  ASSERT_EQ(stats.by_status.size(), 2U);
  EXPECT_EQ(stats.by_status[0].name + "=" + std::to_string(stats.by_status[0].count), "2xx=20");
  EXPECT_EQ(stats.by_status[1].name + "=" + std::to_string(stats.by_status[1].count), "4xx=1");
}

TEST(CacheTest, AppendingTwiceKeepsOne) {
  const Scratch scratch;
  Opened opened(scratch / "c.sqlite");
  const Exchange e = MakeExchange("https://a.example/", 200, "b", 1);
  opened.Add(e, At(100));
  opened.Add(e, At(200));
  opened.box.Drain();
  EXPECT_EQ(opened.committed, 2);
  EXPECT_EQ(opened.cache->GetStats().value().exchanges, 1);
  EXPECT_NE(opened.cache->FindReusable(Get("https://a.example/"), At(150)), nullptr);
}

TEST(CacheTest, ClosingWritesWhatIsWaiting) {
  const Scratch scratch;
  {
    Opened opened(scratch / "c.sqlite");
    for (int i = 0; i < 100; ++i) {
      opened.Add(MakeExchange("https://a.example/" + std::to_string(i), 200, "b", i));
    }
    opened.cache.reset();
    opened.box.Drain();
    EXPECT_EQ(opened.committed, 100) << "callbacks outlive the cache";
  }
  EXPECT_EQ(Opened(scratch / "c.sqlite").cache->GetStats().value().exchanges, 100);
}

}  // namespace
}  // namespace ibid::cache
