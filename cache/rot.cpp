#include "cache/rot.h"

namespace ibid::cache {

bool RotOverTime(Database& db, RotSpan span, std::int64_t limit, std::vector<RotCount>& out) {
  // Each resolution is one thing more in its state when it comes, and one less when the next one
  // of the same thing takes its place; the sums up to a span are what stood at its end.
  Statement statement = db.Prepare(
      "WITH steps AS ("
      "  SELECT substr(date(since), 1, ?2) AS span, state, 1 AS step FROM resolution_periods"
      "  UNION ALL"
      "  SELECT substr(date(until), 1, ?2), state, -1 FROM resolution_periods WHERE until <> "
      "'9999-12-31'),"
      " spans AS ("
      "  SELECT span, sum(step) AS known, sum(step * (state = 'ok')) AS ok,"
      "         sum(step * (state = 'failing')) AS failing, sum(step * (state = 'dead')) AS dead"
      "  FROM steps GROUP BY span),"
      " sums AS ("
      "  SELECT span, sum(known) OVER upto AS known, sum(ok) OVER upto AS ok,"
      "         sum(failing) OVER upto AS failing, sum(dead) OVER upto AS dead"
      "  FROM spans WINDOW upto AS (ORDER BY span))"
      " SELECT span, known, ok, failing, dead FROM"
      "  (SELECT * FROM sums ORDER BY span DESC LIMIT ?1) ORDER BY span");
  Cursor row(statement);
  row.Bind(1, limit);
  row.Bind(2, std::int64_t{span == RotSpan::kDay ? 10 : 7});  // Of YYYY-MM-DD.
  while (row.Next()) {
    out.push_back({std::string(row.Text(0)), row.Int(1), row.Int(2), row.Int(3), row.Int(4)});
  }
  return !row.failed();
}

bool RotByHost(Database& db, std::int64_t limit, std::vector<RotHost>& out) {
  Statement statement = db.Prepare(
      "SELECT host, count(*), sum(state = 'ok'), sum(state = 'failing') AS failing,"
      " sum(state = 'dead') AS dead FROM latest_resolution WHERE host <> '' GROUP BY host"
      " ORDER BY dead DESC, failing DESC, count(*) DESC, host LIMIT ?1");
  Cursor row(statement);
  row.Bind(1, limit);
  while (row.Next()) {
    out.push_back({std::string(row.Text(0)), row.Int(1), row.Int(2), row.Int(3), row.Int(4)});
  }
  return !row.failed();
}

}  // namespace ibid::cache
