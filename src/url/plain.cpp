#include "url/plain.h"

#include <algorithm>

#include "url/encode.h"

namespace ibid::url {
namespace {

constexpr std::size_t kLabelMax = 63;  // RFC 1035, 2.3.4
constexpr std::size_t kHostMax = 253;

bool IsLetter(char c) {
  return c >= 'a' && c <= 'z';
}

// The size of the host that the text begins with; 0 where it is none of plain labels. Punycode and
// everything that looks like it ("--") is IDNA's to judge, a last label that is no word the IPv4
// parser's.
std::size_t PlainHost(std::string_view text) {
  std::size_t label = 0;  // Where it begins.
  std::size_t at = 0;
  for (; at < text.size() && text[at] != '/'; ++at) {
    const char c = text[at];
    if (c == '.') {
      if (at == label || text[at - 1] == '-' || at - label > kLabelMax) {
        return 0;
      }
      label = at + 1;
    } else if (!IsLetter(c) && !(c >= '0' && c <= '9') &&
               !(c == '-' && at > label && text[at - 1] != '-')) {
      return 0;
    }
  }
  const bool sound = at > label && at - label <= kLabelMax && at <= kHostMax &&
                     text[at - 1] != '-' && IsLetter(text[label]);
  return sound ? at : 0;
}

// Where the path ends that begins at `at`; 0 where a segment may be one of dots ("%2e" is one too),
// or something in it is written otherwise.
std::size_t PlainPath(std::string_view text, std::size_t at) {
  bool begins = false;
  for (; at < text.size() && text[at] != '?' && text[at] != '#'; ++at) {
    const char c = text[at];
    if (c == '\\' || NeedsEncoding(c, EncodeSet::kPath) || (begins && (c == '.' || c == '%'))) {
      return 0;
    }
    begins = c == '/';
  }
  return at;
}

}  // namespace

std::optional<PlainParts> ReadPlain(std::string_view text) {
  PlainParts parts;
  parts.scheme = text.starts_with("https://") ? 5 : text.starts_with("http://") ? 4 : 0;
  if (parts.scheme == 0) {
    return std::nullopt;
  }
  const std::size_t begin = parts.scheme + 3;
  const std::size_t host = PlainHost(text.substr(begin));
  parts.host = begin + host;
  if (host == 0 || parts.host == text.size()) {
    return std::nullopt;  // Without a path: parsing adds one.
  }
  parts.path = PlainPath(text, parts.host);
  if (parts.path == 0) {
    return std::nullopt;
  }
  const std::size_t hash = std::min(text.find('#', parts.path), text.size());
  parts.query = hash;
  const auto needs = [&](std::size_t from, std::size_t to, EncodeSet set) {
    const std::string_view part = text.substr(from, to - from);
    return std::any_of(part.begin(), part.end(), [&](char c) { return NeedsEncoding(c, set); });
  };
  if (needs(parts.path, hash, EncodeSet::kSpecialQuery) ||
      needs(std::min(hash + 1, text.size()), text.size(), EncodeSet::kFragment)) {
    return std::nullopt;
  }
  return parts;
}

}  // namespace ibid::url
