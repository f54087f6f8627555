#include "write/html_escape.h"

#include "text/utf8.h"
#include "write/phrases.h"

namespace ibid::write {
const char* CharacterReference(char32_t code) {
  switch (code) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return nullptr;
  }
}

namespace {

constexpr std::size_t kUrlShown = 110;  // Code points.

// What takes the place of a character that must not stand in HTML as it is; null for the rest.
const char* Instead(char32_t code) {
  if (const char* reference = CharacterReference(code)) {
    return reference;
  }
  if ((code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code <= 0x9F)) {
    return "\uFFFD";
  }
  if (code == 0x2028 || code == 0x2029) {
    return "\n";
  }
  const bool bidirectional = code == 0x061C || code == 0x200E || code == 0x200F ||
                             (code >= 0x202A && code <= 0x202E) ||
                             (code >= 0x2066 && code <= 0x2069);
  return bidirectional || (code >= 0xE0000 && code <= 0xE007F) ? "" : nullptr;
}

}  // namespace

std::string Escaped(std::string_view words) {
  std::string out;
  out.reserve(words.size() + words.size() / 8);
  for (std::size_t at = 0; at < words.size();) {
    const text::Decoded c = text::DecodeAt(words, at);
    at += c.size;
    if (const char* instead = Instead(c.code)) {
      out += instead;
    } else {
      text::Append(out, c.code);
    }
  }
  return out;
}

std::string Linked(std::string_view url, std::string_view words) {
  const std::string inside = Escaped(words);
  return IsWebUrl(url) ? "<a href=\"" + Escaped(url) + "\">" + inside + "</a>" : inside;
}

std::string LinkedUrl(std::string_view url) {
  return Linked(url, text::Shorten(Plain(url), kUrlShown));
}

std::string BareUrl(std::string_view url) {
  return IsWebUrl(url) ? Linked(url, "") : Escaped(Plain(url));
}

}  // namespace ibid::write
