#include "resolve/stories/address_date.h"

#include <array>
#include <cstddef>
#include <string>

#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

bool IsDigitAt(std::string_view text, std::size_t at) {
  return at < text.size() && text::IsDigit(static_cast<unsigned char>(text[at]));
}

// So many digits at `at` and no further one, as a number; -1 where there are not.
int Number(std::string_view text, std::size_t at, std::size_t digits, bool alone) {
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (!IsDigitAt(text, at + i)) {
      return -1;
    }
    value = value * 10 + (text[at + i] - '0');
  }
  return alone && IsDigitAt(text, at + digits) ? -1 : value;
}

// Over what stands between the parts: a separator, or the name of a parameter.
std::size_t AfterSeparator(std::string_view text, std::size_t at) {
  static constexpr auto kBetween =
      std::to_array<std::string_view>({"&mm=", "&dd=", "&month=", "&day=", "/", "-", "_", "."});
  for (const std::string_view between : kBetween) {
    if (text::StartsWithNoCase(text.substr(at), between)) {
      return at + between.size();
    }
  }
  return at;
}

struct Part {
  int value = -1;
  std::size_t end = 0;
};

Part MonthAt(std::string_view text, std::size_t at) {
  static constexpr auto kMonths = std::to_array<std::string_view>(
      {"january", "february", "march", "april", "may", "june", "july", "august", "september",
       "october", "november", "december"});
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    constexpr std::size_t kShort = 3;
    for (const std::string_view name : {kMonths[i], kMonths[i].substr(0, kShort)}) {
      const std::size_t end = at + name.size();
      if (text::StartsWithNoCase(text.substr(at), name) &&
          (end >= text.size() || !text::IsLetter(static_cast<unsigned char>(text[end])))) {
        return {static_cast<int>(i) + 1, end};
      }
    }
  }
  return {Number(text, at, 2, false), at + 2};
}

std::string Two(int value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

}  // namespace

IsoDate DateInAddress(std::string_view address) {
  IsoDate best;
  for (std::size_t at = 0; at + 4 <= address.size(); ++at) {
    if (!IsDigitAt(address, at) || (at > 0 && IsDigitAt(address, at - 1))) {
      continue;
    }
    const int year = Number(address, at, 4, false);
    if (year < 1900 || year > 2099) {
      continue;
    }
    IsoDate date = std::to_string(year);
    const std::size_t month_at = AfterSeparator(address, at + 4);
    const Part month = month_at < address.size() ? MonthAt(address, month_at) : Part{};
    if (month.value < 1 || month.value > 12) {
      if (!IsDigitAt(address, at + 4) && best.empty()) {
        best = date;
      }
      continue;
    }
    const IsoDate with_month = date + "-" + Two(month.value);
    const std::size_t day_at = AfterSeparator(address, month.end);
    int day = Number(address, day_at, 2, true);
    day = day < 0 ? Number(address, day_at, 1, true) : day;
    const IsoDate with_day = with_month + "-" + Two(day < 0 ? 0 : day);
    if (day >= 1 && text::StartOf(with_day)) {
      return with_day;
    }
    const bool glued = month_at == at + 4 && IsDigitAt(address, month.end);
    if (!glued && best.size() < with_month.size()) {
      best = with_month;
    }
  }
  return best;
}

}  // namespace ibid::resolve
