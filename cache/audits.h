#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cache/cache.h"
#include "cache/sqlite.h"
#include "ibid/instant.h"
#include "ibid/reference.h"
#include "ibid/resolution.h"
#include "ibid/result.h"

// Audits as rows of the schema (schema/0003_audits.sql): what the audit stage says, in its words,
// where it can be queried and outlives the process.
namespace ibid::cache {

struct AuditRow {
  std::int64_t id = 0;
  std::string name;
  std::string settings;
  Instant started_at{};
  std::optional<Instant> gathered_at;
  std::optional<Instant> finished_at;
  std::optional<Instant> before;  // When the audit that it is compared with was finished.
};

// One link on a page; the columns of audit_places and audit_links have the same names.
struct AuditPlaceRow {
  std::string url;
  std::string host;
  std::string standing;  // Where it is known beforehand ("excluded"), with `reason`; else "open".
  std::string verdict;
  std::string reason;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::string written;
  std::string fragment;
  std::string anchor;
  std::string page;  // Read only.
};

// One link of an audit, and what was found.
struct AuditLinkRow {
  std::int64_t id = 0;
  std::string url;
  std::string host;
  std::string standing;
  std::string change;
  std::string verdict;
  std::string reasons;  // One a line.
  int status = 0;
  std::string state;
  int failures = 0;
  std::optional<Instant> failing_since;
  std::optional<Instant> last_ok;
  std::string final_url;
  bool moved_for_good = false;
  std::string title;
  std::string archived_url;
  std::optional<Instant> archived_at;
  bool copies_sought = false;
  std::string missing_fragments;  // One a line.
  std::optional<Instant> checked_at;
};

// A link that was asked: its row, of which `id` says which, and the resolution beside it.
struct AuditFinding {
  AuditLinkRow row;
  Reference reference;
  Resolution resolution;
  Instant recorded_at{};
  bool cites_evidence = false;  // Its exchanges are kept as long as this is.
};

// Writing and reading of one thread; the disk is written by the cache's own writer. Every Error is
// kStorage and says what to do. A cache that is killed loses what was not flushed, and no more.
class AuditLog {
 public:
  // `cache` outlives it and is not read-only.
  static Result<std::unique_ptr<AuditLog>> Open(Cache& cache);
  // Waits for what is being written.
  ~AuditLog();

  // The newest audit of that name, finished or not.
  Result<std::optional<AuditRow>> Newest(const std::string& name);
  // Begins one; what was begun of the same name and not finished goes.
  Result<AuditRow> Begin(const std::string& name, const std::string& settings, Instant now);

  // Ids of the links that are open (not asked yet), or of those that fail and for which archives
  // were not asked; in turns, one of each host in each, so that no host keeps the others waiting.
  Result<std::vector<std::int64_t>> OpenLinks(std::int64_t audit);
  Result<std::vector<std::int64_t>> LinksWithoutCopies(std::int64_t audit);
  // The row of a link; none where there is none.
  Result<std::optional<AuditLinkRow>> Link(std::int64_t link);
  // Of its places: what is linked there, at most `max` different ones each.
  Result<std::vector<std::string>> AnchorsOf(std::int64_t link, std::size_t max);
  Result<std::vector<std::string>> FragmentsOf(std::int64_t link, std::size_t max);
  // What the audit that this one is compared with found of the same link.
  Result<std::optional<AuditLinkRow>> Before(std::int64_t audit, const std::string& url);

  // Enters what was found, soon, and the resolution beside it. An error is that of an earlier one.
  Result<void> Add(AuditFinding finding);
  // All that was added is on the disk.
  Result<void> Flush();

  // Decides what is different from the audit before.
  Result<void> Compare(std::int64_t audit);
  // The end: from now on the next audit of that name is compared with this one. Places and pages of
  // earlier ones go.
  Result<void> Finish(std::int64_t audit, Instant now);

 private:
  struct Inner;
  explicit AuditLog(std::unique_ptr<Inner> inner);
  Result<std::vector<std::int64_t>> InTurns(std::int64_t audit, std::string_view which);
  Result<std::vector<std::string>> PlaceTexts(std::string_view column, std::int64_t link,
                                              std::size_t max);
  void WriteAdded();
  std::unique_ptr<Inner> inner_;
};

}  // namespace ibid::cache
