#include "serve/target.h"

#include <algorithm>
#include <charconv>

#include "text/utf8.h"
#include "url/url.h"

namespace ibid::serve {
namespace {

constexpr std::int64_t kIdMax = std::int64_t{1} << 53U;  // Exact in every reader of JSON.

int HexDigit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

std::optional<std::string> Decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      const int high = i + 2 < text.size() ? HexDigit(text[i + 1]) : -1;
      const int low = i + 2 < text.size() ? HexDigit(text[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return std::nullopt;
      }
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  const bool controls = std::any_of(out.begin(), out.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  return controls || !text::IsValid(out) ? std::nullopt : std::optional(std::move(out));
}

Error Wrong(std::string message) {
  return {ErrorCode::kUsage, std::move(message)};
}

}  // namespace

Result<Query> Query::Parse(std::string_view query, std::vector<std::string_view> known) {
  Query out;
  for (std::size_t at = 0; at < query.size();) {
    const std::size_t end = std::min(query.find('&', at), query.size());
    const std::string_view pair = query.substr(at, end - at);
    at = end + 1;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    std::optional<std::string> name = Decoded(pair.substr(0, equals));
    std::optional<std::string> value = Decoded(pair.substr(std::min(equals + 1, pair.size())));
    if (!name || !value) {
      return Wrong("the query is not percent-encoded UTF-8 without control characters");
    }
    if (std::find(known.begin(), known.end(), *name) == known.end()) {
      std::string names;
      for (const std::string_view one : known) {
        names.append(names.empty() ? "" : ", ").append(one);
      }
      return Wrong("the query has no parameter of that name here; there are: " +
                   (names.empty() ? std::string("none") : names));
    }
    if (out.has(*name)) {
      return Wrong("the query has '" + *name + "' more than once");
    }
    out.values_.emplace_back(*std::move(name), *std::move(value));
  }
  return out;
}

bool Query::has(std::string_view name) const {
  return std::any_of(values_.begin(), values_.end(),
                     [&](const auto& value) { return value.first == name; });
}

std::string_view Query::text(std::string_view name) const {
  for (const auto& [key, value] : values_) {
    if (key == name) {
      return value;
    }
  }
  return {};
}

Result<std::int64_t> Query::number(std::string_view name, std::int64_t low, std::int64_t high,
                                   std::int64_t otherwise) const {
  if (!has(name)) {
    return otherwise;
  }
  const std::string_view text = this->text(name);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < low || value > high) {
    return Wrong("'" + std::string(name) + "' takes a whole number from " + std::to_string(low) +
                 " to " + std::to_string(high));
  }
  return value;
}

std::optional<std::int64_t> IdFrom(std::string_view segment) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(segment.data(), segment.data() + segment.size(), value);
  if (error != std::errc() || end != segment.data() + segment.size() || value < 1 ||
      value > kIdMax || segment.front() == '0') {
    return std::nullopt;
  }
  return value;
}

std::string Encoded(std::string_view words) {
  return url::PercentEncode(words);
}

}  // namespace ibid::serve
