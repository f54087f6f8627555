// Anything as a URL: parsing is idempotent, what is asked holds no control characters, identity is
// its own normal form, and nothing crashes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "url/url.h"

namespace {

using ibid::url::Url;

void Require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

bool IsPlain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

void CheckUrl(const Url& url) {
  const auto again = Url::Parse(url.text());
  Require(again.has_value() && again->text() == url.text());
  Require(IsPlain(url.text()));
  if (url.is_http()) {
    const auto asked = Url::Parse(url.ForRequest());
    Require(asked.has_value() && asked->text() == url.ForRequest());
    Require(asked->host() == url.host() && asked->user_info().empty());
    Require(asked->fragment().empty() && url.ForRequest().find(' ') == std::string_view::npos);
  }
  const std::string key = ibid::url::IdentityKey(url);
  const auto key_url = Url::Parse(key);
  Require(!key_url || ibid::url::IdentityKey(*key_url) == key);
  if (const auto inner = ibid::url::Unwrap(url)) {
    Require(Url::Parse(inner->target).has_value());
  }
  if (const auto post = ibid::url::PostOf(url)) {
    Require(!post->platform.empty() && !post->post_id.empty());
    ibid::url::PostIdTimeMs(post->platform, post->post_id);
  }
  ibid::url::RegistrableDomain(url.host());
  ibid::url::IsShortener(url.host());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line_end = std::min(text.find('\n'), text.size());
  const auto url = Url::Parse(text.substr(0, line_end));
  if (!url) {
    ibid::url::PostOfAtUri(text);
    return 0;
  }
  CheckUrl(*url);
  if (line_end < text.size()) {
    if (const auto resolved = url->Resolve(text.substr(line_end + 1))) {
      CheckUrl(*resolved);
    }
  }
  return 0;
}
