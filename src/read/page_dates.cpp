#include "read/page_dates.h"

#include <algorithm>
#include <cstddef>

#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr std::size_t kDateBytesMax = 200;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Whether `text` has the form, where "0" stands for a digit.
bool Fits(std::string_view text, std::string_view form) {
  return text.size() >= form.size() &&
         std::equal(form.begin(), form.end(), text.begin(),
                    [](char f, char c) { return f == '0' ? IsDigit(c) : f == c; });
}

int Number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    value = value * 10 + (c - '0');
  }
  return value;
}

bool IsDay(int year, int month, int day) {
  return year >= kYearMin && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// "+02:00", "+0200", "Z" at the end of a time; empty where there is none.
std::string Offset(std::string_view rest) {
  rest = text::Trim(rest);
  if (rest.starts_with('Z') || rest.starts_with('z')) {
    return "Z";
  }
  if (rest.starts_with('+') || rest.starts_with('-')) {
    if (Fits(rest.substr(1), "00:00")) {
      return std::string(rest.substr(0, 6));
    }
    if (Fits(rest.substr(1), "0000")) {
      return std::string(rest.substr(0, 3)) + ":" + std::string(rest.substr(3, 2));
    }
    if (Fits(rest.substr(1), "00")) {
      return std::string(rest.substr(0, 3)) + ":00";
    }
  }
  return {};
}

// ISO 8601 in its usual spellings.
std::string FromIso(std::string_view text) {
  if (!Fits(text, "0000-00-00") ||
      !IsDay(Number(text.substr(0, 4)), Number(text.substr(5, 2)), Number(text.substr(8, 2)))) {
    return {};
  }
  std::string date(text.substr(0, 10));
  std::string_view rest = text.substr(10);
  rest.remove_prefix(!rest.empty() && (rest[0] == 'T' || rest[0] == 't' || rest[0] == ' ') ? 1 : 0);
  if (!Fits(rest, "00:00")) {
    return date;
  }
  std::string time(rest.substr(0, 5));
  rest.remove_prefix(5);
  if (Fits(rest, ":00")) {
    time += rest.substr(0, 3);
    rest.remove_prefix(3);
    if (rest.starts_with('.') || rest.starts_with(',')) {
      rest.remove_prefix(1);
      rest.remove_prefix(std::min(rest.find_first_not_of("0123456789"), rest.size()));
    }
  } else {
    time += ":00";
  }
  const std::string offset = Offset(rest);
  return offset.empty() ? date : date + "T" + time + offset;
}

}  // namespace

std::string NormaliseDate(std::string_view text) {
  text = text::Trim(text.substr(0, text::BoundaryBefore(text, kDateBytesMax)));
  std::string iso = FromIso(text);
  if (!iso.empty()) {
    return iso;
  }
  if (const auto found = text::FindDate(text)) {
    return Number(found->iso.substr(0, 4)) >= kYearMin ? found->iso : std::string();
  }
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
  if (digits && text.size() == 8 &&
      IsDay(Number(text.substr(0, 4)), Number(text.substr(4, 2)), Number(text.substr(6, 2)))) {
    return std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) + "-" +
           std::string(text.substr(6, 2));
  }
  if (!digits || text.size() >= 10) {
    if (const auto instant = text::ParseInstant(text)) {
      std::string moment = FormatInstant(*instant);
      return Number(moment.substr(0, 4)) >= 1971 ? moment : std::string();
    }
  }
  return {};
}

std::string DateInPath(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t path = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (path == std::string_view::npos) {
    return {};
  }
  url = url.substr(path, 2048);
  std::string month_only;
  for (std::size_t at = url.find_first_of("/-_"); at != std::string_view::npos;
       at = url.find_first_of("/-_", at + 1)) {
    const std::string_view rest = url.substr(at + 1);
    if (!Fits(rest, "0000")) {
      continue;
    }
    const char separator = rest.size() > 4 ? rest[4] : ' ';
    const bool parted = separator == '/' || separator == '-' || separator == '_';
    if (!parted || !Fits(rest.substr(5), "00") || Number(rest.substr(0, 4)) < 1990) {
      continue;
    }
    const std::string month = std::string(rest.substr(0, 4)) + "-" + std::string(rest.substr(5, 2));
    if (rest.size() >= 10 && Fits(rest.substr(8), "00") && rest[7] == separator &&
        !(rest.size() > 10 && IsDigit(rest[10])) &&
        IsDay(Number(rest.substr(0, 4)), Number(rest.substr(5, 2)), Number(rest.substr(8, 2)))) {
      return month + "-" + std::string(rest.substr(8, 2));
    }
    if (month_only.empty() && separator == '/' && rest.size() > 7 && rest[7] == '/' &&
        IsDay(Number(rest.substr(0, 4)), Number(rest.substr(5, 2)), 1)) {
      month_only = month;
    }
  }
  return month_only;
}

}  // namespace ibid::read
