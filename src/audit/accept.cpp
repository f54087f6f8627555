#include "audit/accept.h"

#include <algorithm>
#include <charconv>

#include "pipeline/history.h"
#include "text/utf8.h"

namespace ibid::audit {
namespace {

constexpr int kStatusMin = 100;
constexpr int kStatusMax = 999;

std::optional<int> Status(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool good = error == std::errc() && end == text.data() + text.size() &&
                    value >= kStatusMin && value <= kStatusMax;
  return good ? std::optional(value) : std::nullopt;
}

std::optional<Standing> StandingNamed(std::string_view name) {
  for (const Standing one : {Standing::kOk, Standing::kWarn, Standing::kFail, Standing::kUnknown}) {
    if (Name(one) == name) {
      return one;
    }
  }
  return std::nullopt;
}

}  // namespace

Standing DefaultStanding(Verdict verdict) {
  if (verdict == Verdict::kMoved) {
    return Standing::kWarn;
  }
  if (verdict == Verdict::kRefused || verdict == Verdict::kNotChecked) {
    return Standing::kExcluded;
  }
  switch (pipeline::LookOf(verdict)) {
    case pipeline::Look::kFound:
      return Standing::kOk;
    case pipeline::Look::kMissed:
      return Standing::kFail;
    case pipeline::Look::kUndecided:
      return Standing::kUnknown;
  }
  return Standing::kUnknown;
}

std::optional<Accept::Rule> Accept::ParseRule(std::string_view item) {
  Rule rule;
  if (const std::size_t colon = item.find(':'); colon != std::string_view::npos) {
    rule.standing = StandingNamed(text::Trim(item.substr(colon + 1)));
    if (!rule.standing) {
      return std::nullopt;
    }
    item = text::Trim(item.substr(0, colon));
  }
  rule.verdict = pipeline::VerdictNamed(item);
  if (item == Name(rule.verdict)) {
    return rule;
  }
  const std::size_t dots = item.find("..");
  const std::string_view first = item.substr(0, dots);
  if (dots == std::string_view::npos) {
    const std::optional<int> status = Status(item);
    rule.low = rule.high = status.value_or(0);
    return status ? std::optional(rule) : std::nullopt;
  }
  std::string_view last = item.substr(dots + 2);
  const bool inclusive = last.starts_with('=');
  last.remove_prefix(inclusive ? 1 : 0);
  const std::optional<int> low = first.empty() ? kStatusMin : Status(first);
  const std::optional<int> high = last.empty() && !inclusive ? kStatusMax + 1 : Status(last);
  if (!low || !high || (first.empty() && last.empty())) {
    return std::nullopt;
  }
  rule.low = *low;
  rule.high = inclusive ? *high : *high - 1;
  return rule.low <= rule.high ? std::optional(rule) : std::nullopt;
}

Result<Accept> Accept::Parse(std::string_view text) {
  Accept out;
  out.text_ = text;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view item = text::Trim(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (item.empty()) {
      continue;
    }
    const std::optional<Rule> rule = ParseRule(item);
    if (!rule) {
      return Error{ErrorCode::kUsage,
                   "'" + std::string(item) +
                       "' is none of: a status (429), a range (200..=299), a verdict (blocked); "
                       "each may end in :ok, :warn, :fail or :unknown"};
    }
    out.rules_.push_back(*rule);
  }
  return out;
}

Standing Accept::StandingOf(Verdict verdict, int status) const {
  for (const Rule& rule : rules_) {
    const bool fits =
        rule.low == 0 ? verdict == rule.verdict : status >= rule.low && status <= rule.high;
    const bool is_said = rule.standing || rule.low == 0 || status < 200 || status >= 400;
    if (fits && is_said) {
      return rule.standing.value_or(Standing::kOk);
    }
  }
  return DefaultStanding(verdict);
}

}  // namespace ibid::audit
