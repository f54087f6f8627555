#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "cache/audits.h"
#include "cache/cache.h"
#include "ibid/instant.h"
#include "ibid/result.h"

namespace ibid::cache {

// What the inputs of an audit hold, in the order of reading; goes to the disk some thousand rows at
// a time, so that memory stays what it is however many there are. One thread; Errors are kStorage.
class AuditGathering {
 public:
  // `cache` outlives it. What was gathered before for this audit is taken back first: gathering is
  // done from its beginning or not at all.
  static Result<std::unique_ptr<AuditGathering>> Begin(Cache& cache, std::int64_t audit);
  ~AuditGathering();

  Result<void> AddPage(std::string page);
  // On the page that was added last. A link that is known has one more place.
  Result<void> AddPlace(AuditPlaceRow place);
  Result<void> AddUnreadable(std::string input, std::string why);
  // What was added is on the disk.
  Result<void> Flush();
  // The same, and nothing more comes.
  Result<void> Finish(Instant now);

 private:
  struct Inner;
  explicit AuditGathering(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace ibid::cache
