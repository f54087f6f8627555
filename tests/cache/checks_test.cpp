#include "cache/checks.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "cache/cache.h"
#include "cache/rot.h"
#include "cache/scratch.h"

namespace ibid::cache {
namespace {

CheckOutcome Titled(const std::string& title) {
  CheckOutcome out;
  out.title = title;
  return out;
}

// A cache with the newest schema, and a connection to it.
struct Desk {
  explicit Desk(const Scratch& scratch) : path(scratch / "c.sqlite"), checks(Make(path)) {}
  static Checks Make(const std::string& path) {
    EXPECT_TRUE(Cache::Open(path).ok());
    return Checks::Open(path, false).value();
  }
  std::int64_t Text(const std::string& text) {
    return checks.Add({"text", "-", text, "", "", "", ""}, At(1)).value();
  }
  // "1:queued 2:done", oldest first.
  std::string States() {
    std::string out;
    const std::vector<CheckRow> rows = checks.List({}).value();
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
      out +=
          (out.empty() ? "" : " ") + std::to_string(row->id) + ":" + std::string(Name(row->state));
    }
    return out;
  }
  std::string Taken(std::int64_t tries_max = 9) {
    const std::optional<CheckRow> row = checks.Take(tries_max, At(2)).value();
    return row ? std::to_string(row->id) + "/" + std::to_string(row->tries) : "none";
  }
  std::int64_t Bodies() { return checks.database().Integer("SELECT count(*) FROM bodies").value(); }

