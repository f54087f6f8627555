#include "detect/posts/post_stamps.h"

#include <algorithm>
#include <array>
#include <optional>

#include "detect/posts/signature_name.h"
#include "text/cursor.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

// Halves of the day that stand before the clock, with what follows them.
constexpr auto kHalvesBefore = std::to_array<std::string_view>(
    {"午後", "午前", "上午", "下午", "오전", "오후", "ÖÖ", "ÖS", "凌晨", "晚上"});

std::optional<int> DigitBefore(std::string_view text, std::size_t at) {
  return at == 0 ? std::nullopt : text::DigitOf(text::DecodeBefore(text, at).code);
}

// The begin of a clock whose hour ends at `colon`; npos where none does.
std::size_t ClockBegin(std::string_view text, std::size_t colon) {
  std::size_t at = colon;
  int digits = 0;
  for (; digits < 3 && DigitBefore(text, at); ++digits) {
    at -= text::DecodeBefore(text, at).size;
  }
  if (digits == 0 || digits > 2) {
    return std::string_view::npos;
  }
  const std::size_t half_end = SkipBlankBack(text, at, at > 4 ? at - 4 : 0);
  for (const std::string_view half : kHalvesBefore) {
    if (half_end >= half.size() && text.substr(half_end - half.size(), half.size()) == half) {
      return half_end - half.size();
    }
  }
  return at > 0 && (text::IsWordChar(text::DecodeBefore(text, at).code) || text[at - 1] == ':' ||
                    text[at - 1] == '/')
             ? std::string_view::npos
             : at;
}

// One past the minutes and the half of the day behind them: "PM", "p. m.", "nachm.", "م".
std::size_t ClockEnd(std::string_view text, std::size_t colon) {
  text::Cursor c(text, colon + 1);
  if (!c.Number(2, 2)) {
    return std::string_view::npos;
  }
  if (c.Literal(":") && !c.Number(2, 2)) {
    return std::string_view::npos;
  }
  constexpr std::size_t kHalfBytes = 10;
  std::size_t at = c.at();
  const std::size_t limit = std::min(text.size(), at + kHalfBytes);
  std::size_t end = at;
  while (at < limit) {
    const text::Decoded d = text::DecodeAt(text, at);
    if (!text::IsLetter(d.code) && d.code != '.' && !(text::IsSpace(d.code) && d.code != '\n')) {
      break;
    }
    at += d.size;
    end = text::IsSpace(d.code) ? end : at;
  }
  return end;
}

// One past what stands between clock and date; npos where it is nothing that stands there.
std::size_t SeparatorEnd(std::string_view text, std::size_t at) {
  constexpr std::size_t kGapBytes = 16;
  constexpr std::u32string_view kSigns = U"\u00B7\u2022-\u2010\u2011\u2013\u2014\u2212|?\uFFFD,،";
  const std::size_t limit = std::min(text.size(), at + kGapBytes);
  bool sign = false;
  while (at < limit) {
    const text::Decoded c = text::DecodeAt(text, at);
    if (kSigns.find(c.code) != std::u32string_view::npos) {
      if (sign && c.code != '-') {
        return std::string_view::npos;
      }
      sign = true;
    } else if (!IsBlank(c.code)) {
      break;
    }
    at += c.size;
  }
  return sign ? at : std::string_view::npos;
}

// "9:23 AM - 25 Sep 2015"
std::optional<PostStamp> ClockFirst(std::string_view text, std::size_t colon) {
  const std::size_t begin = ClockBegin(text, colon);
  const std::size_t end = begin == std::string_view::npos ? begin : ClockEnd(text, colon);
  const std::size_t at = end == std::string_view::npos ? end : SeparatorEnd(text, end);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  const auto date = text::DateAt(text, at);
  if (!date || date->iso.size() != 10) {
    return std::nullopt;
  }
  // The date's own clock time would be the next post's, or a count.
  std::size_t date_end = date->at.end;
  if (date->has_time) {
    const auto bare = text::DateAt(text.substr(0, date_end - 1), at);
    date_end = bare ? bare->at.end : date_end;
  }
  return PostStamp{{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(date_end)},
                   date->iso};
}

// "Sep 25, 2015 · 12:01 PM": a date that begins its line and holds the clock at `colon`.
std::optional<PostStamp> DateFirst(std::string_view text, std::size_t colon, std::size_t floor) {
  constexpr std::size_t kDateBytes = 48;
  const std::size_t from = std::max(floor, colon > kDateBytes ? colon - kDateBytes : 0);
  const std::size_t line = text.substr(from, colon - from).rfind('\n');
  if (line == std::string_view::npos && from > 0) {
    return std::nullopt;
  }
  const std::size_t begin =
      SkipBlank(text, line == std::string_view::npos ? from : from + line + 1, colon);
  const auto date = text::DateAt(text, begin);
  if (!date || !date->has_time || date->at.end <= colon || date->iso.size() != 10) {
    return std::nullopt;
  }
  return PostStamp{date->at, date->iso};
}

}  // namespace

std::optional<PostStamp> PostStampAt(std::string_view text, std::size_t at) {
  constexpr std::size_t kHourBytes = 16;
  const std::size_t colon = text.substr(at, kHourBytes).find(':');
  if (colon == std::string_view::npos || ClockBegin(text, at + colon) != at) {
    return std::nullopt;
  }
  return ClockFirst(text, at + colon);
}

std::vector<PostStamp> FindPostStamps(std::string_view text) {
  std::vector<PostStamp> stamps;
  std::size_t done = 0;
  for (std::size_t at = text.find_first_of(":.h"); at != std::string_view::npos;
       at = text.find_first_of(":.h", at + 1)) {
    if (at < done || at + 2 >= text.size() || !text::DigitOf(text::DecodeAt(text, at + 1).code) ||
        !DigitBefore(text, at)) {
      continue;
    }
    auto stamp = ClockFirst(text, at);
    if (!stamp) {
      stamp = DateFirst(text, at, done);
    }
    if (stamp) {
      done = stamp->at.end;
      stamps.push_back(std::move(*stamp));
    }
  }
  return stamps;
}

}  // namespace ibid::detect
