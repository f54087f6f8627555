#include "detect/embeds/embed_address.h"

#include <algorithm>
#include <array>

#include "json/value.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kUrlBytesMax = 16384;

std::optional<url::Url> Absolute(std::string_view written, const std::optional<url::Url>& base) {
  written = text::Trim(written);
  if (written.empty() || written.size() > kUrlBytesMax) {
    return std::nullopt;
  }
  if (written.starts_with("//")) {
    return url::Url::Parse("https:" + std::string(written));
  }
  if (base) {
    return base->Resolve(written);
  }
  return url::Url::Parse(written);
}

constexpr std::string_view kJsonSpace = " \t\r\n";

// Where the string ends whose first character is at `at`; json.size() if it does not.
std::size_t StringEnd(std::string_view json, std::size_t at) {
  while (at < json.size() && json[at] != '"') {
    at += json[at] == '\\' ? 2U : 1U;
  }
  return std::min(at, json.size());
}

std::optional<std::string> Unescaped(std::string_view json, std::size_t at) {
  const std::size_t end = StringEnd(json, at);
  if (end >= json.size()) {
    return std::nullopt;
  }
  const Result<json::Value> value =
      json::Parse("\"" + std::string(json.substr(at, end - at)) + "\"");
  return value ? std::optional<std::string>(value->string()) : std::nullopt;
}

// A path on the page's own site.
bool IsLocal(std::string_view written) {
  written = text::Trim(written);
  return written.starts_with('/') && !written.starts_with("//");
}

// Nearly no query carries a URL: its scheme, or the slashes before its host.
bool MayHoldUrl(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kSigns = {"http", "HTTP", "//", "%2F%2F",
                                                             "%2f%2f"};
  return std::any_of(kSigns.begin(), kSigns.end(), [text](std::string_view sign) {
    return text.find(sign) != std::string_view::npos;
  });
}

// The post that a player's or wrapper's parameters name.
std::optional<url::PostAddress> Inside(const url::Url& address) {
  static constexpr std::array<std::string_view, 4> kParameters = {"url", "href", "src", "u"};
  if (!MayHoldUrl(address.query())) {
    return std::nullopt;
  }
  for (const std::string_view name : kParameters) {
    const std::optional<std::string> value = address.Parameter(name);
    const auto target = value ? Absolute(*value, std::nullopt) : std::nullopt;
    if (auto post = target && target->is_http() ? url::PostOf(*target) : std::nullopt) {
      return post;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<url::PostAddress> AddressOf(std::string_view written,
                                          const std::optional<url::Url>& base) {
  if (!base && IsLocal(written) && !MayHoldUrl(written)) {
    return std::nullopt;
  }
  std::optional<url::Url> address = Absolute(written, base);
  const bool local = !address && text::Trim(written).starts_with('/');
  if (local) {
    // A player of the page's own site, and nothing says which: what it plays may be named inside.
    address = url::Url::Parse("https://page.invalid" + std::string(text::Trim(written)));
  }
  if (!address || !address->is_http()) {
    return std::nullopt;
  }
  if (!local) {
    if (auto post = url::PostOf(*address)) {
      return post;
    }
  }
  if (const auto inside = url::Unwrap(*address)) {
    const auto target = url::Url::Parse(inside->target);
    if (auto post = target ? url::PostOf(*target) : std::nullopt) {
      return post;
    }
  }
  return Inside(*address);
}

std::optional<std::string> JsonString(std::string_view json, std::string_view key) {
  const std::string member = "\"" + std::string(key) + "\"";
  for (std::size_t at = json.find(member); at != std::string_view::npos;
       at = json.find(member, at + member.size())) {
    const std::size_t colon = json.find_first_not_of(kJsonSpace, at + member.size());
    if (colon == std::string_view::npos || json[colon] != ':') {
      continue;
    }
    const std::size_t value = std::min(json.find_first_not_of(kJsonSpace, colon + 1), json.size());
    if (const std::size_t end = std::min(json.find_first_not_of("0123456789", value), json.size());
        end > value) {
      return std::string(json.substr(value, end - value));
    }
    if (value < json.size() && json[value] == '"') {
      return Unescaped(json, value + 1);
    }
  }
  return std::nullopt;
}

}  // namespace ibid::detect
