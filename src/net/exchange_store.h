#pragma once

#include <functional>
#include <optional>

#include "ibid/exchange.h"
#include "ibid/instant.h"

namespace ibid::net {

// Where exchanges are kept and found again; cache/ implements it over SQLite. Loop's thread only.
class ExchangeStore {
 public:
  virtual ~ExchangeStore() = default;

  // The newest stored exchange that may answer this request at `now`: same method, URL and (by its
  // Vary) headers, and still reusable. Microseconds, no waiting.
  virtual ExchangePtr FindReusable(const HttpRequest& request, Instant now) = 0;
  // The newest stored exchange for the request, however old: what --offline answers from. One that
  // was asked with the same headers goes before a newer one that was not.
  virtual ExchangePtr FindAny(const HttpRequest& request) = 0;

  // Appends to the log of evidence. `reusable_until` is none where the answer may not be reused
  // (no-store). Returns at once; `committed` is called from the loop when the row is on disk, or
  // could not be brought there (the store then reports its own trouble, once). Only after it may
  // the exchange be handed to anyone who reports: what was reported has been committed.
  virtual void Append(ExchangePtr exchange, std::optional<Instant> reusable_until,
                      std::function<void()> committed) = 0;
};

}  // namespace ibid::net
