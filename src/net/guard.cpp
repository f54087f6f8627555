#include "net/guard.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "text/utf8.h"

namespace ibid::net {
namespace {

struct Range4 {
  std::uint32_t network;
  int bits;
  const char* what;
};

// IANA IPv4 Special-Purpose Address Registry (RFC 6890): all that is not globally reachable.
constexpr Range4 kRanges4[] = {
    {0x00000000, 8, "this network"},         // RFC 791
    {0x0A000000, 8, "private"},              // RFC 1918
    {0x64400000, 10, "shared by carriers"},  // RFC 6598
    {0x7F000000, 8, "loopback"},             // RFC 1122
    {0xA9FE0000, 16, "link-local"},          // RFC 3927; 169.254.169.254 serves cloud secrets
    {0xAC100000, 12, "private"},             // RFC 1918
    {0xC0000000, 24, "reserved"},            // RFC 6890
    {0xC0000200, 24, "for documentation"},   // RFC 5737
    {0xC0586300, 24, "a 6to4 relay"},        // RFC 7526
    {0xC0A80000, 16, "private"},             // RFC 1918
    {0xC6120000, 15, "for benchmarks"},      // RFC 2544
    {0xC6336400, 24, "for documentation"},   // RFC 5737
    {0xCB007100, 24, "for documentation"},   // RFC 5737
    {0xE0000000, 4, "multicast"},            // RFC 5771
    {0xF0000000, 4, "reserved"},             // RFC 1112, broadcast among them
};

const char* What4(std::uint32_t address) {
  for (const Range4& range : kRanges4) {
    if ((address ^ range.network) >> (32 - range.bits) == 0) {
      return range.what;
    }
  }
  return nullptr;
}

struct Range6 {
  std::array<std::uint8_t, 16> network;
  int bits;
  const char* what;
};

// IANA IPv6 Special-Purpose Address Registry. Ranges that carry an IPv4 address are judged by it.
constexpr Range6 kRanges6[] = {
    {{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48, "a local translation prefix"},  // RFC 8215
    {{0x01, 0x00}, 64, "a black hole"},                                        // RFC 6666
    {{0x20, 0x01, 0x0d, 0xb8}, 32, "for documentation"},                       // RFC 3849
    {{0x20, 0x01}, 23, "reserved for protocols"},  // RFC 2928, Teredo too
    {{0x3f, 0xff}, 20, "for documentation"},       // RFC 9637
    {{0x5f, 0x00}, 16, "a routing segment"},       // RFC 9602
    {{0xfc}, 7, "private"},                        // RFC 4193
    {{0xfe, 0x80}, 10, "link-local"},              // RFC 4291
    {{0xfe, 0xc0}, 10, "site-local"},              // RFC 3879
    {{0xff}, 8, "multicast"},                      // RFC 4291
};

bool StartsWith(const std::uint8_t* address, const std::array<std::uint8_t, 16>& network,
                int bits) {
  const int whole = bits / 8;
  if (std::memcmp(address, network.data(), static_cast<std::size_t>(whole)) != 0) {
    return false;
  }
  const int rest = bits % 8;
  const auto at = static_cast<std::size_t>(whole);
  return rest == 0 || ((address[at] ^ network[at]) >> (8 - rest)) == 0;
}

std::uint32_t Read4(const std::uint8_t* bytes) {
  return (std::uint32_t{bytes[0]} << 24U) | (std::uint32_t{bytes[1]} << 16U) |
         (std::uint32_t{bytes[2]} << 8U) | bytes[3];
}

const char* What6(const std::uint8_t* address) {
  static constexpr std::array<std::uint8_t, 16> kMapped = {0, 0, 0, 0, 0,    0,
                                                           0, 0, 0, 0, 0xff, 0xff};
  static constexpr std::array<std::uint8_t, 16> kNat64 = {0x00, 0x64, 0xff, 0x9b};
  static constexpr std::array<std::uint8_t, 16> k6To4 = {0x20, 0x02};
  static constexpr std::array<std::uint8_t, 16> kZero = {};
  if (StartsWith(address, kMapped, 96) || StartsWith(address, kNat64, 96)) {  // RFC 4291, RFC 6052
    return What4(Read4(address + 12));
  }
  if (StartsWith(address, k6To4, 16)) {  // RFC 3056
    return What4(Read4(address + 2));
  }
  if (StartsWith(address, kZero, 96)) {  // ::, ::1, and the IPv4-compatible ones of old
    return address[15] == 1 && StartsWith(address, kZero, 120) ? "loopback" : "reserved";
  }
  for (const Range6& range : kRanges6) {
    if (StartsWith(address, range.network, range.bits)) {
      return range.what;
    }
  }
  return nullptr;
}

bool IsAllowed(const std::string& address, const GuardOptions& options) {
  return std::find(options.allowed_addresses.begin(), options.allowed_addresses.end(), address) !=
         options.allowed_addresses.end();
}

std::string Refusal(const std::string& address, const char* what) {
  return address + " is " + what + " and not asked; --allow-private allows it";
}

// Ports of services that must not be spoken to in HTTP (Fetch Standard, "bad port").
bool IsBadPort(int port) {
  static constexpr int kPorts[] = {
      0,    1,    7,    9,    11,   13,   15,   17,   19,   20,   21,   22,   23,   25,
      37,   42,   43,   53,   69,   77,   79,   87,   95,   101,  102,  103,  104,  109,
      110,  111,  113,  115,  117,  119,  123,  135,  137,  139,  143,  161,  179,  389,
      427,  465,  512,  513,  514,  515,  526,  530,  531,  532,  540,  548,  554,  556,
      563,  587,  601,  636,  989,  990,  993,  995,  1719, 1720, 1723, 2049, 3659, 4045,
      4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080};
  return std::binary_search(std::begin(kPorts), std::end(kPorts), port);
}

// Names that mean this machine or this network by definition (RFC 6761, RFC 6762, RFC 8375).
bool IsLocalName(std::string_view host) {
  if (!host.empty() && host.back() == '.') {
    host.remove_suffix(1);
  }
  for (const std::string_view name : {"localhost", "local", "internal", "home.arpa"}) {
    const bool ends = host.size() > name.size() && host[host.size() - name.size() - 1] == '.' &&
                      text::EqualNoCase(host.substr(host.size() - name.size()), name);
    if (ends || text::EqualNoCase(host, name)) {
      return true;
    }
  }
  return false;
}

// What stands against a literal address as host; nothing for names.
std::optional<std::string> RefuseLiteral(std::string_view host, const GuardOptions& options) {
  const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  const std::string plain(bracketed ? host.substr(1, host.size() - 2) : host);
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  if (!bracketed && inet_pton(AF_INET, plain.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    return RefuseAddress(reinterpret_cast<const sockaddr*>(&v4), options);
  }
  if (bracketed) {
    if (inet_pton(AF_INET6, plain.c_str(), &v6.sin6_addr) != 1) {
      return plain + " is no address";
    }
    v6.sin6_family = AF_INET6;
    return RefuseAddress(reinterpret_cast<const sockaddr*>(&v6), options);
  }
  return std::nullopt;
}

}  // namespace

std::string AddressText(const sockaddr* address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address->sa_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text, sizeof text);
  } else if (address->sa_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, text,
              sizeof text);
  }
  return text;
}

