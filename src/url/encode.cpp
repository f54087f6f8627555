#include "url/encode.h"

#include <array>
#include <cstdint>

#include "url/url.h"

namespace ibid::url {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

constexpr bool IsUnreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

constexpr std::string_view InSet(EncodeSet set) {
  switch (set) {
    case EncodeSet::kControl:
    case EncodeSet::kUnreserved:
      return "";
    case EncodeSet::kFragment:
      return " \"<>`";
    case EncodeSet::kQuery:
      return " \"#<>";
    case EncodeSet::kSpecialQuery:
      return " \"#<>'";
    case EncodeSet::kPath:
      return " \"#<>?^`{}";
    case EncodeSet::kUserInfo:
      return " \"#<>?^`{}/:;=@[\\]|";
  }
  return "";
}

// For each byte a bit for each set that it is in.
constexpr std::array<std::uint8_t, 256> kSetsOf = [] {
  std::array<std::uint8_t, 256> sets{};
  for (unsigned set = 0; set <= static_cast<unsigned>(EncodeSet::kUnreserved); ++set) {
    const auto which = static_cast<EncodeSet>(set);
    for (unsigned byte = 0; byte < sets.size(); ++byte) {
      const auto c = static_cast<char>(byte);
      const bool in =
          byte <= 0x1F || byte > 0x7E ||
          (which == EncodeSet::kUnreserved ? !IsUnreserved(c)
                                           : InSet(which).find(c) != std::string_view::npos);
      sets[byte] = static_cast<std::uint8_t>(sets[byte] | (in ? 1U << set : 0U));
    }
  }
  return sets;
}();

}  // namespace

bool NeedsEncoding(char c, EncodeSet set) {
  const unsigned sets = kSetsOf[static_cast<unsigned char>(c)];
  return (sets >> static_cast<unsigned>(set) & 1U) != 0;
}

bool IsHexDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

int HexValue(char c) {
  return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

void EncodeTo(std::string& out, std::string_view bytes, EncodeSet set) {
  std::size_t plain = 0;  // Where what is copied as it stands begins.
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (NeedsEncoding(bytes[at], set)) {
      const auto byte = static_cast<unsigned char>(bytes[at]);
      out += bytes.substr(plain, at - plain);
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
      plain = at + 1;
    }
  }
  out += bytes.substr(plain);
}

std::string PercentDecode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && IsHexDigit(text[at + 1]) &&
        IsHexDigit(text[at + 2])) {
      out += static_cast<char>(HexValue(text[at + 1]) * 16 + HexValue(text[at + 2]));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

std::string PercentEncode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  EncodeTo(out, text, EncodeSet::kUnreserved);
  return out;
}

}  // namespace ibid::url
