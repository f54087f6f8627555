// FORMATS.md says what is in the file: every table, view and column of the schema, by name.
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "cache/migrate.h"
#include "cache/sqlite.h"

namespace ibid::cache {
namespace {

std::string CacheSection() {
  std::ifstream file(IBID_TESTS "/../FORMATS.md");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::size_t at = text.find("\n## The cache (SQLite)\n");
  return at == std::string::npos ? "" : text.substr(at);
}

TEST(FormatsTest, NamesEveryTableViewAndColumn) {
  Database db;
  ASSERT_TRUE(db.Open(":memory:", Database::Mode::kReadWrite, std::chrono::milliseconds(0)));
  ASSERT_TRUE(Migrate(db).ok());
  const std::string section = CacheSection();
  Statement names = db.Prepare(
      "SELECT master.name, columns.name FROM sqlite_schema AS master"
      " JOIN pragma_table_info(master.name) AS columns"
      " WHERE master.type IN ('table', 'view') AND master.name NOT LIKE 'sqlite_%'"
      " AND master.name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')");
  Cursor row(names);
  int count = 0;
  for (; row.Next(); ++count) {
    const std::string table(row.Text(0));
    const std::size_t at = section.find(" `" + table + "`**");
    ASSERT_NE(at, std::string::npos) << table;
    const std::string about = section.substr(at, section.find("\n**", at + 1) - at);
    EXPECT_NE(about.find("`" + std::string(row.Text(1)) + "`"), std::string::npos)
        << table << "." << row.Text(1);
  }
  EXPECT_GT(count, 50);
}

}  // namespace
}  // namespace ibid::cache
