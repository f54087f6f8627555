#include "net/freshness.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string_view>

#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::net {
namespace {

using std::chrono::seconds;

// The shortest life of an answer that may go stale, and the longest that a heuristic may give.
constexpr seconds kDay{86'400};
constexpr seconds kHeuristicMax = 7 * kDay;
constexpr seconds kFailureLife{600};
constexpr seconds kServerErrorLife{600};
constexpr std::int64_t kSecondsMax = 0x7fffffff;  // RFC 9111, 1.2.2: larger values count as this.

struct Directives {
  bool no_store = false;
  bool no_cache = false;
  bool must_revalidate = false;
  std::optional<seconds> max_age;
};

std::optional<seconds> ReadSeconds(std::string_view digits) {
  if (digits.size() >= 2 && digits.front() == '"' && digits.back() == '"') {
    digits = digits.substr(1, digits.size() - 2);
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end != digits.data() + digits.size() || digits.empty() || value < 0) {
    return std::nullopt;
  }
  return seconds(error == std::errc::result_out_of_range ? kSecondsMax
                                                         : std::min(value, kSecondsMax));
}

void ReadDirective(std::string_view text, Directives& out) {
  text = text::Trim(text);
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::string_view name = text::Trim(text.substr(0, equals));
  if (text::EqualNoCase(name, "no-store")) {
    out.no_store = true;
  } else if (text::EqualNoCase(name, "no-cache")) {
    out.no_cache = true;
  } else if (text::EqualNoCase(name, "must-revalidate")) {
    out.must_revalidate = true;
  } else if (text::EqualNoCase(name, "max-age") && equals < text.size()) {
    // A lifetime that cannot be read counts as stale (RFC 9111, 4.2.1).
    out.max_age = ReadSeconds(text::Trim(text.substr(equals + 1))).value_or(seconds(0));
  }
}

Directives ReadDirectives(const Headers& headers) {
  Directives out;
  for (const auto& [name, value] : headers) {
    if (!text::EqualNoCase(name, "Cache-Control")) {
      continue;
    }
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= value.size(); ++at) {
      if (at < value.size() && value[at] == '"') {
        quoted = !quoted;
      } else if (at == value.size() || (value[at] == ',' && !quoted)) {
        ReadDirective(std::string_view(value).substr(begin, at - begin), out);
        begin = at + 1;
      }
    }
  }
  return out;
}

std::optional<Instant> HeaderTime(const Headers& headers, std::string_view name) {
  const std::optional<std::string_view> value = FindHeader(headers, name);
  return value ? text::ParseInstant(*value) : std::nullopt;
}

// RFC 9110, 15.1, less 206 and 304, which are no whole answers.
bool IsHeuristicallyCacheable(int status) {
  static constexpr int kStatuses[] = {200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 451, 501};
  return std::find(std::begin(kStatuses), std::end(kStatuses), status) != std::end(kStatuses);
}

std::optional<Instant> FailureUntil(const Exchange& exchange) {
  switch (exchange.failure) {
    case Failure::kDns:
    case Failure::kConnect:
    case Failure::kTls:
    case Failure::kTimeout:
    case Failure::kProtocol:
      return exchange.at + kFailureLife;
    case Failure::kTooLarge:
      return exchange.at + kDay;
    default:
      return std::nullopt;
  }
}

// What the answer itself says (RFC 9111, 4.2.1), less the time it has spent in caches before us.
std::optional<seconds> ExplicitLife(const Exchange& exchange, const Directives& directives) {
  std::optional<seconds> life = directives.max_age;
  if (!life) {
    const std::optional<std::string_view> expires = FindHeader(exchange.headers, "Expires");
    if (!expires) {
      return std::nullopt;
    }
    const std::optional<Instant> at = text::ParseInstant(*expires);
    const Instant date = HeaderTime(exchange.headers, "Date").value_or(exchange.at);
    life = at ? std::chrono::duration_cast<seconds>(*at - date) : seconds(0);
  }
  const std::optional<std::string_view> age = FindHeader(exchange.headers, "Age");
  const seconds spent = age ? ReadSeconds(text::Trim(*age)).value_or(seconds(0)) : seconds(0);
  return std::max(*life - spent, seconds(0));
}

// A tenth of the time since the last change (RFC 9111, 4.2.2), at least a day.
seconds HeuristicLife(const Exchange& exchange) {
  const std::optional<Instant> modified = HeaderTime(exchange.headers, "Last-Modified");
  if (!modified || *modified > exchange.at) {
    return kDay;
  }
  const seconds unchanged = std::chrono::duration_cast<seconds>(exchange.at - *modified);
  return std::clamp(unchanged / 10, kDay, kHeuristicMax);
}

}  // namespace

std::optional<Instant> ReusableUntil(const Exchange& exchange) {
  if (exchange.request.method != "GET" && exchange.request.method != "HEAD") {
    return std::nullopt;
  }
  if (exchange.failure != Failure::kNone) {
    return FailureUntil(exchange);
  }
  const Directives directives = ReadDirectives(exchange.headers);
  const int status = exchange.status;
  if (directives.no_store || status < 200 || status == 206 || status == 304 || status == 429 ||
      status == 503) {
    return std::nullopt;
  }
  const std::optional<seconds> life = ExplicitLife(exchange, directives);
  if (directives.no_cache || directives.must_revalidate) {
    const bool fresh = life && *life > seconds(0) && !directives.no_cache;
    return fresh ? std::optional<Instant>(exchange.at + *life) : std::nullopt;
  }
  if (status >= 500 && status != 501) {
    return exchange.at + kServerErrorLife;
  }
  if (life) {
    return exchange.at + std::max(*life, kDay);
  }
  if (!IsHeuristicallyCacheable(status)) {
    return std::nullopt;
  }
  return exchange.at + HeuristicLife(exchange);
}

}  // namespace ibid::net
