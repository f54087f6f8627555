#include "warc/record.h"

#include <array>
#include <chrono>

namespace ibid::warc {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Takes exactly `n` digits off the front; -1 where there are not so many.
int TakeDigits(std::string_view& text, std::size_t n) {
  if (text.size() < n) {
    return -1;
  }
  int value = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (!IsDigit(text[i])) {
      return -1;
    }
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(n);
  return value;
}

// The fraction of a second as milliseconds; further digits are dropped.
int TakeFraction(std::string_view& text) {
  int milliseconds = 0;
  int weight = 100;
  while (!text.empty() && IsDigit(text.front())) {
    milliseconds += weight * (text.front() - '0');
    weight /= 10;
    text.remove_prefix(1);
  }
  return milliseconds;
}

std::string Padded(long long value, std::size_t width) {
  std::string digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

std::string_view Record::Field(std::string_view name) const {
  std::string_view value = FindHeader(headers, name).value_or("");
  if (value.size() >= 2 && value.front() == '<' && value.back() == '>') {
    value = value.substr(1, value.size() - 2);
  }
  return value;
}

std::optional<Instant> Record::date() const {
  return ParseDate(Field("WARC-Date"));
}

std::optional<Instant> ParseDate(std::string_view text) {
  if (text.empty()) {
    return std::nullopt;
  }
  const bool compact = text.size() > 4 && IsDigit(text[4]);
  std::array<int, 6> part = {1970, 1, 1, 0, 0, 0};
  constexpr std::string_view kBefore = " --T::";
  int milliseconds = 0;
  for (std::size_t i = 0; i < part.size() && !text.empty() && text != "Z"; ++i) {
    if (i > 0 && !compact) {
      if (text.front() != kBefore[i] && !(i == 3 && text.front() == ' ')) {
        return std::nullopt;
      }
      text.remove_prefix(1);
    }
    part[i] = TakeDigits(text, i == 0 ? 4 : 2);
    if (part[i] < 0) {
      return std::nullopt;
    }
    if (i == 5 && !compact && !text.empty() && text.front() == '.') {
      text.remove_prefix(1);
      milliseconds = TakeFraction(text);
    }
  }
  const auto day = std::chrono::year(part[0]) / std::chrono::month(static_cast<unsigned>(part[1])) /
                   std::chrono::day(static_cast<unsigned>(part[2]));
  // Some ARC writers add digits after the seconds.
  if (!day.ok() || part[0] == 0 || part[3] > 23 || part[4] > 59 || part[5] > 60 ||
      (!compact && !text.empty() && text != "Z")) {
    return std::nullopt;
  }
  return Instant(std::chrono::sys_days(day)) + std::chrono::hours(part[3]) +
         std::chrono::minutes(part[4]) + std::chrono::seconds(part[5]) +
         std::chrono::milliseconds(milliseconds);
}

std::string FormatDate(Instant at) {
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day day(midnight);
  const std::chrono::hh_mm_ss<std::chrono::milliseconds> time(at - midnight);
  std::string out = Padded(static_cast<int>(day.year()), 4) + "-" +
                    Padded(static_cast<unsigned>(day.month()), 2) + "-" +
                    Padded(static_cast<unsigned>(day.day()), 2) + "T" +
                    Padded(time.hours().count(), 2) + ":" + Padded(time.minutes().count(), 2) +
                    ":" + Padded(time.seconds().count(), 2);
  if (time.subseconds().count() != 0) {
    out += "." + Padded(time.subseconds().count(), 3);
  }
  return out + "Z";
}

}  // namespace ibid::warc
