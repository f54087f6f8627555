#include "url/encode.h"

#include "url/url.h"

namespace ibid::url {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

bool IsUnreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

bool In(EncodeSet set, char c) {
  if (static_cast<unsigned char>(c) <= 0x1F || static_cast<unsigned char>(c) > 0x7E) {
    return true;
  }
  const auto any = [c](std::string_view chars) { return chars.find(c) != std::string_view::npos; };
  switch (set) {
    case EncodeSet::kControl:
      return false;
    case EncodeSet::kFragment:
      return any(" \"<>`");
    case EncodeSet::kQuery:
      return any(" \"#<>");
    case EncodeSet::kSpecialQuery:
      return any(" \"#<>'");
    case EncodeSet::kPath:
      return any(" \"#<>?^`{}");
    case EncodeSet::kUserInfo:
      return any(" \"#<>?^`{}/:;=@[\\]|");
    case EncodeSet::kUnreserved:
      return !IsUnreserved(c);
  }
  return false;
}

}  // namespace

bool IsHexDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

int HexValue(char c) {
  return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

void EncodeTo(std::string& out, std::string_view bytes, EncodeSet set) {
  for (const char c : bytes) {
    if (In(set, c)) {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    } else {
      out += c;
    }
  }
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
