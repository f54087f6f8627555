#include "detect/links/links_other.h"

#include "detect/links/links_host.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kPartBytesMax = 512;
constexpr std::size_t kAddressesMax = 20;

bool IsAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// One past the letters, digits and `marks` at `at`.
std::size_t RunEnd(std::string_view text, std::size_t at, std::string_view marks) {
  std::size_t end = at;
  while (end < text.size() && end - at < kPartBytesMax &&
         (IsAlnum(text[end]) || marks.find(text[end]) != std::string_view::npos)) {
    ++end;
  }
  return end;
}

// Without the sentence's punctuation.
std::size_t Trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin &&
         std::string_view(".,;:!?'-").find(text[end - 1]) != std::string_view::npos) {
    --end;
  }
  return end;
}

// Whether the word that ends at `colon` is `scheme` and no longer one.
bool IsScheme(std::string_view text, std::size_t colon, std::string_view scheme) {
  if (colon < scheme.size()) {
    return false;
  }
  const std::size_t begin = colon - scheme.size();
  return text::EqualNoCase(text.substr(begin, scheme.size()), scheme) &&
         (begin == 0 || !text::IsWordChar(text::DecodeBefore(text, begin).code));
}

}  // namespace

std::size_t MailtoEnd(std::string_view text, std::size_t colon, std::size_t* begin) {
  constexpr std::string_view kScheme = "mailto";
  if (!IsScheme(text, colon, kScheme)) {
    return 0;
  }
  *begin = colon - kScheme.size();
  std::size_t end = 0;
  std::size_t at = colon + 1;
  for (std::size_t addresses = 0; addresses < kAddressesMax; ++addresses) {
    const std::size_t sign = RunEnd(text, at, "!#$%&'*+/=^_`{|}~.-");
    if (sign == at || sign >= text.size() || text[sign] != '@') {
      break;
    }
    const HostRun host = HostAt(text, sign + 1, true);
    if (host.end == 0) {
      break;
    }
    end = at = host.end;
    if (at >= text.size() || text[at] != ',') {
      break;
    }
    ++at;
  }
  if (end > 0 && end < text.size() && text[end] == '?') {
    const std::size_t query = RunEnd(text, end + 1, "-._~!$'*+,;:@/?=&%");
    end = Trimmed(text, end, query);
  }
  return end;
}

std::size_t AtUriEnd(std::string_view text, std::size_t colon, std::size_t* begin) {
  constexpr std::string_view kScheme = "at";
  if (!IsScheme(text, colon, kScheme)) {
    return 0;
  }
  *begin = colon - kScheme.size();
  const std::size_t authority = colon + 3;
  std::size_t end = 0;
  if (text.substr(authority, 4) == "did:") {
    const std::size_t method = RunEnd(text, authority + 4, "");
    if (method == authority + 4 || method >= text.size() || text[method] != ':') {
      return 0;
    }
    end = RunEnd(text, method + 1, "._:%-");
    end = Trimmed(text, method + 1, end) > method + 1 ? end : 0;
  } else {
    end = HostAt(text, authority, true).end;
  }
  constexpr int kPathParts = 2;
  for (int part = 0; part < kPathParts && end > 0; ++part) {
    const bool more = end + 1 < text.size() && text[end] == '/' && IsAlnum(text[end + 1]);
    if (!more) {
      break;
    }
    end = RunEnd(text, end + 1, "._~:-");
  }
  return end == 0 ? 0 : Trimmed(text, authority, end);
}

bool IsOtherLink(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon > 6) {
    return false;
  }
  std::size_t begin = 0;
  return MailtoEnd(text, colon, &begin) == text.size() ||
         (text.substr(colon).starts_with("://") && AtUriEnd(text, colon, &begin) == text.size());
}

}  // namespace ibid::detect
