#include "write/xml.h"

#include <array>
#include <charconv>
#include <cstdint>

#include "text/utf8.h"

namespace ibid::write {
namespace {

bool IsLegal(char32_t code) {
  return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0xFFFE) ||
         code >= 0x10000;
}

// White space that a parser would fold in an attribute value, and what acts where XML is shown.
bool NeedsReference(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x061C || code == 0x200E ||
         code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069) || (code >= 0xE0000 && code <= 0xE007F);
}

void AppendReference(std::string& out, char32_t code) {
  std::array<char, 8> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(),
                                          static_cast<std::uint32_t>(code), 16);
  out.append("&#x").append(digits.data(), end).append(";");
}

}  // namespace

std::string XmlEscaped(std::string_view words) {
  std::string out;
  out.reserve(words.size() + words.size() / 8);
  for (std::size_t at = 0; at < words.size();) {
    const text::Decoded c = text::DecodeAt(words, at);
    at += c.size;
    if (c.code == '&') {
      out += "&amp;";
    } else if (c.code == '<') {
      out += "&lt;";
    } else if (c.code == '>') {
      out += "&gt;";
    } else if (c.code == '"') {
      out += "&quot;";
    } else if (!IsLegal(c.code)) {
      text::Append(out, text::kReplacement);
    } else if (NeedsReference(c.code)) {
      AppendReference(out, c.code);
    } else {
      text::Append(out, c.code);
    }
  }
  return out;
}

}  // namespace ibid::write
