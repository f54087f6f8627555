// What an audit keeps, and what is different from the one before.
#include "cache/audits.h"

#include <sstream>

#include <gtest/gtest.h>

#include "cache/audit_gathering.h"
#include "cache/audit_prune.h"
#include "cache/audit_reader.h"
#include "cache/scratch.h"
#include "cache/sqlite.h"

namespace ibid::cache {
namespace {

constexpr std::int64_t kMonth = 30 * 24 * 3600;

class AuditsTest : public testing::Test {
 protected:
  AuditsTest()
      : cache_(Cache::Open(scratch_ / "cache").value()), log_(AuditLog::Open(*cache_).value()) {}

  // "page: url url", a page a line. A URL that begins with "-" is excluded.
  void Gather(std::int64_t audit, const std::string& pages) {
    const auto gathering = AuditGathering::Begin(*cache_, audit).value();
    std::istringstream lines(pages);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::string page;
      words >> page;
      page.pop_back();
      ASSERT_TRUE(gathering->AddPage(page).ok());
      std::uint32_t at = 0;
      for (std::string url; words >> url;) {
        AuditPlaceRow place;
        place.standing = url[0] == '-' ? "excluded" : "open";
        place.verdict = "not_checked";
        place.url = url.substr(url[0] == '-' ? 1 : 0);
        place.host = place.url.substr(0, place.url.find('/'));
        place.line = ++at;
        place.written = place.url;
        place.fragment = at == 2 ? "second" : "";
        place.anchor = page;
        ASSERT_TRUE(gathering->AddPlace(place).ok());
      }
    }
    ASSERT_TRUE(gathering->Finish(At(1)).ok());
  }

  // "url standing verdict [final-url]", a link a line.
  void Find(std::int64_t audit, const std::string& findings) {
    const std::vector<std::int64_t> open = log_->OpenLinks(audit).value();
    std::istringstream lines(findings);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::string url;
      AuditFinding finding;
      words >> url >> finding.row.standing >> finding.row.verdict >> finding.row.final_url;
      for (const std::int64_t id : open) {
        if (log_->Link(id).value()->url == url) {
          finding.row.id = id;
        }
      }
      ASSERT_NE(finding.row.id, 0) << url;
      finding.reference.key = "url:" + url;
      finding.reference.url = "https://" + url;
      finding.row.state = finding.row.verdict == "gone" ? "dead" : "ok";
      finding.resolution.checked_at = At(5);
      finding.resolution.evidence = {"e1"};
      finding.cites_evidence = finding.row.standing == "fail";
      ASSERT_TRUE(log_->Add(finding).ok());
    }
    ASSERT_TRUE(log_->Flush().ok());
  }

  AuditRow Month(int month, const std::string& pages, const std::string& findings) {
    const AuditRow row = log_->Begin("site", "s", At(month * kMonth)).value();
    Gather(row.id, pages);
    Find(row.id, findings);
    EXPECT_TRUE(log_->Compare(row.id).ok());
    EXPECT_TRUE(log_->Finish(row.id, At(month * kMonth + 60)).ok());
    return row;
  }

  std::string Query(const std::string& sql) {
    Database db;
    EXPECT_TRUE(db.Open(scratch_ / "cache", Database::Mode::kReadOnly, std::chrono::seconds(1)));
    return db.String("SELECT group_concat(x, ' ') FROM (" + sql + ")").value_or("");
  }
  std::string Changes(std::int64_t audit) {
    return Query("SELECT change || '=' || url AS x FROM audit_changes WHERE audit = " +
                 std::to_string(audit) + " ORDER BY url");
  }

  Scratch scratch_;
  std::unique_ptr<Cache> cache_;
  std::unique_ptr<AuditLog> log_;
};