  std::string path;
  Checks checks;
};

TEST(ChecksTest, GoFromQueuedToDone) {
  const Scratch scratch;
  Desk desk(scratch);
  EXPECT_EQ(desk.Text("a"), 1);
  EXPECT_EQ(desk.Text("b"), 2);
  EXPECT_EQ(desk.Taken(), "1/1");
  EXPECT_EQ(desk.States(), "1:working 2:queued");
  EXPECT_EQ(desk.checks.Input(1).value()->bytes, "a");
  EXPECT_TRUE(desk.checks.Finish(1, Titled("Title"), {"src", "host.example", "words"}, "{}", At(3))
                  .value());
  EXPECT_EQ(desk.Taken(), "2/1");
  EXPECT_TRUE(desk.checks.Fail(2, "because", At(3)).value());
  EXPECT_EQ(desk.States(), "1:done 2:failed");
  EXPECT_EQ(desk.Taken(), "none");
  EXPECT_EQ(desk.checks.Record(1).value(), "{}");
  EXPECT_EQ(desk.checks.Record(2).value(), std::nullopt);
  EXPECT_EQ(desk.checks.Find(2).value()->error, "because");
  EXPECT_EQ(desk.checks.Find(3).value(), std::nullopt);
  EXPECT_FALSE(desk.checks.Fail(3, "", At(3)).value());
  EXPECT_FALSE(desk.checks.Finish(3, {}, {}, "{}", At(3)).value());
}

TEST(ChecksTest, WhatWasUnderWayIsBegunAgain) {
  const Scratch scratch;
  Desk desk(scratch);
  for (const char* text : {"a", "b", "c"}) {
    desk.Text(text);
  }
  EXPECT_EQ(desk.Taken(), "1/1");
  ASSERT_TRUE(desk.checks.Recover(3, At(3)).ok());
  EXPECT_EQ(desk.States(), "1:queued 2:queued 3:queued");
  EXPECT_EQ(desk.Taken(), "1/2");
  ASSERT_TRUE(desk.checks.Recover(3, At(3)).ok());
  EXPECT_EQ(desk.Taken(1), "2/1") << "not what was begun twice";
  ASSERT_TRUE(desk.checks.PutBack(2).ok());
  EXPECT_EQ(desk.Taken(0), "2/1") << "what was put back was not tried";
  EXPECT_EQ(desk.Taken(), "1/3");
  ASSERT_TRUE(desk.checks.Recover(3, At(3)).ok());
  EXPECT_EQ(desk.States(), "1:failed 2:queued 3:queued");
  EXPECT_EQ(desk.checks.Find(1).value()->error,
            "the program ended 3 times while it worked on this; it is not tried again by itself");
}

TEST(ChecksTest, WhatIsDeletedTakesItsBytesWithIt) {
  const Scratch scratch;
  Desk desk(scratch);
  desk.Text("same");
  desk.Text("same");
  EXPECT_EQ(desk.checks.AddAgain(1, R"({"offline":true})", At(4)).value(), 3);
  EXPECT_EQ(desk.checks.Find(3).value()->wishes, R"({"offline":true})");
  EXPECT_EQ(desk.checks.AddAgain(9, "{}", At(4)).value(), std::nullopt);
  EXPECT_TRUE(desk.checks.Finish(1, {}, {}, "record", At(3)).value());
  EXPECT_EQ(desk.Bodies(), 2);
  EXPECT_TRUE(desk.checks.Delete(1).value());
  EXPECT_FALSE(desk.checks.Delete(1).value());
  EXPECT_EQ(desk.Bodies(), 1);
  EXPECT_TRUE(desk.checks.Delete(2).value());
  EXPECT_EQ(desk.checks.Input(3).value()->bytes, "same");
  EXPECT_TRUE(desk.checks.Delete(3).value());
  EXPECT_EQ(desk.Bodies(), 0);
  EXPECT_EQ(desk.Text("new"), 4) << "no number is used twice";
  EXPECT_EQ(desk.checks.database().Integer("SELECT count(*) FROM check_words"), 0);
}

TEST(ChecksTest, PruningLeavesWhatChecksNeed) {
  const Scratch scratch;
  Desk desk(scratch);
  const std::string page = "a page that is an input, too";
  desk.Text(page);
  PostBox box;
  {
    const auto cache = Cache::Open(desk.path, box.Options()).value();
    cache->Append(Shared(MakeExchange("https://a.example/", 200, page, 7)), Until(std::nullopt),
                  [] {});
    box.Drain();
    Cache::PruneOptions all;
    all.selection = Selection{};
    EXPECT_EQ(cache->Prune(all).value().exchanges, 1);
  }
  EXPECT_EQ(desk.checks.Input(1).value()->bytes, page);
}

// What was looked at next elsewhere, which is then adopted, or "none".
std::string Adopted(Checks& checks) {
  const std::optional<ElsewhereChecked> next = checks.NextElsewhere().value();
  if (!next) {
    return "none";
  }
  const CheckOutcome outcome = Titled("T");
  EXPECT_TRUE(checks.Adopt(*next, next->record == "bad" ? nullptr : &outcome, {"", "", "w"}).ok());
  return next->source + "=" + next->record;
}

TEST(ChecksTest, TakesInWhatOthersChecked) {
  const Scratch scratch;
  Desk desk(scratch);
  PostBox box;
  const auto cache = Cache::Open(desk.path, box.Options()).value();
  const auto save = [&](const std::string& source, const std::string& record, int at) {
    Article article;
    article.document.source = source;
    Kept kept;
    kept.record = record;
    cache->SaveArticle(article, At(at), kept,
                       [](const Error* error) { EXPECT_EQ(error, nullptr); });
    box.Drain();
  };
  EXPECT_EQ(Adopted(desk.checks), "none");
  save("http://a.example/", "one", 5);
  save("unkept.txt", "", 6);
  save("b.txt", "bad", 7);
  desk.Text("ours");
  ASSERT_TRUE(desk.checks.Finish(1, {}, {}, "ours", At(8)).value());
  save("-", "ours", 8);
  save("c.txt", "three", 9);
  EXPECT_EQ(Adopted(desk.checks), "http://a.example/=one");
  EXPECT_EQ(Adopted(desk.checks), "b.txt=bad");
  EXPECT_EQ(Adopted(desk.checks), "c.txt=three");
  EXPECT_EQ(Adopted(desk.checks), "none");
  EXPECT_EQ(desk.States(), "1:done 2:done 3:done");
  EXPECT_EQ(desk.checks.Record(3).value(), "three");
  EXPECT_EQ(desk.checks.Find(2).value()->created, At(5));
  EXPECT_EQ(desk.checks.Search("w", 9, 0).value().size(), 2U);
  EXPECT_EQ(desk.checks.AddAgain(3, "{}", At(9)).value(), std::nullopt) << "its bytes are not here";
  EXPECT_EQ(desk.checks.AddAgain(2, "{}", At(9)).value(), 4);
  EXPECT_TRUE(desk.checks.Delete(3).value());
  EXPECT_EQ(Adopted(desk.checks), "none") << "what was deleted does not come back";
}

TEST(ChecksTest, ListsPagesNewestFirst) {
  const Scratch scratch;
  Desk desk(scratch);
  for (int i = 0; i < 5; ++i) {
    desk.Text("x");
  }
  ASSERT_TRUE(desk.checks.Fail(4, "", At(2)).ok());
  const auto ids = [&](const CheckFilter& filter) {
    std::string out;
    const std::vector<CheckRow> rows = desk.checks.List(filter).value();
    for (const CheckRow& row : rows) {
      out += std::to_string(row.id);
    }
    return out;
  };
  EXPECT_EQ(ids({std::nullopt, std::nullopt, 2}), "54");
  EXPECT_EQ(ids({std::nullopt, 4, 2}), "32");
  EXPECT_EQ(ids({CheckState::kQueued, 5, 9}), "321");
  EXPECT_EQ(ids({CheckState::kFailed, std::nullopt, 9}), "4");
  const CheckCounts counts = desk.checks.Count().value();
  EXPECT_EQ(counts.queued, 4);
  EXPECT_EQ(counts.failed, 1);
}

TEST(ChecksTest, SearchTakesWordsAsWords) {
  const Scratch scratch;
  Desk desk(scratch);
  desk.Text("a");
  desk.Text("b");
  ASSERT_TRUE(desk.checks
                  .Finish(1, Titled("Harbour"),
                          {"http://a.example/x", "bit.ly", "The café \"opens\" in May."}, "1",
                          At(3))
                  .ok());
  ASSERT_TRUE(desk.checks.Finish(2, Titled("Café"), {"-", "", "Nothing else."}, "2", At(3)).ok());
  const auto found = [&](std::string_view query) {
    std::string out;
    const std::vector<FoundCheck> all = desk.checks.Search(query, 10, 0).value();
    for (const FoundCheck& one : all) {
      out += std::to_string(one.row.id);
    }
    return out;
  };
  EXPECT_EQ(found("cafe"), "21") << "a headline counts for more";
  EXPECT_EQ(found("CAFÉ harb"), "1");
  EXPECT_EQ(found("bit.ly"), "1");
  EXPECT_EQ(found("caf opens"), "") << "the last word alone may be cut short";
  for (const char* odd : {"", "  ", "\"", "\"\"", "*", "OR", "may NOT x", "title:x", "NEAR(a b)",
                          "-", "^", "{", "a\"b", "'"}) {
    EXPECT_TRUE(desk.checks.Search(odd, 10, 0).ok()) << odd;
  }
  std::string parts;
  const std::vector<FoundCheck> opens = desk.checks.Search("opens", 1, 0).value();
  for (const FoundPart& part : opens.at(0).snippet) {
    parts += part.match ? "[" + part.text + "]" : part.text;
  }
  EXPECT_EQ(parts, "The café \"[opens]\" in May.");
}

TEST(RotTest, CountsWhatStoodAtTheEndOfEachDay) {
  const Scratch scratch;
  Desk desk(scratch);
  Database& db = desk.checks.database();
  // (thing, host, state, day)
  const auto add = [&](const std::string& key, const std::string& state, int day) {
    return db.Run(
        "INSERT INTO resolutions (reference_key, kind, label, url, host, verdict, dead, reasons, "
        "final_url,"
        " title, text_sha256, snapshot_url, checked_at, recorded_at, article, state) VALUES ('" +
        key + "', 'url', '', '', '" + key.substr(0, 1) +
        ".example', '', 0, '', '', '', '', '', 0, " + std::to_string(day * 86'400'000LL + 5) +
        ", NULL, '" + state + "')");
  };
  ASSERT_TRUE(add("a1", "ok", 0) && add("a2", "ok", 0) && add("b1", "", 0) &&
              add("a1", "failing", 2) && add("a1", "dead", 9) && add("a2", "failing", 9) &&
              add("a2", "ok", 9));
  ASSERT_TRUE(add("a2", "failing", 40));
  const auto told = [&](RotSpan span, std::int64_t limit) {
    std::vector<RotCount> counts;
    EXPECT_TRUE(RotOverTime(db, span, limit, counts));
    std::string out;
    for (const RotCount& count : counts) {
      out += count.span + " " + std::to_string(count.known) + "=" + std::to_string(count.ok) + "+" +
             std::to_string(count.failing) + "+" + std::to_string(count.dead) + "\n";
    }
    return out;
  };
  EXPECT_EQ(told(RotSpan::kDay, 10),
            "1970-01-01 3=2+0+0\n1970-01-03 3=1+1+0\n1970-01-10 3=1+0+1\n1970-02-10 3=0+1+1\n");
  EXPECT_EQ(told(RotSpan::kMonth, 10), "1970-01 3=1+0+1\n1970-02 3=0+1+1\n");
  EXPECT_EQ(told(RotSpan::kDay, 1), "1970-02-10 3=0+1+1\n");
  std::vector<RotHost> hosts;
  ASSERT_TRUE(RotByHost(db, 10, hosts));
  ASSERT_EQ(hosts.size(), 2U);
  EXPECT_EQ(hosts[0].host + " " + std::to_string(hosts[0].cited) + std::to_string(hosts[0].ok) +
                std::to_string(hosts[0].failing) + std::to_string(hosts[0].dead),
            "a.example 2011");
}

}  // namespace
}  // namespace ibid::cache
