#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "audit/filter.h"
#include "audit/link.h"
#include "cache/audit_gathering.h"
#include "ibid/result.h"

namespace ibid::audit {

struct Gathered {
  std::size_t pages = 0;
  std::size_t places = 0;
  std::size_t unreadable = 0;
};

// Takes what inputs hand over and puts it into the cache.
class Gatherer final : public LinkSink {
 public:
  // All outlive it. `told` hears of each page; `seen` of each link that is to be asked (a crawl
  // wants to know). Both may be empty.
  Gatherer(cache::AuditGathering& rows, Filter& filter, std::function<void(const Gathered&)> told,
           std::function<void(const std::string& url)> seen);

  bool BeginPage(const std::string& page) override;
  bool TakeLink(FoundLink link) override;
  bool TakeUnreadable(const std::string& input, const std::string& why) override;

  const Gathered& so_far() const { return so_far_; }
  // What kept it from going on, if something but an interrupt did.
  const std::optional<Error>& error() const { return error_; }

 private:
  bool Wanted(Result<void> done);

  cache::AuditGathering& rows_;
  Filter& filter_;
  std::function<void(const Gathered&)> told_;
  std::function<void(const std::string&)> seen_;
  Gathered so_far_;
  std::optional<Error> error_;
};

}  // namespace ibid::audit
