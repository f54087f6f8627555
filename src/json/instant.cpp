#include "json/instant.h"

#include <chrono>

namespace ibid::json {
namespace {

// The number of `text`'s digits from `at` on, or -1 where one is no digit.
int Digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (char c : text.substr(at, count)) {
    if (c < '0' || c > '9') {
      return -1;
    }
    value = value * 10 + (c - '0');
  }
  return value;
}

bool HasShape(std::string_view text) {
  const bool fraction = text.size() == 24 && text[19] == '.';
  return (text.size() == 20 || fraction) && text[4] == '-' && text[7] == '-' && text[10] == 'T' &&
         text[13] == ':' && text[16] == ':' && text.back() == 'Z';
}

}  // namespace

std::optional<std::string> WriteInstant(Instant at) {
  const auto days = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(days);
  const std::chrono::hh_mm_ss time(at - days);
  const int year = static_cast<int>(date.year());
  if (year < 0 || year > 9999) {
    return std::nullopt;
  }
  std::string out;
  out.reserve(sizeof "2015-09-25T19:03:41.250Z");
  const auto put = [&out](unsigned value, unsigned digits, char after) {
    for (unsigned power = digits == 4 ? 1000 : digits == 3 ? 100 : 10; power > 0; power /= 10) {
      out += static_cast<char>('0' + value / power % 10);
    }
    out += after;
  };
  const auto ms = static_cast<unsigned>(time.subseconds().count());
  put(static_cast<unsigned>(year), 4, '-');
  put(static_cast<unsigned>(date.month()), 2, '-');
  put(static_cast<unsigned>(date.day()), 2, 'T');
  put(static_cast<unsigned>(time.hours().count()), 2, ':');
  put(static_cast<unsigned>(time.minutes().count()), 2, ':');
  put(static_cast<unsigned>(time.seconds().count()), 2, ms != 0 ? '.' : 'Z');
  if (ms != 0) {
    put(ms, 3, 'Z');
  }
  return out;
}

std::optional<Instant> ReadInstant(std::string_view text) {
  using std::chrono::day, std::chrono::month, std::chrono::year;
  if (!HasShape(text)) {
    return std::nullopt;
  }
  const int y = Digits(text, 0, 4);
  const int m = Digits(text, 5, 2);
  const int d = Digits(text, 8, 2);
  const int hours = Digits(text, 11, 2);
  const int minutes = Digits(text, 14, 2);
  const int seconds = Digits(text, 17, 2);
  const int ms = text.size() == 24 ? Digits(text, 20, 3) : 0;
  const bool in_range = y >= 0 && m >= 0 && d >= 0 && hours >= 0 && hours < 24 && minutes >= 0 &&
                        minutes < 60 && seconds >= 0 && seconds < 60 && ms >= 0;
  if (!in_range) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date(year(y), month(static_cast<unsigned>(m)),
                                         day(static_cast<unsigned>(d)));
  if (!date.ok()) {
    return std::nullopt;
  }
  return Instant(std::chrono::sys_days(date)) + std::chrono::hours(hours) +
         std::chrono::minutes(minutes) + std::chrono::seconds(seconds) +
         std::chrono::milliseconds(ms);
}

}  // namespace ibid::json
