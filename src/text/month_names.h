#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// The names of the months in the languages of data/months.tsv. For dates.cpp.
namespace ibid::text {

struct MonthName {
  int month = 0;           // 1..12
  std::uint32_t size = 0;  // Bytes of the name in the text, without a point after it.
  // Whether the name says "month" without a day beside it: a full name ("mai", "October"; English
  // ones only with a capital: "may", "march"), or an English abbreviation with a capital ("Feb").
  bool stands_alone = false;
};

// The longest month name at exactly `at`, in any case; none where a letter or mark follows. Bounded
// work: names are short.
std::optional<MonthName> MonthNameAt(std::string_view text, std::size_t at);

// Whether any month's name begins with the two or three bytes at `at`: two look-ups, true for
// few.
bool MayBeginMonthName(std::string_view text, std::size_t at);

}  // namespace ibid::text