std::optional<std::string> RefuseAddress(const sockaddr* address, const GuardOptions& options) {
  const std::string text = AddressText(address);
  if (text.empty()) {
    return "only IPv4 and IPv6 addresses are asked";
  }
  if (options.allow_private || IsAllowed(text, options)) {
    return std::nullopt;
  }
  const char* what = nullptr;
  if (address->sa_family == AF_INET) {
    what = What4(ntohl(reinterpret_cast<const sockaddr_in*>(address)->sin_addr.s_addr));
  } else {
    what = What6(reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr.s6_addr);
  }
  return what != nullptr ? std::optional<std::string>(Refusal(text, what)) : std::nullopt;
}

std::optional<std::string> RefuseUrl(const url::Url& url, const GuardOptions& options) {
  if (!url.is_http()) {
    return "only http and https are asked, not " + std::string(url.scheme()) + ":";
  }
  if (url.host().empty()) {
    return "the URL names no host";
  }
  if (IsBadPort(url.port())) {
    return "port " + std::to_string(url.port()) + " belongs to another service and is not asked";
  }
  if (!options.allow_private && IsLocalName(url.host())) {
    return std::string(url.host()) +
           " means this machine or network and is not asked; "
           "--allow-private allows it";
  }
  // A literal that --connect-to happens to name as target is still refused here: the user allowed a
  // detour to it, not the articles to name it.
  GuardOptions literal;
  literal.allow_private = options.allow_private;
  return RefuseLiteral(url.host(), literal);
}

}  // namespace ibid::net
