#include "detect/attributions/attribution_date.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "text/dates.h"

namespace ibid::detect {
namespace {

std::optional<std::chrono::sys_days> Published(const Document& document) {
  const std::string& date = document.metadata.published.value;
  if (date.size() < 10) {
    return std::nullopt;
  }
  const std::optional<Instant> start = text::StartOf(date.substr(0, 10));
  if (!start) {
    return std::nullopt;
  }
  return std::chrono::floor<std::chrono::days>(*start);
}

IsoDate Iso(std::chrono::sys_days day) {
  return text::DateOf(Instant(day.time_since_epoch()));
}

std::optional<unsigned> Weekday(const Passage& p, std::uint32_t i) {
  static constexpr std::array<std::string_view, 7> kDays = {
      "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
  for (unsigned d = 0; d < kDays.size(); ++d) {
    if (p.Spells(i, kDays[d])) {
      return d;
    }
  }
  return std::nullopt;
}

IsoDate Relative(const Passage& p, std::uint32_t i, std::chrono::sys_days published) {
  if (p.Spells(i, "today")) {
    return Iso(published);
  }
  if (p.Spells(i, "yesterday")) {
    return Iso(published - std::chrono::days(1));
  }
  if (const std::optional<unsigned> day = Weekday(p, i)) {
    const std::chrono::weekday now(published);
    return Iso(published - (now - std::chrono::weekday(*day)));
  }
  return {};
}

// "February 1" of the year that brings it nearest before the article.
IsoDate DayOfYear(const text::FoundDay& day, std::chrono::sys_days published) {
  const std::chrono::year_month_day now(published);
  for (int back = 0; back < 2; ++back) {
    const std::chrono::year_month_day ymd(now.year() - std::chrono::years(back),
                                          std::chrono::month(static_cast<unsigned>(day.month)),
                                          std::chrono::day(static_cast<unsigned>(day.day)));
    if (ymd.ok() && std::chrono::sys_days(ymd) <= published) {
      return Iso(std::chrono::sys_days(ymd));
    }
  }
  return {};
}

}  // namespace

IsoDate DateNear(const Document& document, const Passage& p, TokenRange around) {
  for (std::uint32_t i = around.begin; i < around.end; ++i) {
    const Token& t = p.tokens[i];
    if (!t.Is(kMonth | kDay) && t.mark != Mark::kNumber) {
      continue;
    }
    const std::string_view rest = p.text.substr(0, p.tokens[around.end - 1].at.end);
    if (const auto date = text::DateAt(rest, t.at.begin)) {
      const bool year_alone = date->iso.size() == 4;
      if (!year_alone) {
        return date->iso;
      }
      continue;
    }
    const std::optional<std::chrono::sys_days> published = Published(document);
    if (!published) {
      continue;
    }
    if (const auto day = text::DayAt(rest, t.at.begin)) {
      return DayOfYear(*day, *published);
    }
    if (t.Is(kDay)) {
      if (IsoDate iso = Relative(p, i, *published); !iso.empty()) {
        return iso;
      }
    }
  }
  return {};
}

}  // namespace ibid::detect
