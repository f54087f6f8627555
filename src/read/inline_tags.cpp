#include "read/inline_tags.h"

#include <algorithm>
#include <array>

#include "read/html_tokens.h"
#include "text/utf8.h"

namespace ibid::read {
namespace {

constexpr auto kNames = std::to_array<std::string_view>(
    {"a",    "abbr",   "b",      "big",   "cite", "code", "del", "em",  "font",
     "i",    "ins",    "kbd",    "label", "mark", "nobr", "q",   "s",   "small",
     "span", "strike", "strong", "sub",   "sup",  "tt",   "u",   "var", "wbr"});

bool IsName(std::string_view name) {
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view known) { return text::EqualNoCase(known, name); });
}

}  // namespace

std::optional<InlineTag> InlineTagAt(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, kInlineTagBytesMax);
  InlineTag tag;
  tag.closing = rest.size() > 1 && rest[1] == '/';
  const std::size_t name = tag.closing ? 2 : 1;
  const std::size_t name_end = rest.find_first_of(" \t\r\n/>", name);
  if (name_end == std::string_view::npos || !IsName(rest.substr(name, name_end - name))) {
    return std::nullopt;
  }
  tag.name = rest.substr(name, name_end - name);
  HtmlTokens tokens(rest, false);
  HtmlToken token;
  if (!tokens.Next(token) || tokens.cut_off()) {
    return std::nullopt;
  }
  tag.size = token.end;
  const std::string_view inside = rest.substr(name_end, token.end - name_end);
  if (!token.attributes.empty() && (tag.closing || inside.find('=') == std::string_view::npos)) {
    return std::nullopt;
  }
  for (const HtmlToken::Attribute& attribute : token.attributes) {
    if (attribute.name == "href") {
      tag.href = attribute.value;
    }
  }
  return tag;
}

}  // namespace ibid::read
