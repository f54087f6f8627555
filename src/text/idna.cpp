#include "text/idna.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/uidna.h>

#include "text/utf8.h"

namespace ibid::text {
namespace {

constexpr std::size_t kDomainBytesMax = 4096;  // Far beyond what DNS can carry (253).

const UIDNA* Processor() {
  static const UIDNA* const processor = [] {
    UErrorCode error = U_ZERO_ERROR;
    return uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                               UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
                           &error);
  }();
  return processor;
}

// What the URL standard's parameters leave to DNS: lengths and hyphens.
constexpr std::uint32_t kForgiven = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                    UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                    UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;

using Convert = std::int32_t (*)(const UIDNA*, const char*, std::int32_t, char*, std::int32_t,
                                 UIDNAInfo*, UErrorCode*);

std::optional<std::string> Run(Convert convert, std::string_view domain) {
  if (domain.size() > kDomainBytesMax || Processor() == nullptr) {
    return std::nullopt;
  }
  // Punycode grows a name by less than this: at most five bytes stand for one of four.
  std::string out(domain.size() * 4 + 64, '\0');
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t size =
      convert(Processor(), domain.data(), static_cast<std::int32_t>(domain.size()), out.data(),
              static_cast<std::int32_t>(out.size()), &info, &error);
  if (U_FAILURE(error) != 0 || size <= 0 || (info.errors & ~kForgiven) != 0) {
    return std::nullopt;
  }
  out.resize(static_cast<std::size_t>(size));
  return out;
}

bool IsAscii(std::string_view domain) {
  return std::all_of(domain.begin(), domain.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool HasPunycode(std::string_view domain) {
  for (std::size_t at = 0; at < domain.size(); ++at) {
    if ((at == 0 || domain[at - 1] == '.') && StartsWithNoCase(domain.substr(at), "xn--")) {
      return true;
    }
  }
  return false;
}

// What UTS #46 maps since its revisions 31 and 33 (Unicode 15.1 and 16), which browsers follow, and
// older ICUs refuse or map otherwise. To nothing: ignored.
struct Mapping {
  char32_t from;
  char32_t to;
};
constexpr std::array<Mapping, 16> kMappings = {{{0x4C0, 0x4CF},
                                                {0x180E, 0},
                                                {0x1E9E, 0xDF},
                                                {0x206A, 0},
                                                {0x206B, 0},
                                                {0x206C, 0},
                                                {0x206D, 0},
                                                {0x206E, 0},
                                                {0x206F, 0},
                                                {0x2132, 0x214E},
                                                {0x2183, 0x2184},
                                                {0x2F868, 0x36FC},
                                                {0x2F874, 0x5F33},
                                                {0x2F91F, 0x243AB},
                                                {0x2F95F, 0x7AEE},
                                                {0x2F9BF, 0x45D7}}};

std::string Mapped(std::string_view domain) {
  std::string out;
  out.reserve(domain.size());
  for (std::size_t i = 0; i < domain.size();) {
    const Decoded c = DecodeAt(domain, i);
    const auto mapping = std::find_if(kMappings.begin(), kMappings.end(),
                                      [&](const Mapping& m) { return m.from == c.code; });
    if (mapping == kMappings.end()) {
      out += domain.substr(i, c.size);
    } else if (mapping->to != 0) {
      Append(out, mapping->to);
    }
    i += c.size;
  }
  return out;
}

}  // namespace

std::optional<std::string> DomainToAscii(std::string_view domain) {
  if (!IsAscii(domain)) {
    return Run(uidna_nameToASCII_UTF8, Mapped(domain));
  }
  // Plain names need no more than lower case, and a label that only claims to be Punycode is, as
  // the standard has it since 2024, a name like any other.
  std::string out(domain);
  std::transform(out.begin(), out.end(), out.begin(), LowerAscii);
  return out.empty() ? std::nullopt : std::optional<std::string>(std::move(out));
}

std::string DomainToUnicode(std::string_view domain) {
  const bool plain = IsAscii(domain) && !HasPunycode(domain);
  return plain ? std::string(domain)
               : Run(uidna_nameToUnicodeUTF8, domain).value_or(std::string(domain));
}

}  // namespace ibid::text
