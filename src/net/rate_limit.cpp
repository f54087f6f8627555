#include "net/rate_limit.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "text/utf8.h"

namespace ibid::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::int64_t kDaySeconds = 24L * 60 * 60;
// A number of seconds larger than this is a moment (2001 and later).
constexpr std::int64_t kMomentsFrom = 1'000'000'000;

std::optional<std::int64_t> Number(std::string_view text) {
  text = text::Trim(text);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  // "30.5" and "30, 30;w=60" begin with the number.
  const bool ends = end == text.data() + text.size() || *end == '.' || *end == ',' || *end == ';';
  return error == std::errc() && ends && value >= 0 ? std::optional(value) : std::nullopt;
}

std::optional<RateLimit> Made(std::optional<std::int64_t> remaining,
                              std::optional<std::int64_t> reset, Instant at) {
  if (!remaining || !reset) {
    return std::nullopt;
  }
  if (*reset >= kMomentsFrom) {
    const std::int64_t now = std::chrono::duration_cast<seconds>(at.time_since_epoch()).count();
    reset = std::max<std::int64_t>(*reset - now, 0);
  }
  return RateLimit{*remaining, seconds(std::min(*reset, kDaySeconds))};
}

// The value of "NAME=" among parameters that ';' or ',' divides.
std::optional<std::int64_t> Parameter(std::string_view list, std::string_view name) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(";,"), list.size());
    const std::string_view one = text::Trim(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
    const std::size_t equals = one.find('=');
    if (equals != std::string_view::npos && text::EqualNoCase(one.substr(0, equals), name)) {
      return Number(one.substr(equals + 1));
    }
  }
  return std::nullopt;
}

// The strictest member of a RateLimit field.
std::optional<RateLimit> OfField(std::string_view field, Instant at) {
  if (const auto remaining = Parameter(field, "remaining")) {
    return Made(remaining, Parameter(field, "reset"), at);
  }
  std::optional<RateLimit> strictest;
  while (!field.empty()) {
    const std::size_t end = std::min(field.find(','), field.size());
    const std::string_view member = field.substr(0, end);
    field.remove_prefix(std::min(end + 1, field.size()));
    const auto limit = Made(Parameter(member, "r"), Parameter(member, "t"), at);
    if (limit && (!strictest || limit->remaining < strictest->remaining)) {
      strictest = limit;
    }
  }
  return strictest;
}

}  // namespace

std::optional<RateLimit> ReadRateLimit(const Exchange& exchange) {
  if (const auto field = FindHeader(exchange.headers, "RateLimit")) {
    if (const auto limit = OfField(*field, exchange.at)) {
      return limit;
    }
  }
  for (const std::string_view name : {"RateLimit-", "X-RateLimit-", "X-Rate-Limit-"}) {
    const auto number = [&](std::string_view what) {
      const auto value = FindHeader(exchange.headers, std::string(name) + std::string(what));
      return value ? Number(*value) : std::nullopt;
    };
    if (const auto limit = Made(number("Remaining"), number("Reset"), exchange.at)) {
      return limit;
    }
  }
  return std::nullopt;
}

}  // namespace ibid::net
