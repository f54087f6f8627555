#include "read/meta_charset.h"

#include <algorithm>
#include <string>

#include "read/html_tokens.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

// Browsers look at 1,024 bytes and again later, at any meta that they meet while parsing; this is
// instead of both.
constexpr std::size_t kPrescanBytes = 8192;

std::string_view Corrected(std::string_view encoding) {
  return encoding.starts_with("utf-16") ? std::string_view("utf-8") : encoding;
}

std::string_view XmlDeclaration(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) {
    return {};
  }
  const std::string_view declaration = bytes.substr(0, bytes.find("?>"));
  const std::size_t name = declaration.find("encoding");
  if (name == std::string_view::npos) {
    return {};
  }
  const std::size_t quote = declaration.find_first_of("\"'", name);
  if (quote == std::string_view::npos) {
    return {};
  }
  const std::size_t end = declaration.find(declaration[quote], quote + 1);
  return declaration.substr(quote + 1, end == std::string_view::npos ? end : end - quote - 1);
}

}  // namespace

std::string_view CharsetOf(std::string_view content_type) {
  const std::string lower = text::Lower(content_type.substr(0, 1024));
  std::size_t at = lower.find("charset");
  if (at == std::string::npos || lower.size() != std::min<std::size_t>(content_type.size(), 1024)) {
    return {};
  }
  at = lower.find_first_not_of(" \t", at + 7);
  if (at == std::string::npos || lower[at] != '=') {
    return {};
  }
  at = lower.find_first_not_of(" \t\"'", at + 1);
  if (at == std::string::npos) {
    return {};
  }
  const std::size_t end = lower.find_first_of(" \t\"';,", at);
  return content_type.substr(at, end == std::string::npos ? end : end - at);
}

std::string_view FindMetaCharset(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kPrescanBytes);
  HtmlTokens tokens(sample, false);
  HtmlToken token;
  while (tokens.Next(token)) {
    if (token.kind != HtmlToken::Kind::kStartTag || token.name != "meta") {
      continue;
    }
    std::string_view label;
    std::string_view content;
    bool is_content_type = false;
    for (const HtmlToken::Attribute& attribute : token.attributes) {
      if (attribute.name == "charset") {
        label = attribute.value;
      } else if (attribute.name == "content") {
        content = attribute.value;
      } else if (attribute.name == "http-equiv") {
        is_content_type = text::EqualNoCase(attribute.value, "content-type");
      }
    }
    if (label.empty() && is_content_type) {
      label = CharsetOf(content);
    }
    const std::string_view encoding = text::EncodingForLabel(label);
    if (!encoding.empty()) {
      return Corrected(encoding);
    }
  }
  return Corrected(text::EncodingForLabel(XmlDeclaration(sample)));
}

}  // namespace ibid::read
