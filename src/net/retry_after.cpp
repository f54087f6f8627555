#include "net/retry_after.h"

#include <algorithm>

#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::net {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds kMost = std::chrono::hours(24);
constexpr std::size_t kDigitsMax = 8;

}  // namespace

std::optional<milliseconds> RetryAfter(const Exchange& exchange) {
  const std::optional<std::string_view> header = FindHeader(exchange.headers, "Retry-After");
  if (!header) {
    return std::nullopt;
  }
  const std::string_view value = text::Trim(*header);
  const bool digits = !value.empty() && std::all_of(value.begin(), value.end(),
                                                    [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) {
    const std::optional<Instant> at = text::ParseInstant(value);
    // By the clock that wrote it, where the answer shows that: ours may be wrong, or fixed.
    const auto date = text::ParseInstant(FindHeader(exchange.headers, "Date").value_or(""));
    return at ? std::optional(std::clamp(*at - date.value_or(exchange.at), milliseconds(0), kMost))
              : std::nullopt;
  }
  if (value.size() > kDigitsMax) {
    return kMost;
  }
  std::int64_t seconds = 0;
  for (const char c : value) {
    seconds = seconds * 10 + (c - '0');
  }
  return std::min(milliseconds(seconds * 1000), kMost);
}

}  // namespace ibid::net
