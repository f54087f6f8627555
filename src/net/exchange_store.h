#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "ibid/exchange.h"
#include "ibid/instant.h"

namespace ibid::net {

// What an exchange means for later requests that its answer would answer, too.
struct Reuse {
  enum class What : std::uint8_t {
    kUntil,   // It answers them until then; after that it can be validated.
    kNever,   // It may not be reused, nor may what it takes the place of (no-store).
    kSilent,  // Nothing: what is stored stays as it is (a 304, a moment's trouble).
  };
  What what = What::kSilent;
  Instant until{};
};

// Where exchanges are kept and found again; cache/ implements it over SQLite. Loop's thread only.
class ExchangeStore {
 public:
  virtual ~ExchangeStore() = default;

  // The newest stored exchange that may answer this request at `now`: same method, URL and (by its
  // Vary) headers, and still reusable. Microseconds, no waiting.
  virtual ExchangePtr FindReusable(const HttpRequest& request, Instant now) = 0;
  // The same, also where it is reusable no longer: what can be validated.
  virtual ExchangePtr FindStored(const HttpRequest& request) = 0;
  // The newest stored exchange for the request, however old: what --offline answers from. One that
  // was asked with the same headers goes before a newer one that was not.
  virtual ExchangePtr FindAny(const HttpRequest& request) = 0;

  // Appends to the log of evidence. Returns at once; `committed` is called from the loop when the
  // row is on disk, or could not be brought there (the store then reports its own trouble, once).
  // Only after it may the exchange be handed to anyone who reports: what was reported has been
  // committed.
  virtual void Append(ExchangePtr exchange, Reuse reuse, std::function<void()> committed) = 0;

  // No answer of this URL is reused any more, nor validated (RFC 9111, 4.4). The evidence stays.
  virtual void Invalidate(const std::string& url) = 0;
};

}  // namespace ibid::net
