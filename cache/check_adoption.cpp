#include <optional>
#include <string>
#include <utility>

#include "cache/check_rows.h"
#include "cache/checks.h"
#include "cache/exchange_rows.h"

namespace ibid::cache {
namespace {

std::optional<ElsewhereChecked> FindElsewhere(Database& db) {
  Statement statement = db.Prepare(
      "SELECT id, source, record_sha256, checked_at FROM articles"
      " WHERE id > (SELECT up_to FROM check_adoption) AND record_sha256 IS NOT NULL"
      " AND NOT EXISTS (SELECT 1 FROM checks WHERE checks.record_sha256 = articles.record_sha256)"
      " ORDER BY id LIMIT 1");
  Cursor row(statement);
  if (!row.Next()) {
    return std::nullopt;
  }
  ElsewhereChecked out;
  out.article = row.Int(0);
  out.source = row.Text(1);
  out.record_sha256 = row.Text(2);
  out.checked_at = Instant(std::chrono::milliseconds(row.Int(3)));
  return out;
}

bool IsUrl(const std::string& source) {
  return source.compare(0, 7, "http://") == 0 || source.compare(0, 8, "https://") == 0;
}

}  // namespace

Result<std::optional<ElsewhereChecked>> Checks::NextElsewhere() {
  const std::optional<std::int64_t> left =
      db_.Integer("SELECT coalesce(max(id), 0) > (SELECT up_to FROM check_adoption) FROM articles");
  if (!left) {
    return Failure();
  }
  std::optional<ElsewhereChecked> found;
  if (*left == 0) {
    return found;
  }
  const Result<void> done = Together([&] {
    found = FindElsewhere(db_);
    return found || db_.Run("UPDATE check_adoption SET up_to = (SELECT max(id) FROM articles)");
  });
  if (!done) {
    return done.error();
  }
  if (found) {
    ExchangeReader reader(db_);
    found->record = reader.Body(found->record_sha256).value_or("");
  }
  return found;
}

Result<void> Checks::Adopt(const ElsewhereChecked& article, const CheckOutcome* outcome,
                           const CheckWords& words) {
  return Together([&] {
    Statement mark = db_.Prepare("UPDATE check_adoption SET up_to = ?1");
    Cursor marking(mark);
    marking.Bind(1, article.article);
    if (!marking.Finish()) {
      return false;
    }
    if (outcome == nullptr) {
      return true;
    }
    Statement insert = db_.Prepare(
        "INSERT INTO checks (kind, source, input_kind, input_url, input_date, media_type, state,"
        " tries, created_at, started_at, error, title, publisher, published, url,"
        " reference_count, failing, dead, verdicts) VALUES (?1, ?2, '', '', '', '', 'done', 0,"
        " ?3, ?3, '', '', '', '', '', 0, 0, 0, '{}')");
    Cursor row(insert);
    row.Bind(1, IsUrl(article.source) ? std::string_view("url") : std::string_view("file"));
    row.Bind(2, article.source);
    row.Bind(3, std::int64_t{article.checked_at.time_since_epoch().count()});
    if (!row.Finish()) {
      return false;
    }
    const std::int64_t id = db_.last_rowid();
    return StoreOutcome(id, *outcome, article.record_sha256, article.checked_at) &&
           StoreWords(id, *outcome, words);
  });
}

}  // namespace ibid::cache
