#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cache/audits.h"
#include "cache/cache.h"
#include "ibid/result.h"

namespace ibid::cache {

class Cursor;

// Reads whole audits, row by row, in constant memory, over a connection of its own: it sees what
// AuditLog has flushed. `take` says false where no more is wanted. Errors are kStorage.
class AuditReader {
 public:
  static Result<std::unique_ptr<AuditReader>> Open(Cache& cache);
  ~AuditReader();

  struct Counts {
    std::int64_t pages = 0;
    std::int64_t places = 0;
    std::int64_t links = 0;
    std::int64_t failing = 0;  // By their history, as `dead`.
    std::int64_t dead = 0;
    std::int64_t gone = 0;  // In the audit before, and not in this one.
    std::int64_t unreadable = 0;
    std::vector<Count> standings;
    std::vector<Count> verdicts;  // Of links that were asked.
    std::vector<Count> changes;
  };
  Result<Counts> CountAll(std::int64_t audit);
  Result<void> ForEachLink(std::int64_t audit, const std::function<bool(AuditLinkRow)>& take);
  Result<void> ForEachGone(std::int64_t audit, const std::function<bool(AuditLinkRow)>& take);
  // The first places of a link, at most `max`, and how many there are.
  Result<std::int64_t> PlacesOf(std::int64_t link, std::size_t max,
                                std::vector<AuditPlaceRow>& places);
  Result<void> ForEachPlace(std::int64_t audit,
                            const std::function<bool(AuditPlaceRow, AuditLinkRow)>& take);
  Result<void> ForEachUnreadable(
      std::int64_t audit,
      const std::function<bool(std::string_view input, std::string_view why)>& take);
  struct HostCounts {
    std::string host;
    std::int64_t links = 0;
    std::int64_t dead = 0;
    std::vector<Count> standings;
  };
  // Most failing first, then most unknown, then by name.
  Result<void> ForEachHost(std::int64_t audit, const std::function<bool(HostCounts)>& take);

 private:
  struct Inner;
  explicit AuditReader(std::unique_ptr<Inner> inner);
  // Null failure: fine.
  Result<void> Outcome(bool failed) const;
  // Of a question about one audit, ?1.
  Result<void> EachRow(const std::string& sql, std::int64_t audit,
                       const std::function<bool(const Cursor&)>& take);
  std::unique_ptr<Inner> inner_;
};

}  // namespace ibid::cache
