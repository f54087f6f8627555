#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ibid/exchange.h"
#include "ibid/instant.h"
#include "net/exchange_store.h"

namespace ibid::cache {

// The exchanges of this process that are not on disk yet, so that they are found at once; and those
// that could not be brought there, so that a full disk does not make a run ask twice. Loop's
// thread.
class Overlay {
 public:
  void Add(ExchangePtr exchange, net::Reuse reuse);
  // The write has ended. What is stored goes; what is not is kept within kUnstoredBytesMax.
  void Settle(const ExchangePtr& exchange, bool stored);
  // No answer of the URL that is known so far is reused, here or on disk.
  void Invalidate(const std::string& url);
  void SettleInvalid(const std::string& url, bool stored);

  // Nothing: this knows of no matching answer, look on disk. Null: it knows one, newer than the
  // disk's, and that may not be reused.
  std::optional<ExchangePtr> Reusable(const HttpRequest& request, Instant now) const;
  // The same of those that can be validated.
  std::optional<ExchangePtr> Stored(const HttpRequest& request) const;
  ExchangePtr Any(const HttpRequest& request) const;
  ExchangePtr ById(std::string_view id) const;

 private:
  struct Entry {
    ExchangePtr exchange;
    net::Reuse reuse;
    std::string vary;
  };
  // The newest entry that decides about the request; null: none does.
  const Entry* Deciding(const HttpRequest& request) const;

  static constexpr std::size_t kUnstoredBytesMax = std::size_t{64} << 20U;

  std::unordered_map<std::string, std::vector<Entry>> by_request_;  // Oldest first.
  std::unordered_map<std::string, int> invalid_;  // URLs whose rows on disk count no more.
  std::size_t unstored_bytes_ = 0;
};

}  // namespace ibid::cache
