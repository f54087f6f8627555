#include "resolve/x_ids.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "text/dates.h"

namespace ibid::resolve {
namespace {

constexpr std::int64_t kEpochMs = 1288834974657;
constexpr unsigned kTimeShift = 22;
constexpr std::uint64_t kPrefixUnit = 100'000'000'000'000;  // 10^14 ids are 6.6 hours.
constexpr std::size_t kIsoDayLength = 10;

}  // namespace

std::optional<IdRange> IdsOfDay(const IsoDate& date, int offset) {
  const std::optional<Instant> midnight =
      date.size() == kIsoDayLength ? text::StartOf(date) : std::nullopt;
  if (!midnight) {
    return std::nullopt;
  }
  const Instant begin = *midnight + std::chrono::days(offset);
  const std::int64_t low_ms = begin.time_since_epoch().count() - kEpochMs;
  constexpr std::int64_t kDayMs = 86'400'000;
  constexpr std::int64_t kLastMs = (std::int64_t{1} << 41) - 1;  // 41 bits of time.
  if (low_ms < 0 || low_ms + kDayMs > kLastMs) {
    return std::nullopt;
  }
  return IdRange{static_cast<std::uint64_t>(low_ms) << kTimeShift,
                 static_cast<std::uint64_t>(low_ms + kDayMs) << kTimeShift};
}

std::vector<std::string> PrefixesOf(IdRange range) {
  std::vector<std::string> prefixes;
  if (range.low >= range.high) {
    return prefixes;
  }
  const std::uint64_t first = range.low / kPrefixUnit;
  const std::uint64_t last = (range.high - 1) / kPrefixUnit;
  const std::uint64_t middle = first + (last - first) / 2;
  for (std::uint64_t step = 0; step <= last - first; ++step) {
    if (middle + step <= last) {
      prefixes.push_back(std::to_string(middle + step));
    }
    if (step > 0 && middle >= first + step) {
      prefixes.push_back(std::to_string(middle - step));
    }
  }
  return prefixes;
}

std::optional<std::uint64_t> ParseId(std::string_view id) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), value);
  if (error != std::errc() || end != id.data() + id.size()) {
    return std::nullopt;
  }
  return value;
}

}  // namespace ibid::resolve
