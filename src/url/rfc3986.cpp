#include "url/rfc3986.h"

#include <algorithm>
#include <array>

#include <boost/url/encode.hpp>
#include <boost/url/parse_path.hpp>
#include <boost/url/parse_query.hpp>
#include <boost/url/rfc/pchars.hpp>

#include "url/encode.h"
#include "url/url.h"

namespace ibid::url {
namespace {

namespace urls = boost::urls;

// pchar, "/" and "?".
constexpr auto kAllowed = [] {
  std::array<bool, 256> allowed{};
  for (const char c : std::string_view("!$&'()*+,;=:@/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "abcdefghijklmnopqrstuvwxyz")) {
    allowed[static_cast<unsigned char>(c)] = true;
  }
  return allowed;
}();

std::string_view View(urls::pct_string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

std::string ToRfc3986(std::string_view piece) {
  std::string out;
  out.reserve(piece.size());
  for (std::size_t at = 0; at < piece.size(); ++at) {
    const bool octet = piece[at] == '%' && at + 2 < piece.size() && IsHexDigit(piece[at + 1]) &&
                       IsHexDigit(piece[at + 2]);
    if (octet || kAllowed[static_cast<unsigned char>(piece[at])]) {
      out += piece[at];
    } else {
      EncodeTo(out, piece.substr(at, 1), EncodeSet::kUnreserved);
    }
  }
  return out;
}

std::vector<std::string> SplitPath(std::string_view path) {
  std::vector<std::string> out;
  const std::string text = ToRfc3986(path);
  if (const auto segments = urls::parse_path(text)) {
    for (const urls::pct_string_view segment : *segments) {
      out.push_back(PercentDecode(View(segment)));
    }
  }
  return out;
}

std::vector<Parameter> SplitQuery(std::string_view query) {
  std::vector<Parameter> out;
  const std::string text = ToRfc3986(query);
  if (const auto parameters = urls::parse_query(text)) {
    for (const auto& parameter : *parameters) {
      if (!parameter.key.empty() || !parameter.value.empty()) {
        out.push_back({std::string(View(parameter.key)), std::string(View(parameter.value))});
      }
    }
  }
  return out;
}

std::string DecodeParameter(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return PercentDecode(spaced);
}

PathAndQuery Normalise(std::string_view path, std::string_view query) {
  // Not boost::urls::url::normalize(): version 1.81 also decodes "%2F" and "%26", which parts.
  constexpr auto kInQuery = urls::pchars + '/' + '?' - '&' - '=' - '+';
  PathAndQuery out;
  for (const std::string& segment : SplitPath(path)) {
    out.path += '/' + urls::encode(segment, urls::pchars);
  }
  for (const Parameter& parameter : SplitQuery(query)) {
    const std::string value = DecodeParameter(parameter.value);
    out.parameters.push_back(
        {urls::encode(DecodeParameter(parameter.name), kInQuery), urls::encode(value, kInQuery)});
  }
  return out;
}

}  // namespace ibid::url