TEST_F(AuditsTest, ThreeMonths) {
  const AuditRow first = Month(1, "p: a/1 a/2 b/1 c/1\nq: a/1 -mailto:x",
                               "a/1 ok alive\na/2 fail gone\nb/1 ok alive\nc/1 ok alive");
  EXPECT_EQ(Changes(first.id), "") << "there is nothing to compare with";
  const AuditRow second =
      Month(2, "p: a/1 a/2 b/1 d/1 d/2",
            "a/1 fail gone\na/2 unknown blocked\nb/1 warn moved b/2\nd/1 ok alive\nd/2 fail gone");
  EXPECT_EQ(second.before, At(kMonth + 60));
  EXPECT_EQ(Changes(second.id),
            "new_failure=a/1 newly_moved=b/1 gone_link=c/1 new_link=d/1 new_link=d/2 "
            "gone_link=mailto:x");
  const AuditRow third = Month(
      3, "p: a/1 a/2 b/1 d/1 d/2",
      "a/1 warn moved a/3\na/2 fail gone\nb/1 warn moved b/2\nd/1 unknown timeout\nd/2 ok alive");
  EXPECT_EQ(Changes(third.id), "healed=a/1 healed=d/2")
      << "a/2 failed before it was blocked: that it fails is nothing new; b/1 has moved already";
}

TEST_F(AuditsTest, AnUnfinishedAuditIsNoPast) {
  Month(1, "p: a/1", "a/1 ok alive");
  const AuditRow unfinished = log_->Begin("site", "s", At(2 * kMonth)).value();
  Gather(unfinished.id, "p: a/1");
  Find(unfinished.id, "a/1 fail gone");
  EXPECT_EQ(log_->Newest("site").value()->id, unfinished.id);
  const AuditRow third = Month(3, "p: a/1", "a/1 fail gone");
  EXPECT_EQ(Changes(third.id), "new_failure=a/1");
  EXPECT_EQ(Query("SELECT count(*) AS x FROM audits"), "2") << "it has gone";
  EXPECT_FALSE(log_->Newest("another").value().has_value());
}

TEST_F(AuditsTest, GatheringBeginsFromTheBeginning) {
  const AuditRow row = log_->Begin("site", "s", At(0)).value();
  Gather(row.id, "p: a/1 a/2\nq: b/1");
  Gather(row.id, "p: a/1\nq: b/1 a/1\nr:");
  EXPECT_EQ(Query("SELECT name || ':' || written || ':' || line AS x FROM audit_places JOIN"
                  " audit_pages ON audit_pages.id = audit_places.page ORDER BY audit_places.id"),
            "p:a/1:1 q:b/1:1 q:a/1:2");
  EXPECT_EQ(Query("SELECT name AS x FROM audit_pages ORDER BY id"), "p q r");
}

TEST_F(AuditsTest, HostsHaveTheirTurns) {
  const AuditRow row = log_->Begin("site", "s", At(0)).value();
  Gather(row.id, "p: a/1 a/2 a/3 b/1 b/2 c/1");
  std::string turns;
  const std::vector<std::int64_t> open = log_->OpenLinks(row.id).value();
  for (const std::int64_t id : open) {
    turns += log_->Link(id).value()->url + " ";
  }
  EXPECT_EQ(turns, "a/1 b/1 c/1 a/2 b/2 a/3 ");
}

TEST_F(AuditsTest, OldPlacesGoAndOldFindingsStay) {
  Month(1, "p: a/1 a/2", "a/1 ok alive\na/2 fail gone");
  Month(2, "q: a/1", "a/1 ok alive");
  EXPECT_EQ(Query("SELECT name AS x FROM audit_pages"), "q");
  EXPECT_EQ(Query("SELECT count(*) AS x FROM audit_places"), "1");
  EXPECT_EQ(Query("SELECT links || ',' || fail || ',' || dead AS x FROM audit_results"),
            "2,1,1 1,0,0");
  EXPECT_EQ(Query("SELECT DISTINCT url AS x FROM resolutions JOIN resolution_evidence"
                  " ON resolution = resolutions.id"),
            "https://a/2")
      << "only what is found wanting keeps its exchanges from being pruned";
}

