#include "write/phrases.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "text/utf8.h"

namespace ibid::write {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

int Number(std::string_view digits) {
  int value = -1;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  return error == std::errc() && stop == end ? value : -1;
}

bool IsControl(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029;
}

bool IsInvisibleControl(char32_t code) {
  return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || (code >= 0xE0000 && code <= 0xE007F);
}

}  // namespace

std::string Count(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count).append(" ").append(count == 1 ? one : many);
}

std::string Grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) {
    digits.insert(at - 3, ",");
  }
  return digits;
}

std::string DateWords(std::string_view iso) {
  const int year = Number(iso.substr(0, 4));
  const int month = iso.size() >= 7 ? Number(iso.substr(5, 2)) : -1;
  if (year < 0 || month < 1 || month > 12 || iso[4] != '-') {
    return Plain(iso);
  }
  std::string out(kMonths[static_cast<std::size_t>(month - 1)]);
  out.append(" ").append(iso.substr(0, 4));
  const int day = iso.size() >= 10 && iso[7] == '-' ? Number(iso.substr(8, 2)) : -1;
  return day > 0 ? std::to_string(day).append(" ").append(out) : out;
}

std::string TimeWords(Instant at) {
  std::string written = FormatInstant(at);
  const std::size_t clock = written.find('T');
  if (clock == std::string::npos) {
    return written;
  }
  return DateWords(written.substr(0, clock)) + ", " + written.substr(clock + 1, 5) + " UTC";
}

std::string HistoryWords(const History& history) {
  const bool dead = history.state == LinkState::kDead;
  if (!dead && (history.state != LinkState::kFailing || history.failures < 2)) {
    return "";
  }
  std::string out = dead ? "dead" : "failing";
  if (history.failing_since) {
    out += " since " + DateWords(FormatInstant(*history.failing_since).substr(0, 10));
  }
  return out + ", " +
         Count(static_cast<std::size_t>(std::max(history.failures, 0)), "failure", "failures");
}

std::string ShareWords(double share) {
  const int hundredths = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * 100));
  if (hundredths == 100) {
    return "1.0";
  }
  return std::string(hundredths < 10 ? "0.0" : "0.").append(std::to_string(hundredths));
}

std::string Decimal(double value) {
  std::array<char, 32> digits{};
  const auto [end, error] =
      std::to_chars(digits.data(), digits.data() + digits.size(), std::isfinite(value) ? value : 0);
  return error == std::errc() ? std::string(digits.data(), end) : "0";
}

std::string Plain(std::string_view words) {
  const std::string folded = text::FoldSpace(words);
  std::string out;
  out.reserve(folded.size());
  for (std::size_t at = 0; at < folded.size();) {
    const text::Decoded c = text::DecodeAt(folded, at);
    at += c.size;
    if (IsControl(c.code)) {
      text::Append(out, text::kReplacement);
    } else if (!IsInvisibleControl(c.code)) {
      text::Append(out, c.code);
    }
  }
  return out;
}

std::string Quoted(std::string_view words, std::size_t code_points) {
  const std::string shown = text::Shorten(Plain(words), code_points);
  // What begins and ends with marks of its own needs none of ours.
  const bool has_own = shown.size() > 1 && (shown.starts_with("“") || shown.front() == '"') &&
                       (shown.ends_with("”") || shown.back() == '"');
  return has_own ? shown : "“" + shown + "”";
}

bool IsWebUrl(std::string_view url) {
  const bool is_web =
      text::StartsWithNoCase(url, "http://") || text::StartsWithNoCase(url, "https://");
  return is_web && std::all_of(url.begin(), url.end(), [](char c) {
           return static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
         });
}

}  // namespace ibid::write
