#include "cache/overlay.h"

#include <algorithm>
#include <utility>

#include "cache/exchange_rows.h"
#include "cache/vary.h"

namespace ibid::cache {
namespace {

std::string KeyOf(const HttpRequest& request) {
  return request.method + ' ' + request.url;
}

}  // namespace

void Overlay::Add(ExchangePtr exchange, std::optional<Instant> reusable_until) {
  if (VariesOnEverything(exchange->headers)) {
    reusable_until.reset();
  }
  std::string vary = VaryKey(exchange->headers, exchange->request.headers);
  std::vector<Entry>& entries = by_request_[KeyOf(exchange->request)];
  entries.push_back({std::move(exchange), reusable_until, std::move(vary)});
}

void Overlay::Settle(const ExchangePtr& exchange, bool stored) {
  const std::size_t bytes = exchange->body.size();
  if (!stored && unstored_bytes_ + bytes <= kUnstoredBytesMax) {
    unstored_bytes_ += bytes;
    return;
  }
  const auto found = by_request_.find(KeyOf(exchange->request));
  if (found == by_request_.end()) {
    return;
  }
  std::vector<Entry>& entries = found->second;
  entries.erase(std::remove_if(entries.begin(), entries.end(),
                               [&](const Entry& entry) { return entry.exchange == exchange; }),
                entries.end());
  if (entries.empty()) {
    by_request_.erase(found);
  }
}

std::optional<ExchangePtr> Overlay::Reusable(const HttpRequest& request, Instant now) const {
  const auto found = by_request_.find(KeyOf(request));
  if (found == by_request_.end()) {
    return std::nullopt;
  }
  for (auto entry = found->second.rbegin(); entry != found->second.rend(); ++entry) {
    if (MatchesVary(entry->vary, request.headers) && FitsLimit(*entry->exchange, request)) {
      return entry->reusable_until && *entry->reusable_until > now ? entry->exchange : nullptr;
    }
  }
  return std::nullopt;
}

ExchangePtr Overlay::Any(const HttpRequest& request) const {
  const auto found = by_request_.find(KeyOf(request));
  if (found == by_request_.end()) {
    return nullptr;
  }
  ExchangePtr newest;
  for (auto entry = found->second.rbegin(); entry != found->second.rend(); ++entry) {
    const Exchange& exchange = *entry->exchange;
    if (exchange.failure == Failure::kOffline || exchange.failure == Failure::kCancelled) {
      continue;
    }
    if (SameHeaders(exchange.request.headers, request.headers)) {
      return entry->exchange;
    }
    newest = newest == nullptr ? entry->exchange : newest;
  }
  return newest;
}

ExchangePtr Overlay::ById(std::string_view id) const {
  for (const auto& [key, entries] : by_request_) {
    for (const Entry& entry : entries) {
      if (entry.exchange->id == id) {
        return entry.exchange;
      }
    }
  }
  return nullptr;
}

}  // namespace ibid::cache
