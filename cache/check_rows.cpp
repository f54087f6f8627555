#include "cache/check_rows.h"

#include <chrono>
#include <optional>

namespace ibid::cache {
namespace {

std::optional<Instant> InstantAt(const Cursor& row, int column) {
  const std::optional<std::int64_t> ms = row.IntOrNull(column);
  return ms ? std::optional(Instant(std::chrono::milliseconds(*ms))) : std::nullopt;
}

}  // namespace

CheckRow ReadCheck(const Cursor& row) {
  CheckRow out;
  out.id = row.Int(0);
  out.kind = row.Text(1);
  out.source = row.Text(2);
  out.state = CheckStateNamed(row.Text(3)).value_or(CheckState::kFailed);
  out.tries = row.Int(4);
  out.created = Instant(std::chrono::milliseconds(row.Int(5)));
  out.started = InstantAt(row, 6);
  out.finished = InstantAt(row, 7);
  out.error = row.Text(8);
  out.outcome.title = row.Text(9);
  out.outcome.publisher = row.Text(10);
  out.outcome.published = row.Text(11);
  out.outcome.url = row.Text(12);
  out.outcome.references = row.Int(13);
  out.outcome.failing = row.Int(14);
  out.outcome.dead = row.Int(15);
  out.outcome.verdicts = row.Text(16);
  out.wishes = row.Text(17);
  return out;
}

}  // namespace ibid::cache
