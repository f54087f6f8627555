#include "cache/migrate.h"

#include <array>
#include <vector>

#include <gtest/gtest.h>

#include "cache/scratch.h"

namespace ibid::cache {
namespace {

constexpr std::chrono::milliseconds kPatience{2000};

Database Fresh(const Scratch& scratch) {
  Database db;
  EXPECT_TRUE(db.Open(scratch / "m.sqlite", Database::Mode::kReadWrite, kPatience));
  return db;
}

std::string Shape(Database& db) {
  return db
      .String("SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)")
      .value_or("");
}

TEST(MigrateTest, BringsAFreshFileToTheNewestSchema) {
  const Scratch scratch;
  Database db = Fresh(scratch);
  ASSERT_TRUE(Migrate(db).ok());
  EXPECT_EQ(db.Integer("PRAGMA user_version"), static_cast<std::int64_t>(SchemaFiles().size()));
  EXPECT_EQ(db.Integer("PRAGMA application_id"), kApplicationId);
  const std::string shape = Shape(db);
  EXPECT_TRUE(Migrate(db).ok());
  EXPECT_EQ(Shape(db), shape) << "migrating twice changes nothing";
}

TEST(MigrateTest, ReachesTheSameShapeFromEachOlderVersion) {
  const Scratch straight_scratch;
  Database straight = Fresh(straight_scratch);
  ASSERT_TRUE(Migrate(straight).ok());
  for (std::size_t from = 0; from <= SchemaFiles().size(); ++from) {
    const Scratch scratch;
    Database db = Fresh(scratch);
    ASSERT_TRUE(Migrate(db, SchemaFiles().first(from)).ok());
    ASSERT_TRUE(Migrate(db).ok()) << "from schema " << from;
    EXPECT_EQ(Shape(db), Shape(straight)) << "from schema " << from;
  }
}

TEST(MigrateTest, Schema1KeepsItsRowsAndGetsStates) {
  const Scratch scratch;
  Database db = Fresh(scratch);
  ASSERT_TRUE(Migrate(db, SchemaFiles().first(1)).ok());
  ASSERT_TRUE(db.Run(
      "INSERT INTO exchanges (id, method, url, host, request_headers, body_bytes_max, status,"
      " failure, failure_detail, http_version, response_headers, media_type, body_sha256,"
      " body_complete, asked_at, elapsed_ms, remote_address) VALUES"
      " ('e1', 'GET', 'https://a.example/', 'a.example', '', 0, 404, 'none', '', '1.1', '', '',"
      " NULL, 1, 7, 1, '');"
      "INSERT INTO resolutions (reference_key, kind, label, url, host, verdict, dead, reasons,"
      " final_url, title, text_sha256, snapshot_url, checked_at, recorded_at, article) VALUES"
      " ('a', 'url', '', '', '', 'gone', 1, '', '', '', '', '', 7, 8, NULL),"
      " ('b', 'url', '', '', '', 'alive', 0, '', '', '', '', '', 7, 8, NULL),"
      " ('c', 'url', '', '', '', 'timeout', 0, '', '', '', '', '', 7, 8, NULL),"
      " ('d', 'url', '', '', '', 'blocked', 0, '', '', '', '', '', 7, 8, NULL);"));
  ASSERT_TRUE(Migrate(db).ok());
  EXPECT_EQ(
      db.String("SELECT group_concat(reference_key || ':' || state || ':' || failures || ':' ||"
                " coalesce(failing_since, ''), ' ') FROM resolutions"),
      "a:failing:1:7 b:ok:0: c:failing:1:7 d::0:");
  EXPECT_EQ(db.Integer("SELECT count(*) FROM exchanges WHERE validated_by = ''"), 1);
}

TEST(MigrateTest, AppliesEachFileOnceAndInOrder) {
  const Scratch scratch;
  Database db = Fresh(scratch);
  const std::vector<EmbeddedFile> files = {
      {"0001_a.sql", "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);"},
      {"0002_b.sql", "ALTER TABLE a ADD COLUMN y INTEGER; UPDATE a SET y = x + 1;"}};
  ASSERT_TRUE(Migrate(db, std::span(files).first(1)).ok());
  ASSERT_TRUE(Migrate(db, files).ok());
  EXPECT_EQ(db.Integer("SELECT sum(y) FROM a"), 2) << "the row of schema 1 is kept";
}

TEST(MigrateTest, ABrokenFileLeavesNoTrace) {
  const Scratch scratch;
  Database db = Fresh(scratch);
  const std::array<EmbeddedFile, 2> files = {
      {{"0001_good.sql", "CREATE TABLE a (x INTEGER);"},
       {"0002_bad.sql", "CREATE TABLE b (x INTEGER); NOT SQL;"}}};
  const Result<void> migrated = Migrate(db, files);
  ASSERT_FALSE(migrated.ok());
  EXPECT_EQ(migrated.error().message, "0002_bad.sql: near \"NOT\": syntax error");
  EXPECT_EQ(db.Integer("PRAGMA user_version"), 1) << "what was good before it stays";
  EXPECT_EQ(db.Integer("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST(MigrateTest, RefusesANewerDatabase) {
  const Scratch scratch;
  Database db = Fresh(scratch);
  ASSERT_TRUE(db.Run("PRAGMA user_version = 999"));
  EXPECT_EQ(Migrate(db).error().message, "it has schema 999, this program knows schemas up to " +
                                             std::to_string(SchemaFiles().size()));
}

TEST(MigrateTest, EveryColumnIsCommented) {
  for (const EmbeddedFile& file : SchemaFiles()) {
    bool in_table = false;
    std::string_view left = file.bytes;
    while (!left.empty()) {
      const std::size_t end = std::min(left.find('\n'), left.size());
      const std::string_view line = left.substr(0, end);
      left.remove_prefix(std::min(end + 1, left.size()));
      in_table = line.substr(0, 13) == "CREATE TABLE " || (in_table && line[0] != ')');
      const bool column = in_table && line.size() > 2 && line[2] >= 'a' && line[2] <= 'z';
      EXPECT_TRUE(!column || line.find(" -- ") != std::string_view::npos) << line;
      EXPECT_TRUE(line.substr(0, 1) != ")" || line.find("STRICT") != std::string_view::npos)
          << line;
    }
  }
}

}  // namespace
}  // namespace ibid::cache
