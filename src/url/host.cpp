#include "url/host.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "text/idna.h"
#include "text/utf8.h"
#include "url/encode.h"
#include "url/url.h"

namespace ibid::url {
namespace {

constexpr std::string_view kForbiddenInHosts("\0\t\n\r #/:<>?@[\\]^|", 17);

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool IsForbidden(char c, bool domain) {
  static constexpr auto kForbidden = [] {
    std::array<bool, 256> forbidden{};
    for (const char f : kForbiddenInHosts) {
      forbidden[static_cast<unsigned char>(f)] = true;
    }
    return forbidden;
  }();
  return kForbidden[static_cast<unsigned char>(c)] ||
         (domain && (static_cast<unsigned char>(c) <= 0x1F || c == '%' || c == 0x7F));
}

using Pieces = std::array<std::uint16_t, 8>;

// The dotted tail of "::ffff:1.2.3.4", from `at` to the end, into pieces[piece] and the next.
bool ReadDottedTail(std::string_view text, std::size_t at, Pieces& pieces, std::size_t& piece) {
  for (int part = 0; part < 4; ++part) {
    if (part > 0 && (at >= text.size() || text[at++] != '.')) {
      return false;
    }
    if (at >= text.size() || !IsDigit(text[at])) {
      return false;
    }
    int value = -1;
    for (; at < text.size() && IsDigit(text[at]); ++at) {
      if (value == 0) {
        return false;
      }
      value = value < 0 ? text[at] - '0' : value * 10 + (text[at] - '0');
      if (value > 255) {
        return false;
      }
    }
    pieces[piece] = static_cast<std::uint16_t>(pieces[piece] * 256 + value);
    piece += part % 2 == 1 ? 1U : 0U;
  }
  return at == text.size();
}

// The standard's IPv6 parser, 3.5.
std::optional<Pieces> ReadIpv6(std::string_view text) {
  Pieces pieces{};
  std::size_t piece = 0;
  std::optional<std::size_t> compress;
  std::size_t at = 0;
  if (text.starts_with("::")) {
    at = 2;
    compress = piece;
  } else if (text.starts_with(":") || text.empty()) {
    return std::nullopt;
  }
  while (at < text.size()) {
    if (piece == 8) {
      return std::nullopt;
    }
    if (text[at] == ':') {
      if (compress) {
        return std::nullopt;
      }
      compress = piece;
      ++at;
      continue;
    }
    const std::size_t begin = at;
    int value = 0;
    while (at < text.size() && at - begin < 4 && IsHexDigit(text[at])) {
      value = value * 16 + HexValue(text[at++]);
    }
    if (at < text.size() && text[at] == '.') {
      if (at == begin || piece > 6 || !ReadDottedTail(text, begin, pieces, piece)) {
        return std::nullopt;
      }
      break;
    }
    if (at == begin || (at < text.size() && text[at] != ':')) {
      return std::nullopt;
    }
    pieces[piece++] = static_cast<std::uint16_t>(value);
    if (at < text.size() && ++at == text.size()) {
      // A single colon at the end; "1::" went the other way.
      return std::nullopt;
    }
    if (at < text.size() && text[at] == ':' && compress) {
      return std::nullopt;
    }
  }
  if (compress) {
    std::rotate(pieces.begin() + static_cast<std::ptrdiff_t>(*compress),
                pieces.begin() + static_cast<std::ptrdiff_t>(piece), pieces.end());
  } else if (piece != 8) {
    return std::nullopt;
  }
  return pieces;
}

// The first longest run of two or more zero pieces becomes "::".
std::string WriteIpv6(const Pieces& pieces) {
  std::size_t best = 8;
  std::size_t best_size = 1;
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t end = i;
    while (end < 8 && pieces[end] == 0) {
      ++end;
    }
    if (end - i > best_size) {
      best = i;
      best_size = end - i;
    }
    i = std::max(i, end == i ? i : end - 1);
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "[";
  for (std::size_t i = 0; i < 8;) {
    if (i == best) {
      out += i == 0 ? "::" : ":";
      i += best_size;
      continue;
    }
    bool leading = true;
    for (int shift = 12; shift >= 0; shift -= 4) {
      const unsigned digit =
          (static_cast<unsigned>(pieces[i]) >> static_cast<unsigned>(shift)) & 15U;
      leading = leading && digit == 0 && shift > 0;
      if (!leading) {
        out += kDigits[digit];
      }
    }
    out += ++i < 8 ? ":" : "";
  }
  return out + "]";
}

// One number of an IPv4 address: decimal, octal behind "0", hexadecimal behind "0x". Values beyond
// 32 bits are clamped there.
std::optional<std::uint64_t> ReadIpv4Number(std::string_view part) {
  if (part.empty()) {
    return std::nullopt;
  }
  unsigned base = 10;
  if (part.size() >= 2 && part[0] == '0' && (part[1] | 0x20) == 'x') {
    base = 16;
    part.remove_prefix(2);
  } else if (part.size() >= 2 && part[0] == '0') {
    base = 8;
    part.remove_prefix(1);
  }
  constexpr std::uint64_t kTooLarge = std::uint64_t{1} << 33U;
  std::uint64_t value = 0;
  for (const char c : part) {
    if (!IsHexDigit(c) || static_cast<unsigned>(HexValue(c)) >= base) {
      return std::nullopt;
    }
    value = std::min(value * base + static_cast<unsigned>(HexValue(c)), kTooLarge);
  }
  return value;
}

std::vector<std::string_view> SplitAtDots(std::string_view host) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t dot = host.find('.');
    parts.push_back(host.substr(0, dot));
    if (dot == std::string_view::npos) {
      return parts;
    }
    host.remove_prefix(dot + 1);
  }
}

