#include "net/cache_control.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "text/utf8.h"

namespace ibid::net {
namespace {

using std::chrono::seconds;

constexpr std::int64_t kSecondsMax = 0x7fffffff;  // RFC 9111, 1.2.2: larger values count as this.

// The inside of a quoted string without escapes, or the token as it stands.
std::string_view Unquoted(std::string_view value) {
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return quoted ? value.substr(1, value.size() - 2) : value;
}

void Keep(std::optional<seconds>& field, std::optional<seconds> value) {
  if (!field) {
    field = value;
  }
}

void ReadTimed(std::string_view name, std::string_view value, CacheControl& out) {
  const std::optional<seconds> read = ReadDeltaSeconds(Unquoted(value));
  if (text::EqualNoCase(name, "max-age")) {
    Keep(out.max_age, read.value_or(seconds(0)));
  } else if (text::EqualNoCase(name, "stale-while-revalidate")) {
    Keep(out.stale_while_revalidate, read);
  } else if (text::EqualNoCase(name, "stale-if-error")) {
    Keep(out.stale_if_error, read);
  } else if (text::EqualNoCase(name, "max-stale")) {
    Keep(out.max_stale, read);
  } else if (text::EqualNoCase(name, "min-fresh")) {
    Keep(out.min_fresh, read);
  }
}

// Without a list that can be read it means the whole answer (5.2.2.4).
void ReadFields(std::string_view list, CacheControl& out) {
  const std::string_view inside = Unquoted(list);
  if (inside.size() == list.size() || text::Trim(inside).empty()) {
    out.no_cache = true;
    return;
  }
  for (std::size_t at = 0; at <= inside.size();) {
    const std::size_t comma = std::min(inside.find(',', at), inside.size());
    out.no_cache_fields.emplace_back(text::Trim(inside.substr(at, comma - at)));
    at = comma + 1;
  }
}

void ReadDirective(std::string_view text, CacheControl& out) {
  text = text::Trim(text);
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::string_view name = text.substr(0, equals);
  if (text::EqualNoCase(name, "no-store")) {
    out.no_store = true;
  } else if (text::EqualNoCase(name, "no-cache")) {
    ReadFields(text.substr(std::min(equals + 1, text.size())), out);
  } else if (text::EqualNoCase(name, "must-revalidate")) {
    out.must_revalidate = true;
  } else if (text::EqualNoCase(name, "must-understand")) {
    out.must_understand = true;
  } else if (text::EqualNoCase(name, "immutable")) {
    out.immutable = true;
  } else if (text::EqualNoCase(name, "public")) {
    out.is_public = true;
  } else if (equals < text.size()) {
    ReadTimed(name, text.substr(equals + 1), out);
  } else if (text::EqualNoCase(name, "max-stale")) {
    Keep(out.max_stale, seconds(kSecondsMax));
  }
}

void ReadField(std::string_view value, CacheControl& out) {
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= value.size(); ++at) {
    if (at < value.size() && value[at] == '"') {
      quoted = !quoted;
    } else if (at < value.size() && value[at] == '\\' && quoted) {
      ++at;
    } else if (at == value.size() || (value[at] == ',' && !quoted)) {
      ReadDirective(value.substr(begin, at - begin), out);
      begin = at + 1;
    }
  }
  if (begin < value.size()) {  // A quotation mark that is never closed, or ends in an escape.
    ReadDirective(value.substr(begin), out);
  }
}

}  // namespace

std::optional<seconds> ReadDeltaSeconds(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = std::min(value * 10 + (c - '0'), kSecondsMax);
  }
  return digits.empty() ? std::nullopt : std::optional(seconds(value));
}

CacheControl ReadCacheControl(const Headers& headers) {
  CacheControl out;
  for (const auto& [name, value] : headers) {
    if (text::EqualNoCase(name, "Cache-Control")) {
      ReadField(value, out);
    }
  }
  return out;
}

}  // namespace ibid::net