TEST_F(AuditsTest, OldAuditsGoAndNotWhatTheNextIsComparedWith) {
  for (int month = 1; month <= 6; ++month) {
    Month(month, "p: a/1 a/2",
          month < 6 ? "a/1 ok alive\na/2 fail gone" : "a/1 fail gone\na/2 ok alive");
  }
  const AuditRow other = log_->Begin("other", "s", At(0)).value();
  Gather(other.id, "p: x/1");
  Find(other.id, "x/1 ok alive");
  ASSERT_TRUE(log_->Finish(other.id, At(60)).ok());
  const auto left = [this] {
    return Query("SELECT name || (started_at / 1000 / " + std::to_string(kMonth) +
                 ") AS x FROM audits ORDER BY id");
  };
  const auto prune = [this](std::optional<std::int64_t> newest, std::optional<int> months,
                            bool dry) {
    KeptAudits keep;
    keep.newest = newest;
    if (months) {
      keep.age_max = std::chrono::seconds(*months * kMonth);
    }
    const PrunedAudits pruned = PruneAudits(*cache_, keep, At(7 * kMonth), dry).value();
    return std::to_string(pruned.audits) + "," + std::to_string(pruned.links);
  };
  EXPECT_EQ(prune(4, std::nullopt, true), "2,4");
  EXPECT_EQ(left(), "site1 site2 site3 site4 site5 site6 other0") << "a dry run changes nothing";
  EXPECT_EQ(prune(5, 6, false), "0,0") << "each fits one of the wishes";
  EXPECT_EQ(prune(5, std::nullopt, false), "1,2");
  EXPECT_EQ(left(), "site2 site3 site4 site5 site6 other0");
  EXPECT_EQ(prune(std::nullopt, 4, false), "1,2");
  EXPECT_EQ(left(), "site3 site4 site5 site6 other0");
  EXPECT_EQ(prune(1, std::nullopt, false), "2,4");
  EXPECT_EQ(left(), "site5 site6 other0") << "the newest, and what it was compared with";
  EXPECT_EQ(Changes(8 - 2), "new_failure=a/1 healed=a/2") << "which can still be told";
  EXPECT_EQ(prune(std::nullopt, 0, false), "0,0");

  // One under way: what it is compared with is the newest that is finished.
  const AuditRow seventh = log_->Begin("site", "s", At(7 * kMonth)).value();
  EXPECT_EQ(prune(1, std::nullopt, false), "0,0");
  Gather(seventh.id, "p: a/1");
  Find(seventh.id, "a/1 ok alive");
  ASSERT_TRUE(log_->Compare(seventh.id).ok());
  ASSERT_TRUE(log_->Finish(seventh.id, At(7 * kMonth + 60)).ok());
  EXPECT_EQ(Changes(seventh.id), "healed=a/1 gone_link=a/2");
  EXPECT_EQ(prune(1, std::nullopt, false), "1,2");
  EXPECT_EQ(left(), "site6 other0 site7");
  EXPECT_EQ(Query("SELECT count(*) AS x FROM audit_links"), "4") << "its links have gone with it";
  EXPECT_TRUE(cache_->Verify().value().empty());
}

TEST_F(AuditsTest, IsReadAsItWasGathered) {
  const AuditRow row = log_->Begin("site", "s", At(0)).value();
  Gather(row.id, "p: a/1 a/2\nq: a/1 -mailto:x");
  Find(row.id, "a/1 fail gone\na/2 warn moved a/3");
  const auto reader = AuditReader::Open(*cache_).value();
  const AuditReader::Counts counts = reader->CountAll(row.id).value();
  EXPECT_EQ(counts.pages, 2);
  EXPECT_EQ(counts.places, 4);
  EXPECT_EQ(counts.links, 3);
  std::string seen;
  ASSERT_TRUE(reader
                  ->ForEachPlace(row.id,
                                 [&](const AuditPlaceRow& place, const AuditLinkRow& link) {
                                   seen += place.page + ":" + std::to_string(place.line) + "=" +
                                           link.url + "/" + link.standing + " ";
                                   return true;
                                 })
                  .ok());
  EXPECT_EQ(seen, "p:1=a/1/fail p:2=a/2/warn q:1=a/1/fail q:2=mailto:x/excluded ");
  std::string hosts;
  ASSERT_TRUE(reader
                  ->ForEachHost(row.id,
                                [&](const AuditReader::HostCounts& host) {
                                  hosts += host.host + ":" + std::to_string(host.links) + " ";
                                  return true;
                                })
                  .ok());
  EXPECT_EQ(hosts, "a:2 mailto:x:1 ");
  const std::int64_t first = log_->LinksWithoutCopies(row.id).value().at(0);
  std::vector<AuditPlaceRow> places;
  EXPECT_EQ(reader->PlacesOf(first, 1, places).value(), 2);
  EXPECT_EQ(places.size(), 1U);
  EXPECT_EQ(log_->AnchorsOf(first, 5).value(), (std::vector<std::string>{"p", "q"}));
  EXPECT_EQ(log_->FragmentsOf(first + 1, 5).value(), std::vector<std::string>{"second"});
}

}  // namespace
}  // namespace ibid::cache