// The standard's "ends in a number checker": such a host is an IPv4 address or nothing.
bool EndsInNumber(std::string_view host) {
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  const std::string_view last = host.substr(host.rfind('.') + 1);
  if (last.empty()) {
    return false;
  }
  return std::all_of(last.begin(), last.end(), IsDigit) ||
         (last.size() >= 2 && last[0] == '0' && (last[1] | 0x20) == 'x' && ReadIpv4Number(last));
}

std::optional<std::string> Ipv4(std::string_view host) {
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  const auto parts = SplitAtDots(host);
  if (parts.size() > 4) {
    return std::nullopt;
  }
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto number = ReadIpv4Number(parts[i]);
    const bool last = i + 1 == parts.size();
    const std::uint64_t limit = last ? std::uint64_t{1} << (8 * (5 - parts.size())) : 256;
    if (!number || *number >= limit) {
      return std::nullopt;
    }
    address += last ? *number : *number << (8 * (3 - i));
  }
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    out += std::to_string((address >> static_cast<unsigned>(shift)) & 255U);
    out += shift > 0 ? "." : "";
  }
  return out;
}

}  // namespace

std::optional<std::string> ParseHost(std::string_view text, bool special) {
  if (text.starts_with('[')) {
    if (!text.ends_with(']')) {
      return std::nullopt;
    }
    const auto pieces = ReadIpv6(text.substr(1, text.size() - 2));
    return pieces ? std::optional<std::string>(WriteIpv6(*pieces)) : std::nullopt;
  }
  const auto forbidden = [special](char c) { return IsForbidden(c, special); };
  if (!special) {
    if (std::any_of(text.begin(), text.end(), forbidden)) {
      return std::nullopt;
    }
    std::string out;
    EncodeTo(out, text, EncodeSet::kControl);
    return out;
  }
  const std::string decoded = PercentDecode(text);
  if (!text::IsValid(decoded)) {
    return std::nullopt;
  }
  auto ascii = text::DomainToAscii(decoded);
  if (!ascii || std::any_of(ascii->begin(), ascii->end(), forbidden)) {
    return std::nullopt;
  }
  return EndsInNumber(*ascii) ? Ipv4(*ascii) : ascii;
}

}  // namespace ibid::url
