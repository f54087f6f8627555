#include <sstream>

#include <gtest/gtest.h>

#include "cache/scratch.h"
#include "cache/sqlite.h"

namespace ibid::cache {
namespace {

// "key verdict [final-url [checked-second]]", one reference each, in an article of that source.
Article MakeArticle(const std::string& source, const std::vector<std::string>& references) {
  Article article;
  article.document.source = source;
  article.document.metadata.title.value = "Title of " + source;
  for (const std::string& line : references) {
    std::istringstream words(line);
    std::string key, verdict, final_url, state;
    long long checked = -1;
    words >> key >> verdict >> final_url >> checked >> state;
    Reference reference;
    reference.key = key;
    reference.label = "label " + key;
    reference.url = key.substr(key.find(':') + 1);
    reference.mentions = {"m1", "m2"};
    Resolution resolution;
    for (int v = 0; v <= static_cast<int>(Verdict::kUnknown); ++v) {
      if (Name(static_cast<Verdict>(v)) == verdict) {
        resolution.verdict = static_cast<Verdict>(v);
      }
    }
    resolution.reasons = {"first\nreason", "second"};
    resolution.final_url = final_url;
    resolution.evidence = {"e1", "e2"};
    if (checked >= 0) {
      resolution.checked_at = At(checked);
    }
    for (const LinkState one : {LinkState::kOk, LinkState::kFailing, LinkState::kDead}) {
      if (Name(one) == state) {
        resolution.history.state = one;
        resolution.history.failures = 3;
        resolution.history.failing_since = At(5);
      }
    }
    if (IsDead(resolution.verdict)) {
      resolution.snapshots.push_back({"https://bad.example", key, {}, false, "", ""});
      resolution.snapshots.push_back({"https://good.example", key, {}, true, "", ""});
    }
    article.references.push_back(reference);
    article.resolutions.push_back(resolution);
  }
  return article;
}

// The rows of a query, columns with "|" between them, one a line.
std::string Rows(const std::string& path, const std::string& sql, int columns) {
  Database db;
  EXPECT_TRUE(db.Open(path, Database::Mode::kReadOnly, std::chrono::seconds(1)));
  Statement statement = db.Prepare(sql);
  Cursor row(statement);
  std::string out;
  while (row.Next()) {
    for (int i = 0; i < columns; ++i) {
      out += std::string(i == 0 ? "" : "|") + std::string(row.Text(i));
    }
    out += "\n";
  }
  EXPECT_FALSE(row.failed()) << db.failure().message;
  return out;
}

class ArticlesTest : public ::testing::Test {
 protected:
  void Save(const std::string& source, long long at, const std::vector<std::string>& references) {
    const Article article = MakeArticle(source, references);
    Kept kept;
    kept.record = "{\"record\":1}";
    bool saved = false;
    cache_->SaveArticle(article, At(at), kept, [&](const Error* error) {
      ASSERT_EQ(error, nullptr) << error->message;
      saved = true;
    });
    EXPECT_FALSE(saved) << "never before SaveArticle has returned";
    box_.Drain();
    ASSERT_TRUE(saved);
  }
  std::string Query(const std::string& sql, int columns) { return Rows(path_, sql, columns); }

