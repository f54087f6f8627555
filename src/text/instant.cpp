#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "text/cursor.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid {

std::string FormatInstant(Instant at) {
  using std::chrono::floor;
  const auto day = floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(floor<std::chrono::seconds>(at - day));
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return out.data();
}

}  // namespace ibid

namespace ibid::text {
namespace {

constexpr std::size_t kMachineDateBytesMax = 100;
constexpr int kTokensMax = 12;

// A civil time in the making; -1: not said yet.
struct Civil {
  int year = -1;
  int month = -1;
  int day = -1;
  int hour = -1;
  int minute = 0;
  int second = 0;
  int millisecond = 0;
  std::optional<int> offset_minutes = std::nullopt;
};

std::optional<Instant> ToInstant(Civil t) {
  if (t.year < 1 || t.year > 9999 || t.hour > 24 || t.minute > 59 || t.second > 60) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date(std::chrono::year(t.year),
                                         std::chrono::month(static_cast<unsigned>(t.month)),
                                         std::chrono::day(static_cast<unsigned>(t.day)));
  if (t.month < 1 || t.day < 1 || !date.ok()) {
    return std::nullopt;
  }
  t.second = t.second == 60 ? 59 : t.second;  // A leap second has no place of its own in Unix time.
  return std::chrono::sys_days(date) + std::chrono::hours(t.hour < 0 ? 0 : t.hour) +
         std::chrono::minutes(t.minute - t.offset_minutes.value_or(0)) +
         std::chrono::seconds(t.second) + std::chrono::milliseconds(t.millisecond);
}

// "20150925140311", "20150925", Unix seconds (9 or 10 digits), milliseconds (13).
std::optional<Instant> FromDigits(std::string_view digits) {
  const auto part = [digits](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char c : digits.substr(at, size)) {
      value = value * 10 + (c - '0');
    }
    return value;
  };
  std::int64_t whole = 0;
  for (const char c : digits) {
    whole = whole * 10 + (c - '0');
  }
  switch (digits.size()) {
    case 8:
      return ToInstant({part(0, 4), part(4, 2), part(6, 2)});
    case 12:
      return ToInstant({part(0, 4), part(4, 2), part(6, 2), part(8, 2), part(10, 2)});
    case 14:
      return ToInstant({part(0, 4), part(4, 2), part(6, 2), part(8, 2), part(10, 2), part(12, 2)});
    case 9:
    case 10:
      return Instant(std::chrono::seconds(whole));
    case 13:
      return Instant(std::chrono::milliseconds(whole));
    default:
      return std::nullopt;
  }
}

// ".123": milliseconds; further digits are dropped.
int Milliseconds(Cursor& c) {
  if (!(c.At(0) == '.' || c.At(0) == ',') || !IsDigit(static_cast<unsigned char>(c.At(1)))) {
    return 0;
  }
  c.Skip(1);
  int value = 0;
  for (int i = 0; IsDigit(static_cast<unsigned char>(c.At(0))); ++i) {
    value = i < 3 ? value * 10 + (c.At(0) - '0') : value;
    c.Skip(1);
    if (i < 2 && !IsDigit(static_cast<unsigned char>(c.At(0)))) {
      value *= i == 0 ? 100 : 10;
    }
  }
  return value;
}

bool Clock(Cursor& c, Civil& t) {
  const Cursor before = c;
  const auto hour = c.Number(1, 2);
  const bool colon = hour && c.Literal(":");
  const auto minute = colon ? c.Number(2, 2) : std::nullopt;
  if (!minute) {
    c = before;
    return false;
  }
  t.hour = *hour;
  t.minute = *minute;
  if (c.Literal(":")) {
    const auto second = c.Number(2, 2);
    if (!second) {
      return false;
    }
    t.second = *second;
  }
  t.millisecond = Milliseconds(c);
  return true;
}

bool BasicClock(Cursor& c, Civil& t) {
  const auto all = c.Number(6, 6);
  if (!all) {
    return false;
  }
  t.hour = *all / 10000;
  t.minute = *all / 100 % 100;
  t.second = *all % 100;
  t.millisecond = Milliseconds(c);
  return true;
}

// "+02:00", "-0700", "+02".
std::optional<int> Offset(Cursor& c) {
  const int sign = c.At(0) == '+' ? 1 : c.At(0) == '-' ? -1 : 0;
  if (sign == 0) {
    return std::nullopt;
  }
  const Cursor before = c;
  c.Skip(1);
  int minutes = 0;
  if (const auto both = c.Number(4, 4)) {
    minutes = *both / 100 * 60 + *both % 100;
  } else if (const auto hours = c.Number(1, 2)) {
    minutes = *hours * 60;
    if (c.Literal(":")) {
      const auto rest = c.Number(2, 2);
      minutes = rest ? minutes + *rest : 100 * 60;
    }
  } else {
    minutes = 100 * 60;
  }
  if (minutes > 24 * 60) {
    c = before;
    return std::nullopt;
  }
  return sign * minutes;
}

struct NamedZone {
  std::string_view name;
  int offset_minutes;
};

// RFC 5322, 4.3, and what servers write beside it.
constexpr std::array<NamedZone, 16> kZones = {{{"gmt", 0},
                                               {"utc", 0},
                                               {"ut", 0},
                                               {"z", 0},
                                               {"est", -300},
                                               {"edt", -240},
                                               {"cst", -360},
                                               {"cdt", -300},
                                               {"mst", -420},
                                               {"mdt", -360},
                                               {"pst", -480},
                                               {"pdt", -420},
                                               {"bst", 60},
                                               {"cet", 60},
                                               {"cest", 120},
                                               {"msk", 180}}};

bool Zone(Cursor& c, Civil& t) {
  if (const auto offset = Offset(c)) {
    t.offset_minutes = offset;
    return true;
  }
  for (const NamedZone& zone : kZones) {
    if (c.Word(zone.name)) {
      t.offset_minutes = zone.offset_minutes + Offset(c).value_or(0);
      return true;
    }
  }
  return false;
}

// RFC 3339 and ISO 8601: "2015-09-25", "2015-09-25T14:03:11.000+02:00", "20150925T140311Z".
std::optional<Instant> FromIso(std::string_view text) {
  Cursor c(text, 0);
  Civil t;
  if (const auto compact = c.Number(8, 8)) {
    t = {*compact / 10000, *compact / 100 % 100, *compact % 100};
  } else {
    const auto year = c.Number(4, 4);
    const std::string_view separator = c.At(0) == '/' ? "/" : "-";
    const bool first = year && c.Literal(separator);
    const auto month = first ? c.Number(1, 2) : std::nullopt;
    const bool second = month && c.Literal(separator);
    const auto day = second ? c.Number(1, 2) : std::nullopt;
    if (!day) {
      return std::nullopt;
    }
    t = {*year, *month, *day};
  }
  if (c.done()) {
    return ToInstant(t);
  }
  if (!c.Literal("T") && !c.Literal("t") && !c.Space()) {
    return std::nullopt;
  }
  if (!Clock(c, t) && !BasicClock(c, t)) {
    return std::nullopt;
  }
  c.Space();
  if (!c.done() && !Zone(c, t)) {
    return std::nullopt;
  }
  return c.done() ? ToInstant(t) : std::nullopt;
}

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

// The index of the name whose first three letters or whole stand here, or -1.
template <std::size_t N>
int NameAt(Cursor& c, const std::array<std::string_view, N>& names) {
  for (std::size_t i = 0; i < N; ++i) {
    if (c.Word(names[i]) || c.Word(names[i].substr(0, 3))) {
      return static_cast<int>(i);
    }
  }
  return c.Word("sept") && N == 12 ? 8 : -1;
}

bool DayOrYear(Cursor& c, Civil& t) {
  const auto number = c.Number(1, 4);
  if (!number) {
    return false;
  }
  if (t.day < 0 && *number <= 31) {
    t.day = *number;
    return true;
  }
  if (t.year >= 0) {
    return false;
  }
  // Two digits: RFC 5322, 4.3.
  t.year = *number >= 100 ? *number : *number < 50 ? 2000 + *number : 1900 + *number;
  return true;
}

bool HalfOfDay(Cursor& c, Civil& t) {
  const bool pm = c.Word("pm");
  if (t.hour < 1 || t.hour > 12 || (!pm && !c.Word("am"))) {
    return false;
  }
  t.hour = t.hour % 12 + (pm ? 12 : 0);
  return true;
}

// RFC 9110, 5.6.7 (all three forms), RFC 5322, and other orders of the same words: weekday, day,
// month's name, year, clock and zone, each at most once.
std::optional<Instant> FromWords(std::string_view text) {
  Cursor c(text, 0);
  Civil t;
  for (int tokens = 0; tokens < kTokensMax; ++tokens) {
    while (c.Space() || c.Literal(",") || (t.year < 0 && c.Literal("-"))) {
    }
    if (c.done()) {
      return t.year >= 0 ? ToInstant(t) : std::nullopt;
    }
    if (c.At(0) == '(' && c.rest().back() == ')') {  // A comment: "(CEST)".
      c.Skip(c.rest().size());
      continue;
    }
    if (t.hour < 0 && Clock(c, t)) {
      continue;
    }
    if (DayOrYear(c, t) || HalfOfDay(c, t)) {
      continue;
    }
    if (const int month = NameAt(c, kMonths); month >= 0 && t.month < 0) {
      t.month = month + 1;
      continue;
    }
    if (NameAt(c, kWeekdays) >= 0 || (t.hour >= 0 && !t.offset_minutes && Zone(c, t))) {
      continue;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Instant> ParseInstant(std::string_view text) {
  text = Trim(text);
  if (text.empty() || text.size() > kMachineDateBytesMax) {
    return std::nullopt;
  }
  if (text.find_first_not_of("0123456789") == std::string_view::npos) {
    return text.size() <= 14 ? FromDigits(text) : std::nullopt;
  }
  if (auto iso = FromIso(text)) {
    return iso;
  }
  return FromWords(text);
}

IsoDate DateOf(Instant at) {
  return FormatInstant(at).substr(0, 10);
}

std::optional<Instant> StartOf(const IsoDate& date) {
  Cursor c(date, 0);
  Civil t{-1, 1, 1};
  if (const auto year = c.Number(4, 4)) {
    t.year = *year;
  }
  if (c.Literal("-")) {
    t.month = c.Number(2, 2).value_or(-1);
  }
  if (c.Literal("-")) {
    t.day = c.Number(2, 2).value_or(-1);
  }
  return c.done() ? ToInstant(t) : std::nullopt;
}

std::optional<int> DaysBetween(const IsoDate& a, const IsoDate& b) {
  constexpr std::size_t kWholeDate = 10;
  const auto from = StartOf(a);
  const auto to = StartOf(b);
  if (a.size() != kWholeDate || b.size() != kWholeDate || !from || !to) {
    return std::nullopt;
  }
  return static_cast<int>(std::chrono::floor<std::chrono::days>(*to - *from).count());
}

}  // namespace ibid::text
