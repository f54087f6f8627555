#pragma once

#include <optional>
#include <string_view>

#include "ibid/instant.h"
#include "ibid/text_span.h"

// Dates as people and pages write them. Pure: nothing here knows what day it is.
namespace ibid::text {

struct FoundDate {
  TextSpan at;  // The date expression in the text that was given, a clock time after it included.
  IsoDate iso;  // "2015-09-25", "2015-09", "2015"
  bool has_time = false;
};

// The longest date that begins exactly at `at`: "September 25, 2015", "Sept. 25, 2015", "25
// September 2015", "25th of September, 2015", "25. März 2015", "28 de septiembre de 2015", "1
// января 2021 г.", "2015年9月25日", "2015-09-25T14:03:11Z", "2015/09/25", "Feb 2015". Month names
// of at least 12 languages in any case, full and abbreviated; impossible days (February 30) are no
// dates. All-digit day-month orders ("5/6/2015") are left alone: they are ambiguous.
std::optional<FoundDate> DateAt(std::string_view text, std::size_t at);

// "February 1" with no year: month 1..12, day 1..31, at exactly `at`.
struct FoundDay {
  TextSpan at;
  int month = 0;
  int day = 0;
};
std::optional<FoundDay> DayAt(std::string_view text, std::size_t at);

// The first date in the text, or none.
std::optional<FoundDate> FindDate(std::string_view text);

// A machine's date: RFC 3339 / ISO 8601 ("2015-09-25", "2015-09-25T14:03:11.000+02:00",
// "20150925140311"), RFC 9110 HTTP-date, RFC 5322, Unix seconds or milliseconds. UTC where no zone
// is given.
std::optional<Instant> ParseInstant(std::string_view text);

// The date of an instant in UTC.
IsoDate DateOf(Instant at);
// Midnight UTC at the start of a date; for "2015-09" and "2015", of its first day.
std::optional<Instant> StartOf(const IsoDate& date);
// Days from a to b; none where either lacks a day.
std::optional<int> DaysBetween(const IsoDate& a, const IsoDate& b);

}  // namespace ibid::text
