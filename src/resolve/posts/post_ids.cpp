#include "resolve/posts/post_ids.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>

#include "resolve/table.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kIsoDayLength = 10;
constexpr std::string_view kTidDigits = "234567abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kTidSize = 13;

// A row of data/post_search.tsv.
struct Clock {
  std::int64_t epoch_ms = 0;
  std::int64_t per_ms = 1;  // Ticks in a millisecond; negative: milliseconds in a tick.
  unsigned shift = 0;
  bool tid = false;  // Base 32, all of one length.
  std::string_view place;
};

std::int64_t Number(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<Clock> ClockOf(std::string_view platform) {
  for (const Row& row : Rows("post_search.tsv")) {
    if (Cell(row, 0) == platform) {
      Clock clock;
      clock.place = Cell(row, 1);
      clock.epoch_ms = Number(Cell(row, 2));
      clock.per_ms = Cell(row, 3) == "us" ? 1000 : Cell(row, 3) == "s" ? -1000 : 1;
      clock.shift = static_cast<unsigned>(Number(Cell(row, 4)));
      clock.tid = Cell(row, 5) == "tid";
      return clock;
    }
  }
  return std::nullopt;
}

// The first id at or after a moment; none where it has no place in 63 bits.
std::optional<std::uint64_t> FirstId(const Clock& clock, Instant at) {
  const std::int64_t ms = at.time_since_epoch().count() - clock.epoch_ms;
  const std::int64_t most = std::numeric_limits<std::int64_t>::max() >> clock.shift;
  if (ms < 0 || (clock.per_ms > 0 && ms > most / clock.per_ms) ||
      (clock.per_ms < 0 && ms / -clock.per_ms > most)) {
    return std::nullopt;
  }
  const std::int64_t ticks = clock.per_ms > 0 ? ms * clock.per_ms : ms / -clock.per_ms;
  return static_cast<std::uint64_t>(ticks) << clock.shift;
}

// The first digits of an id, less the last `dropped`.
std::string Digits(const Clock& clock, std::uint64_t head, std::size_t dropped) {
  if (!clock.tid) {
    return std::to_string(head);
  }
  std::string out(kTidSize - dropped, kTidDigits.front());
  for (std::size_t i = out.size(); i-- > 0; head /= kTidDigits.size()) {
    out[i] = kTidDigits[head % kTidDigits.size()];
  }
  return out;
}

}  // namespace

std::optional<IdRange> IdsOfDay(std::string_view platform, const IsoDate& date, int offset) {
  const std::optional<Clock> clock = ClockOf(platform);
  const std::optional<Instant> midnight =
      date.size() == kIsoDayLength ? text::StartOf(date) : std::nullopt;
  if (!clock || !midnight) {
    return std::nullopt;
  }
  const Instant begin = *midnight + std::chrono::days(offset);
  const auto low = FirstId(*clock, begin);
  const auto high = FirstId(*clock, begin + std::chrono::days(1));
  return low && high ? std::optional(IdRange{*low, *high}) : std::nullopt;
}

std::vector<std::string> PrefixesOf(std::string_view platform, IdRange range) {
  std::vector<std::string> prefixes;
  const std::optional<Clock> clock = ClockOf(platform);
  if (!clock || range.low >= range.high) {
    return prefixes;
  }
  const std::uint64_t base = clock->tid ? kTidDigits.size() : 10;
  std::uint64_t unit = 1;
  std::size_t dropped = 0;
  while (unit <= (range.high - range.low) / base) {
    unit *= base;
    ++dropped;
  }
  const std::uint64_t first = range.low / unit;
  const std::uint64_t last = (range.high - 1) / unit;
  const std::uint64_t middle = first + (last - first) / 2;
  for (std::uint64_t step = 0; step <= last - first; ++step) {
    if (middle + step <= last) {
      prefixes.push_back(Digits(*clock, middle + step, dropped));
    }
    if (step > 0 && middle >= first + step) {
      prefixes.push_back(Digits(*clock, middle - step, dropped));
    }
  }
  return prefixes;
}

std::optional<std::uint64_t> ParseId(std::string_view platform, std::string_view id) {
  const std::optional<Clock> clock = ClockOf(platform);
  std::uint64_t value = 0;
  if (clock && clock->tid) {
    for (const char c : id) {
      const std::size_t digit = kTidDigits.find(c);
      if (digit == std::string_view::npos || id.size() != kTidSize) {
        return std::nullopt;
      }
      value = value << 5U | digit;
    }
    return id.empty() ? std::nullopt : std::optional(value);
  }
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), value);
  if (error != std::errc() || end != id.data() + id.size()) {
    return std::nullopt;
  }
  return value;
}

std::string PlaceOfPosts(std::string_view platform, std::string_view account) {
  const std::optional<Clock> clock = ClockOf(platform);
  if (!clock || account.empty() || account.find_first_of("/?#* ") != std::string_view::npos) {
    return {};
  }
  std::string_view host;  // Of "ann@mastodon.example".
  if (const std::size_t at = account.find('@'); at != std::string_view::npos) {
    host = account.substr(at + 1);
    account = account.substr(0, at);
  }
  std::string out;
  std::string_view rest = clock->place;
  constexpr std::string_view kAccount = "{account}";
  constexpr std::string_view kHost = "{host}";
  while (!rest.empty()) {
    if (rest.starts_with(kAccount)) {
      out += text::Lower(account);
      rest.remove_prefix(kAccount.size());
    } else if (rest.starts_with(kHost)) {
      if (host.find('.') == std::string_view::npos) {
        return {};
      }
      out += text::Lower(host);
      rest.remove_prefix(kHost.size());
    } else {
      out += rest.front();
      rest.remove_prefix(1);
    }
  }
  return out;
}

bool CanFindLost(std::string_view platform) {
  return ClockOf(platform).has_value();
}

}  // namespace ibid::resolve
