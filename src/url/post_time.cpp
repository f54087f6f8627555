#include "url/post_time.h"

#include <algorithm>
#include <limits>

#include "text/dates.h"
#include "url/base64.h"

namespace ibid::url {
namespace {

// Where each service's clock begins, and the last of X's ids that was a plain counter.
constexpr std::uint64_t kXEpochMs = 1288834974657;
constexpr std::uint64_t kXLastCounter = 29700859247;
constexpr std::uint64_t kInstagramEpochMs = 1314220021721;
constexpr std::uint64_t kDiscordEpochMs = 1420070400000;
constexpr std::uint64_t kEarliestMs = 1136073600000;  // 2006: no service is older.
constexpr std::uint64_t kLatestMs = 4102444800000;    // 2100

std::optional<std::uint64_t> Number(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (c < '0' || c > '9' || value > (std::numeric_limits<std::uint64_t>::max() - digit) / 10) {
      return std::nullopt;
    }
    value = value * 10 + digit;
  }
  return digits.empty() ? std::nullopt : std::optional(value);
}

// A post's code in the URL's base 64. Codes of private posts are longer; the id is in the first 11.
std::optional<std::uint64_t> InstagramNumber(std::string_view code) {
  constexpr std::size_t kCodeSize = 11;
  std::uint64_t value = 0;
  for (const char c : code.substr(0, kCodeSize)) {
    const int digit = Base64Digit(c);
    if (digit < 0 || value >> 58U != 0) {
      return std::nullopt;
    }
    value = value << 6U | static_cast<unsigned>(digit);
  }
  return value;
}

// A TID of atproto: 13 digits of "234567abcdefghijklmnopqrstuvwxyz".
std::optional<std::uint64_t> TidNumber(std::string_view tid) {
  constexpr std::string_view kAlphabet = "234567abcdefghijklmnopqrstuvwxyz";
  constexpr std::size_t kTidSize = 13;
  std::uint64_t value = 0;
  for (const char c : tid) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    value = value << 5U | digit;
  }
  return tid.size() == kTidSize ? std::optional(value) : std::nullopt;
}

std::optional<std::uint64_t> TimeOf(std::string_view platform, std::string_view id) {
  if (platform == "instagram" || platform == "threads") {
    const auto n = InstagramNumber(id);
    return n ? std::optional((*n >> 23U) + kInstagramEpochMs) : std::nullopt;
  }
  if (platform == "bluesky") {
    const auto n = TidNumber(id);
    return n ? std::optional((*n >> 10U) / 1000) : std::nullopt;
  }
  const auto n = Number(id);
  if (!n) {
    return std::nullopt;
  }
  if (platform == "x") {
    return *n > kXLastCounter ? std::optional((*n >> 22U) + kXEpochMs) : std::nullopt;
  }
  if (platform == "tiktok") {
    return (*n >> 32U) * 1000;
  }
  if (platform == "mastodon" || platform == "truthsocial" || platform == "gab") {
    return *n >> 16U;
  }
  if (platform == "discord") {
    return (*n >> 22U) + kDiscordEpochMs;
  }
  if (platform == "linkedin") {
    return *n >> 22U;
  }
  return std::nullopt;
}

}  // namespace

std::optional<long long> PostIdTimeMs(std::string_view platform, std::string_view post_id) {
  const auto ms = TimeOf(platform, post_id);
  if (!ms || *ms < kEarliestMs || *ms > kLatestMs) {
    return std::nullopt;
  }
  return static_cast<long long>(*ms);
}

std::optional<IdRange> XIdRangeOfDate(const IsoDate& date) {
  constexpr std::size_t kWholeDate = 10;
  constexpr std::uint64_t kDayMs = 86'400'000;
  const auto midnight = date.size() == kWholeDate ? text::StartOf(date) : std::nullopt;
  if (!midnight || midnight->time_since_epoch().count() < static_cast<long long>(kXEpochMs) ||
      midnight->time_since_epoch().count() > static_cast<long long>(kLatestMs)) {
    return std::nullopt;
  }
  const std::uint64_t since =
      static_cast<std::uint64_t>(midnight->time_since_epoch().count()) - kXEpochMs;
  return IdRange{since << 22U, (since + kDayMs) << 22U};
}

}  // namespace ibid::url