  Scratch scratch_;
  std::string path_ = scratch_ / "c.sqlite";
  PostBox box_;
  std::unique_ptr<Cache> cache_ = Cache::Open(path_, box_.Options()).value();
};

TEST_F(ArticlesTest, KeepsArticlesCitationsAndTheirRecord) {
  Save("a.html", 10,
       {"url:https://x.example/1 alive https://x.example/1 9", "agent:bob not_checked"});
  Save("a.html", 10, {"url:https://x.example/1 alive https://x.example/1 9"});
  EXPECT_EQ(Query("SELECT source, title, checked_at FROM articles", 3),
            "a.html|Title of a.html|10000\n");
  EXPECT_EQ(Query("SELECT reference_key, kind, mentions FROM citations", 3),
            "url:https://x.example/1|url|2\n")
      << "the second check of the same moment replaces the first";
  EXPECT_EQ(Query("SELECT raw_size FROM articles JOIN bodies ON sha256 = record_sha256", 1),
            "12\n");
  EXPECT_EQ(
      Query("SELECT exchange FROM resolution_evidence WHERE resolution = 1 ORDER BY position", 1),
      "e1\ne2\n");
  EXPECT_EQ(Query("SELECT reasons FROM resolutions WHERE id = 1", 1), "first reason\nsecond\n");
  EXPECT_TRUE(cache_->Verify().value().empty());
}

TEST_F(ArticlesTest, ARecordIsUsedAgainByWhoHasTheSameSettings) {
  const auto save = [&](long long at, const std::string& settings, long long until) {
    Article article = MakeArticle("a.html", {"agent:bob not_checked"});
    article.document.input_sha256 = "d1";
    Kept kept{"{\"at\":" + std::to_string(at) + "}", settings, "to-" + settings, At(until),
              "alive,ok"};
    cache_->SaveArticle(article, At(at), kept,
                        [](const Error* error) { ASSERT_EQ(error, nullptr); });
    box_.Drain();
  };
  const auto passed_on = [&](const char* to, long long at) {
    const auto found = cache_->FindPassedOn(to, At(at));
    return found ? found->record + " " + found->outcomes : "none";
  };
  save(10, "a", 100);
  save(20, "b", 30);
  save(15, "b", 100);
  EXPECT_EQ(cache_->NewestRecord("d1", "a"), "{\"at\":10}");
  EXPECT_EQ(cache_->NewestRecord("d1", "b"), "{\"at\":20}");
  EXPECT_EQ(cache_->NewestRecord("d1", ""), std::nullopt);
  EXPECT_EQ(cache_->NewestRecord("d2", "a"), std::nullopt);
  EXPECT_EQ(passed_on("to-a", 99), "{\"at\":10} alive,ok");
  EXPECT_EQ(passed_on("to-a", 100), "none") << "it stands no longer";
  EXPECT_EQ(passed_on("to-b", 29), "{\"at\":20} alive,ok");
  EXPECT_EQ(passed_on("to-b", 30), "none") << "the newest one decides";
  EXPECT_EQ(passed_on("to-c", 1), "none");
  EXPECT_EQ(passed_on("", 1), "none");
}

TEST_F(ArticlesTest, HistoryGrowsOnlyByWhatIsNew) {
  const std::string key = "url:https://x.example/1";
  Save("a.html", 10, {key + " alive https://x.example/1 9"});
  Save("a.html", 20, {key + " alive https://x.example/1 9"});
  EXPECT_EQ(Query("SELECT count(*) FROM resolutions", 1), "1\n") << "the same answers again";
  Save("b.html", 30, {key + " alive https://x.example/1 29"});
  Save("b.html", 40, {key + " gone https://x.example/1 39"});
  Save("b.html", 50, {key + " alive https://x.example/2 49"});
  EXPECT_EQ(Query("SELECT verdict FROM resolutions ORDER BY id", 1), "alive\nalive\ngone\nalive\n");
  EXPECT_EQ(Query("SELECT verdict, final_url, article FROM latest_resolution", 3),
            "alive|https://x.example/2|5\n");
  EXPECT_EQ(Query("SELECT changed_at, verdict_before, verdict, final_url FROM what_changed", 4),
            "1970-01-01 00:00:50|gone|alive|https://x.example/2\n"
            "1970-01-01 00:00:40|alive|gone|https://x.example/1\n");
}

TEST_F(ArticlesTest, TheViewsAnswerWhatPeopleAsk) {
  Save("a.html", 10,
       {"url:https://x.example/1 gone - 9 dead", "url:https://x.example/2 alive - 9 ok"});
  Save("b.html", 20,
       {"url:https://x.example/1 gone - 9 dead", "url:https://y.example/ soft_404 - 19 failing"});
  EXPECT_EQ(
      Query("SELECT url, verdict, failing_since, snapshot_url, checked_at, articles, cited_by"
            " FROM dead_links",
            7),
      "https://x.example/1|gone|1970-01-01 00:00:05|https://good.example|1970-01-01 00:00:09|2|"
      "a.html,b.html\n");
  EXPECT_EQ(Query("SELECT url, state FROM failing_links", 2),
            "https://x.example/1|dead\nhttps://y.example/|failing\n");
  EXPECT_EQ(Query("SELECT * FROM dead_links_by_host", 5),
            "x.example|1|0|2|50.0\ny.example|0|1|1|0.0\n");

  Exchange slow = MakeExchange("https://slow.example:81/", 0, "", 1);
  slow.failure = Failure::kTimeout;
  slow.elapsed_ms = 30'000;
  cache_->Append(Shared(slow), Until(std::nullopt), [] {});
  cache_->Append(Shared(MakeExchange("https://a.example/", 200, "b", 1)), Until(std::nullopt),
                 [] {});
  box_.Drain();
  EXPECT_EQ(Query("SELECT * FROM slowest_hosts", 5),
            "slow.example|1|30000.0|30000|1\na.example|1|12.0|12|0\n");

  const Stats stats = cache_->GetStats().value();
  EXPECT_EQ(stats.articles, 2);
  ASSERT_EQ(stats.by_verdict.size(), 3U);
  EXPECT_EQ(stats.by_verdict[0].name, "alive");
  ASSERT_EQ(stats.by_failure.size(), 1U);
  EXPECT_EQ(stats.by_failure[0].name, "timeout");
}

TEST_F(ArticlesTest, AHistoryIsThatOfAllArticlesNewestFirst) {
  const std::string key = "url:https://x.example/1";
  Save("a.html", 10, {key + " alive - 9 ok"});
  Save("b.html", 20, {key + " gone - 19 failing", "url:https://y.example/ gone - 19"});
  Save("b.html", 30, {key + " not_checked -"});
  std::string got;
  for (const PastResolution& past : cache_->HistoryOf(key, 10)) {
    got += past.verdict + "@" + std::to_string(past.checked_at.time_since_epoch().count()) + " ";
  }
  EXPECT_EQ(got, "gone@19000 alive@9000 ");
  EXPECT_EQ(cache_->HistoryOf(key, 1).size(), 1U);
}

TEST_F(ArticlesTest, EvidenceIsNeverChanged) {
  cache_->Append(Shared(MakeExchange("https://a.example/", 200, "b", 1)), Until(std::nullopt),
                 [] {});
  box_.Drain();
  Database db;
  ASSERT_TRUE(db.Open(path_, Database::Mode::kReadWrite, std::chrono::seconds(1)));
  EXPECT_FALSE(db.Run("UPDATE exchanges SET status = 404"));
  EXPECT_EQ(db.failure().message, "exchanges are evidence and are never changed");
}

TEST_F(ArticlesTest, VerifyFindsABodyThatIsNotWhatItWas) {
  cache_->Append(Shared(MakeExchange("https://a.example/", 200, "b", 1)), Until(std::nullopt),
                 [] {});
  box_.Drain();
  Database db;
  ASSERT_TRUE(db.Open(path_, Database::Mode::kReadWrite, std::chrono::seconds(1)));
  ASSERT_TRUE(db.Run("UPDATE bodies SET content = x'63'"));
  EXPECT_EQ(cache_->Verify().value(), std::vector<std::string>{"body " + digest::Sha256Hex("b") +
                                                               ": the bytes have another digest"});
  ASSERT_TRUE(db.Run("UPDATE bodies SET compression = 'zstd'"));
  HttpRequest request;
  request.url = "https://a.example/";
  EXPECT_EQ(cache_->FindAny(request), nullptr) << "what cannot be read is not there";
  EXPECT_EQ(box_.troubles().size(), 1U);
}

}  // namespace
}  // namespace ibid::cache
