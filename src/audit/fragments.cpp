#include "audit/fragments.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "read/html_tokens.h"
#include "read/input_encoding.h"
#include "text/encoding.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::audit {
namespace {

constexpr std::size_t kNamesMax = 1'000'000;  // Of one page.

bool IsName(std::string_view fragment) {
  return !fragment.empty() && !text::EqualNoCase(fragment, "top") && fragment[0] != '!' &&
         fragment[0] != '/' && fragment.find(":~:") == std::string_view::npos;
}

bool IsHtml(const Exchange& answer) {
  const std::string type(FindHeader(answer.headers, "Content-Type").value_or(""));
  return text::StartsWithNoCase(type, "text/html") ||
         text::StartsWithNoCase(type, "application/xhtml");
}

std::unordered_set<std::string> NamesIn(const std::string& page) {
  std::unordered_set<std::string> names;
  read::HtmlTokens tokens(page, false);
  read::HtmlToken token;
  while (names.size() < kNamesMax && tokens.Next(token)) {
    if (token.kind != read::HtmlToken::Kind::kStartTag) {
      continue;
    }
    for (read::HtmlToken::Attribute& attribute : token.attributes) {
      if (attribute.name == "id" || (attribute.name == "name" && token.name == "a")) {
        names.insert(std::move(attribute.value));
      }
    }
  }
  return names;
}

}  // namespace

std::vector<std::string> MissingFragments(const Exchange& answer,
                                          const std::vector<std::string>& fragments) {
  std::vector<std::string> missing;
  const bool any = std::any_of(fragments.begin(), fragments.end(),
                               [](const std::string& one) { return IsName(one); });
  if (!any || !answer.body_complete || !IsHtml(answer)) {
    return missing;
  }
  const read::InputEncoding encoding = read::FindInputEncoding(
      answer.body, FindHeader(answer.headers, "Content-Type").value_or(""), true);
  const std::unordered_set<std::string> names = NamesIn(
      text::Decode(std::string_view(answer.body).substr(encoding.skip), encoding.name).utf8);
  for (const std::string& fragment : fragments) {
    if (IsName(fragment) && !names.contains(fragment) &&
        !names.contains(url::PercentDecode(fragment))) {
      missing.push_back(fragment);
    }
  }
  return missing;
}

}  // namespace ibid::audit
