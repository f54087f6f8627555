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

void Overlay::Add(ExchangePtr exchange, net::Reuse reuse) {
  if (VariesOnEverything(exchange->headers) && reuse.what == net::Reuse::What::kUntil) {
    reuse.what = net::Reuse::What::kNever;
  }
  std::string vary = VaryKey(exchange->headers, exchange->request.headers);
  std::vector<Entry>& entries = by_request_[KeyOf(exchange->request)];
  entries.push_back({std::move(exchange), reuse, std::move(vary)});
}

void Overlay::Invalidate(const std::string& url) {
  ++invalid_[url];
  for (const char* method : {"GET ", "HEAD "}) {
    if (const auto found = by_request_.find(method + url); found != by_request_.end()) {
      for (Entry& entry : found->second) {
        entry.reuse.what = net::Reuse::What::kSilent;
      }
    }
  }
}

void Overlay::SettleInvalid(const std::string& url, bool stored) {
  const auto found = invalid_.find(url);
  if (stored && found != invalid_.end() && --found->second == 0) {
    invalid_.erase(found);
  }
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

const Overlay::Entry* Overlay::Deciding(const HttpRequest& request) const {
  const auto found = by_request_.find(KeyOf(request));
  if (found == by_request_.end()) {
    return nullptr;
  }
  for (auto entry = found->second.rbegin(); entry != found->second.rend(); ++entry) {
    if (entry->reuse.what != net::Reuse::What::kSilent &&
        MatchesVary(entry->vary, request.headers) && FitsLimit(*entry->exchange, request)) {
      return &*entry;
    }
  }
  return nullptr;
}

std::optional<ExchangePtr> Overlay::Stored(const HttpRequest& request) const {
  if (by_request_.empty() && invalid_.empty()) {
    return std::nullopt;
  }
  const Entry* entry = Deciding(request);
  if (entry == nullptr) {
    return invalid_.count(request.url) != 0 ? std::optional<ExchangePtr>(nullptr) : std::nullopt;
  }
  return entry->reuse.what == net::Reuse::What::kUntil ? entry->exchange : nullptr;
}

std::optional<ExchangePtr> Overlay::Reusable(const HttpRequest& request, Instant now) const {
  std::optional<ExchangePtr> stored = Stored(request);
  if (stored && *stored != nullptr && Deciding(request)->reuse.until <= now) {
    stored = nullptr;
  }
  return stored;
}

ExchangePtr Overlay::Any(const HttpRequest& request) const {
  const auto found = by_request_.find(KeyOf(request));
  if (found == by_request_.end()) {
    return nullptr;
  }
  ExchangePtr newest;
  for (auto entry = found->second.rbegin(); entry != found->second.rend(); ++entry) {
    const Exchange& exchange = *entry->exchange;
    if (exchange.failure == Failure::kOffline || exchange.failure == Failure::kCancelled ||
        exchange.status == 304) {
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
