#include "detect/embeds/embed_named.h"

#include <algorithm>
#include <string>

#include "detect/data_table.h"
#include "detect/embeds/embed_address.h"
#include "text/utf8.h"

namespace ibid::detect {
namespace {

constexpr std::size_t kIdBytesMax = 256;
constexpr std::size_t kUrlBytesMax = 2048;
constexpr Markup::Index kLineElementsMax = 4;  // Of the subtree of a line that is only a URL.

bool IsId(std::string_view id) {
  static constexpr std::string_view kIdChars =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-/.:@";
  return !id.empty() && id.size() <= kIdBytesMax && id.find_first_not_of(kIdChars) == id.npos;
}

// "at://did:plc:abc/app.bsky.feed.post/3kxyz" (atproto.com/specs/at-uri-scheme)
std::optional<url::PostAddress> FromAtUri(std::string_view uri) {
  return uri.size() <= kUrlBytesMax ? url::PostOfAtUri(text::Trim(uri)) : std::nullopt;
}

std::optional<url::PostAddress> FromWords(std::string_view words) {
  words = text::Trim(words);
  const bool url = words.starts_with("http") && words.size() < kUrlBytesMax &&
                   words.find_first_of(" \n") == std::string_view::npos;
  return url ? AddressOf(words, std::nullopt) : std::nullopt;
}

bool HasLink(const Markup& markup, Markup::Index element) {
  for (Markup::Index i = element; i < markup.End(element); ++i) {
    if (markup.Name(i) == "a") {
      return true;
    }
  }
  return false;
}

std::optional<url::PostAddress> FromMember(const EmbedRule& rule, const Markup& markup,
                                           Markup::Index element, std::string_view json) {
  for (const std::string_view name : Alternatives(rule.detail)) {
    const std::optional<std::string> value = JsonString(json, name);
    if (!value || value->empty()) {
      continue;
    }
    if (auto post = rule.url_template.empty() ? AddressOf(*value, std::nullopt)
                                              : PostOfId(rule, *value, markup, element)) {
      return post;
    }
  }
  return std::nullopt;
}

// The first string of a script behind one of the rule's texts.
std::optional<url::PostAddress> FromString(const EmbedRule& rule, std::string_view script) {
  for (const std::string_view text : rule.contains) {
    const std::size_t at = script.find(text);
    const std::string_view behind =
        script.substr(std::min(at, script.size())).substr(0, kUrlBytesMax);
    const std::size_t open = behind.find_first_of("\"'");
    const std::size_t close =
        open == std::string_view::npos ? open : behind.find(behind[open], open + 1);
    if (close != std::string_view::npos) {
      return AddressOf(behind.substr(open + 1, close - open - 1), std::nullopt);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<url::PostAddress> PostOfId(const EmbedRule& rule, std::string_view id,
                                         const Markup& markup, Markup::Index element) {
  id = text::Trim(id);
  if (rule.from == EmbedRule::From::kId && !rule.detail.empty()) {
    const std::size_t prefix = id.find(rule.detail);
    if (prefix == std::string_view::npos) {
      return std::nullopt;
    }
    id.remove_prefix(prefix + rule.detail.size());
  }
  std::string address;
  for (std::string_view rest = rule.url_template; !rest.empty();) {
    const std::size_t open = std::min(rest.find('{'), rest.size());
    address += rest.substr(0, open);
    rest.remove_prefix(open);
    if (rest.empty()) {
      break;
    }
    const std::size_t close = std::min(rest.find('}'), rest.size() - 1);
    const std::string_view name = rest.substr(1, close - 1);
    const std::string_view part =
        name.empty() ? id : text::Trim(markup.Get(element, name).value_or(""));
    if (!IsId(part)) {
      return std::nullopt;
    }
    address += part;
    rest.remove_prefix(close + 1);
  }
  return AddressOf(address, std::nullopt);
}

std::optional<url::PostAddress> PostNamed(const EmbedRule& rule, const Document& document,
                                          Markup::Index element, std::string_view value,
                                          const std::optional<url::Url>& base) {
  const Markup& markup = document.markup;
  switch (rule.from) {
    case EmbedRule::From::kUrl:
      return AddressOf(value, base);
    case EmbedRule::From::kId:
      return PostOfId(rule, value, markup, element);
    case EmbedRule::From::kText:
      return FromWords(document.Text(markup.At(element)));
    case EmbedRule::From::kLine:
      return markup.End(element) - element <= kLineElementsMax && !HasLink(markup, element)
                 ? FromWords(document.Text(markup.At(element)))
                 : std::nullopt;
    case EmbedRule::From::kJson: {
      const std::optional<std::string> address = JsonString(value, "url");
      return address ? AddressOf(*address, std::nullopt) : std::nullopt;
    }
    case EmbedRule::From::kMember:
      return FromMember(rule, markup, element, value);
    case EmbedRule::From::kString:
      return FromString(rule, value);
    case EmbedRule::From::kAtUri:
      return FromAtUri(value);
    case EmbedRule::From::kLinks:
    case EmbedRule::From::kQuote:
    case EmbedRule::From::kMarkup:
    case EmbedRule::From::kBase64:
    case EmbedRule::From::kMembers:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace ibid::detect
