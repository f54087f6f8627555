#include "text/dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "text/clock.h"
#include "text/cursor.h"
#include "text/month_names.h"
#include "text/utf8.h"

namespace ibid::text {
namespace {

constexpr int kYearMin = 1000;  // Three digits and less are never read as a year.
constexpr int kYearMax = 2199;

bool IsDay(int year, int month, int day) {
  return std::chrono::year_month_day(std::chrono::year(year),
                                     std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

struct Parts {
  int year = 0;
  int month = 0;
  int day = 0;  // 0: none.
};

IsoDate Iso(const Parts& p) {
  std::array<char, 16> out{};
  if (p.month == 0) {
    std::snprintf(out.data(), out.size(), "%04d", p.year);
  } else if (p.day == 0) {
    std::snprintf(out.data(), out.size(), "%04d-%02d", p.year, p.month);
  } else {
    std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", p.year, p.month, p.day);
  }
  return out.data();
}

std::optional<int> Year(Cursor& c) {
  const Cursor before = c;
  const auto year = c.Number(4, 4);
  if (year && *year >= kYearMin && *year <= kYearMax) {
    return year;
  }
  c = before;
  return std::nullopt;
}

// A day of the month and what may be written behind it: "25th", "1er", "1º", "25.", "25:e", "25日".
std::optional<int> Day(Cursor& c) {
  const Cursor before = c;
  const auto day = c.Number(1, 2);
  if (!day || *day < 1 || *day > 31) {
    c = before;
    return std::nullopt;
  }
  const bool ordinal = c.Word("st") || c.Word("nd") || c.Word("rd") || c.Word("th") ||
                       c.Word("er") || c.Word("e") || c.Word("ème") || c.Word(":e") ||
                       c.Literal("º") || c.Literal("ª") || c.Literal("°") || c.Literal("일") ||
                       c.Literal("日") || c.Literal("号") || c.Literal("號");
  if (!ordinal) {
    const Cursor spaced = c;
    // "25 th" of typesetters.
    if (!(c.Space() && (c.Word("th") || c.Word("st") || c.Word("nd") || c.Word("rd")))) {
      c = spaced;
    }
  }
  return day;
}

struct Month {
  int month = 0;
  bool stands_alone = false;
  bool numbered = false;  // "9月"
};

// A month as a name or as "9月", with the point of an abbreviation.
std::optional<Month> MonthAt(Cursor& c) {
  if (const auto name = MonthNameAt(c.text(), c.at())) {
    c.Skip(name->size);
    const bool point = c.Literal(".");
    return Month{name->month, name->stands_alone || point, false};
  }
  const Cursor before = c;
  const auto number = c.Number(1, 2);
  const auto sign = [&c] { return c.Literal("月") || c.Literal("월"); };
  if (number && *number >= 1 && *number <= 12 && (sign() || (c.Space() && sign()))) {
    return Month{*number, true, true};
  }
  c = before;
  return std::nullopt;
}

// What stands between the parts of a date: space, a comma or a point, a linking word. False where
// there is nothing at all.
bool Gap(Cursor& c) {
  const Cursor before = c;
  bool any = c.Space();
  if (c.Literal(",") || c.Literal("،") || c.Literal(".")) {
    any = true;
    c.Space();
  }
  const Cursor linked = c;
  if (any && (c.Word("of") || c.Word("de") || c.Word("del") || c.Word("den") || c.Word("năm") ||
              c.Literal("m."))) {
    if (!c.Space()) {
      c = linked;
    }
  }
  if (!any) {
    c = before;
  }
  return any;
}

// "г.", "года", "р.", "року" and "г" after a year.
void YearWord(Cursor& c) {
  const Cursor before = c;
  c.Space();
  if (c.Word("года") || c.Word("году") || c.Word("року")) {
    return;
  }
  if (c.Word("г") || c.Word("р")) {
    c.Literal(".");
    return;
  }
  c = before;
}

// "September 25, 2015", "September 2015", "1月 22, 2013".
std::optional<Parts> MonthFirst(Cursor& c) {
  const auto month = MonthAt(c);
  if (!month) {
    return std::nullopt;
  }
  const Cursor after_month = c;
  const bool joined = c.At(-1) == '.' || month->numbered;
  if (!Gap(c) && !joined && !c.Literal("-") && !c.Literal("/")) {
    return std::nullopt;
  }
  if (c.Word("the")) {
    c.Space();
  }
  if (const auto day = Day(c)) {
    if (Gap(c) || c.Literal("-") || c.Literal("/")) {
      if (const auto year = Year(c)) {
        return Parts{*year, month->month, *day};
      }
    }
  }
  c = after_month;
  if (month->stands_alone && !month->numbered && (Gap(c) || joined)) {
    if (const auto year = Year(c)) {
      return Parts{*year, month->month, 0};
    }
  }
  return std::nullopt;
}

// "25 September 2015", "25th of September, 2015", "28 de septiembre de 2015", "25-Sep-2015".
std::optional<Parts> DayFirst(Cursor& c) {
  const auto day = Day(c);
  if (!day || (!Gap(c) && !c.Literal("-") && !c.Literal("/"))) {
    return std::nullopt;
  }
  const auto month = MonthAt(c);
  if (!month || month->numbered) {
    return std::nullopt;
  }
  if (!Gap(c) && c.At(-1) != '.' && !c.Literal("-") && !c.Literal("/")) {
    return std::nullopt;
  }
  const auto year = Year(c);
  if (!year) {
    return std::nullopt;
  }
  YearWord(c);
  return Parts{*year, month->month, *day};
}

// "-09-25" after its year, with one separator throughout.
std::optional<Parts> DigitsAfterYear(Cursor& c, int year, std::string_view separator) {
  if (!c.Literal(separator)) {
    return std::nullopt;
  }
  const bool spaced = separator == "." && c.Space();
  const auto month = c.Number(1, 2);
  if (!month || !c.Literal(separator)) {
    return std::nullopt;
  }
  if (spaced) {
    c.Space();
  }
  const auto day = c.Number(1, 2);
  if (!day) {
    return std::nullopt;
  }
  if (spaced) {
    c.Literal(".");
  }
  return Parts{year, *month, *day};
}

// "2015-09-25", "2015/9/25", "2015.09.25", "2015. 9. 25."
std::optional<Parts> AllDigits(Cursor& c) {
  const auto year = Year(c);
  if (!year) {
    return std::nullopt;
  }
  for (const std::string_view separator : {"-", "/", "."}) {
    const Cursor before = c;
    if (const auto parts = DigitsAfterYear(c, *year, separator)) {
      return parts;
    }
    c = before;
  }
  return std::nullopt;
}

// "9月25日", " September 25." after a year; the day may be missing where the month is a number.
std::optional<Parts> MonthAfterYear(Cursor& c, int year) {
  const auto month = MonthAt(c);
  if (!month) {
    return std::nullopt;
  }
  const Cursor after_month = c;
  if (Gap(c) || month->numbered || c.At(-1) == '.') {
    if (const auto day = Day(c)) {
      if (!month->numbered) {
        c.Literal(".");
      }
      return Parts{year, month->month, *day};
    }
  }
  c = after_month;
  return month->numbered ? std::optional<Parts>(Parts{year, month->month, 0}) : std::nullopt;
}

// "2015年9月25日", "2015년 9월 25일", "2014, 11月 21", "2015 September 25", "2015. szeptember 25."
std::optional<Parts> YearFirst(Cursor& c) {
  const auto year = Year(c);
  if (!year) {
    return std::nullopt;
  }
  const bool sign = c.Literal("年") || c.Literal("년");
  const Cursor after_year = c;
  if (Gap(c) || sign) {
    if (const auto parts = MonthAfterYear(c, *year)) {
      return parts;
    }
  }
  c = after_year;
  return sign ? std::optional<Parts>(Parts{*year, 0, 0}) : std::nullopt;
}

bool Possible(const Parts& p) {
  return p.month == 0 ||
         (p.month >= 1 && p.month <= 12 && IsDay(p.year, p.month, p.day == 0 ? 1 : p.day));
}

bool IsAsciiWord(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool BeginsWithDigit(std::string_view text, std::size_t at) {
  return DigitOf(DecodeAt(text, at).code).has_value();
}

// Whether a date can begin here: a digit or a month's first letters, not inside a word or number.
bool MayBegin(std::string_view text, std::size_t at) {
  if (at >= text.size()) {
    return false;
  }
  if (at > 0 && IsAsciiWord(text[at - 1])) {
    return false;
  }
  if (BeginsWithDigit(text, at)) {
    return at == 0 || !DigitOf(DecodeBefore(text, at).code);
  }
  return MayBeginMonthName(text, at) && (at == 0 || !IsLetter(DecodeBefore(text, at).code));
}

using Form = std::optional<Parts> (*)(Cursor&);

}  // namespace

std::optional<FoundDate> DateAt(std::string_view text, std::size_t at) {
  if (!MayBegin(text, at)) {
    return std::nullopt;
  }
  std::optional<FoundDate> best;
  std::size_t best_end = at;
  const bool digit = BeginsWithDigit(text, at);
  for (const Form form : {Form{MonthFirst}, Form{DayFirst}, Form{AllDigits}, Form{YearFirst}}) {
    if (!digit && form != MonthFirst) {
      break;
    }
    Cursor c(text, at);
    const auto parts = form(c);
    if (!parts || !Possible(*parts) || c.at() <= best_end) {
      continue;
    }
    best_end = c.at();
    best = FoundDate{{}, Iso(*parts), false};
    if (parts->day != 0) {
      best->has_time = SkipClock(c, form == AllDigits);
      best_end = std::max(best_end, c.at());
    }
  }
  if (best) {
    best->at = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(best_end)};
  }
  return best;
}

std::optional<FoundDay> DayAt(std::string_view text, std::size_t at) {
  if (!MayBegin(text, at)) {
    return std::nullopt;
  }
  Cursor c(text, at);
  std::optional<int> day;
  std::optional<Month> month = MonthAt(c);
  if (month) {
    const bool gap = Gap(c) || month->numbered || c.At(-1) == '.';
    day = gap ? Day(c) : std::nullopt;
    const char next = c.At(0);
    const bool grouped =
        (next == ',' || next == '.' || next == ':') && IsDigit(static_cast<unsigned char>(c.At(1)));
    if (!day || grouped || next == '%' || (!month->numbered && c.AtLetter())) {
      return std::nullopt;
    }
  } else {
    day = Day(c);
    if (!day || !Gap(c)) {
      return std::nullopt;
    }
    month = MonthAt(c);
  }
  constexpr int kLeapYear = 2000;  // February 29 is a day of some year.
  if (!month || !month->stands_alone || !IsDay(kLeapYear, month->month, *day)) {
    return std::nullopt;
  }
  return FoundDay{
      {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(c.at())}, month->month, *day};
}

std::optional<FoundDate> FindDate(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (auto found = DateAt(text, at)) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace ibid::text
