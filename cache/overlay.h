#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ibid/exchange.h"
#include "ibid/instant.h"

namespace ibid::cache {

// The exchanges of this process that are not on disk yet, so that they are found at once; and those
// that could not be brought there, so that a full disk does not make a run ask twice. Loop's
// thread.
class Overlay {
 public:
  void Add(ExchangePtr exchange, std::optional<Instant> reusable_until);
  // The write has ended. What is stored goes; what is not is kept within kUnstoredBytesMax.
  void Settle(const ExchangePtr& exchange, bool stored);

  // Nothing: this knows of no matching answer, look on disk. Null: it knows one, newer than the
  // disk's, and that may not be reused.
  std::optional<ExchangePtr> Reusable(const HttpRequest& request, Instant now) const;
  ExchangePtr Any(const HttpRequest& request) const;
  ExchangePtr ById(std::string_view id) const;

 private:
  struct Entry {
    ExchangePtr exchange;
    std::optional<Instant> reusable_until;
    std::string vary;
  };
  static constexpr std::size_t kUnstoredBytesMax = std::size_t{64} << 20U;

  std::unordered_map<std::string, std::vector<Entry>> by_request_;  // Oldest first.
  std::size_t unstored_bytes_ = 0;
};

}  // namespace ibid::cache
