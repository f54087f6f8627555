#include "audit/inputs/json_feed_links.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "audit/inputs/html_links.h"
#include "audit/inputs/unescaped.h"
#include "text/utf8.h"

namespace ibid::audit {
namespace {

using What = WrittenLink::What;

constexpr auto kReferences = std::to_array<std::string_view>(
    {"url", "external_url", "home_page_url", "feed_url", "next_url"});
constexpr auto kMedia =
    std::to_array<std::string_view>({"image", "banner_image", "icon", "favicon", "avatar"});

template <std::size_t kCount>
bool OneOf(const std::array<std::string_view, kCount>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// One past the string whose opening quote is at `at`.
std::size_t StringEnd(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      return i + 1;
    }
    i += text[i] == '\\' ? 1U : 0U;
  }
  return text.size();
}

bool Html(const Unescaped& page, const TakeWritten& take) {
  return HtmlLinks(page.text(), [&](WrittenLink link) {
    page.Move(link);
    link.layers.push_back(Layer::kJson);
    return take(std::move(link));
  });
}

bool Member(std::string_view text, std::string_view key, TextSpan at, const TakeWritten& take) {
  const bool media = OneOf(kMedia, key);
  const std::string_view raw = Slice(text, at);
  if (key == "content_html") {
    return Html(Unescaped::OfJson(raw, at.begin), take);
  }
  if ((!media && !OneOf(kReferences, key)) || raw.empty() || raw.size() > kAddressBytesMax) {
    return true;
  }
  WrittenLink link;
  link.what = media ? What::kMedia : What::kOther;
  link.address = Unescaped::OfJson(raw, at.begin).text();
  link.at = at;
  link.layers = {Layer::kJson};
  return take(std::move(link));
}

}  // namespace

bool IsJsonFeed(std::string_view text) {
  constexpr std::size_t kLookedAt = 4096;
  const std::string_view head = text.substr(0, kLookedAt);
  return text::Trim(head).starts_with('{') &&
         (head.find("jsonfeed.org/version/") != std::string_view::npos ||
          head.find("jsonfeed.org\\/version\\/") != std::string_view::npos);
}

bool JsonFeedLinks(std::string_view text, const TakeWritten& take) {
  std::string_view key;
  bool is_value = false;  // What comes next belongs to the key.
  for (std::size_t at = text.find_first_of("\":,{}[]"); at < text.size();
       at = text.find_first_of("\":,{}[]", at)) {
    if (text[at] != '"') {
      is_value = text[at] == ':';
      ++at;
      continue;
    }
    const std::size_t end = StringEnd(text, at);
    const bool closed = end > at + 1 && text[end - 1] == '"';
    const TextSpan inside = {static_cast<std::uint32_t>(at + 1),
                             static_cast<std::uint32_t>(closed ? end - 1 : end)};
    if (!is_value) {
      key = Slice(text, inside);
    } else if (closed && !Member(text, key, inside, take)) {
      return false;
    }
    is_value = false;
    at = end;
  }
  return true;
}

}  // namespace ibid::audit
