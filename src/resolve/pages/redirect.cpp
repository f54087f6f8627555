#include "resolve/pages/redirect.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr double kDelaySecondsMax = 10;
// A page that sends its reader on by script, or by a refresh for readers without script, holds
// little else; in a whole page such lines belong to its programs.
constexpr std::size_t kInterstitialBytesMax = 16384;
constexpr std::size_t kInterstitialTextMax = 600;

constexpr std::string_view kSpace = " \t\r\n\f";

// The URL of "5; url='https://...'" (HTML, shared declarative refresh steps); none where it reloads
// or waits.
std::optional<std::string_view> RefreshTarget(std::string_view content) {
  std::size_t digits = content.find_first_not_of(kSpace);
  if (digits == std::string_view::npos) {
    return std::nullopt;
  }
  double delay = 0;
  while (digits < content.size() && content[digits] >= '0' && content[digits] <= '9') {
    delay = std::min(delay * 10 + (content[digits] - '0'), 1e9);
    ++digits;
  }
  content.remove_prefix(digits);
  const std::size_t separator = content.find_first_of(";, ");
  if (separator == std::string_view::npos || delay > kDelaySecondsMax) {
    return std::nullopt;
  }
  content.remove_prefix(separator);
  content.remove_prefix(std::min(content.find_first_not_of(";, \t\r\n\f"), content.size()));
  if (text::StartsWithNoCase(content, "url")) {
    std::string_view after = content.substr(3);
    after.remove_prefix(std::min(after.find_first_not_of(kSpace), after.size()));
    if (after.starts_with('=')) {
      content = after.substr(1);
    }
  }
  content = text::Trim(content);
  if (content.starts_with('"') || content.starts_with('\'')) {
    const char quote = content.front();
    content.remove_prefix(1);
    content = content.substr(0, content.find(quote));
  }
  return content.empty() ? std::nullopt : std::optional(content);
}

bool IsInterstitial(const Exchange& exchange, const Page& page) {
  return exchange.body.size() <= kInterstitialBytesMax && page.text.size() <= kInterstitialTextMax;
}

std::optional<std::string_view> MetaRefresh(const Exchange& exchange, const Page& page) {
  const Markup& markup = page.document.markup;
  for (Markup::Index e = 0; e < markup.size(); ++e) {
    if (markup.Name(e) != "meta" ||
        !text::EqualNoCase(markup.Get(e, "http-equiv").value_or(""), "refresh")) {
      continue;
    }
    bool without_script = false;
    int up = 0;
    constexpr int kUpMax = 16;
    for (Markup::Index p = markup.Parent(e); p != Markup::kNone && up < kUpMax;
         p = markup.Parent(p), ++up) {
      without_script |= markup.Name(p) == "noscript";
    }
    if (without_script && !IsInterstitial(exchange, page)) {
      continue;
    }
    if (const auto target = RefreshTarget(markup.Get(e, "content").value_or(""))) {
      return target;
    }
  }
  return std::nullopt;
}

// The string literal that begins at `at`, with JavaScript's simple escapes undone.
std::optional<std::string> StringLiteral(std::string_view script, std::size_t at) {
  if (at >= script.size() || (script[at] != '"' && script[at] != '\'')) {
    return std::nullopt;
  }
  const char quote = script[at];
  std::string out;
  for (std::size_t i = at + 1; i < script.size() && script[i] != '\n'; ++i) {
    if (script[i] == quote) {
      return out;
    }
    if (script[i] == '\\' && i + 1 < script.size()) {
      ++i;
    }
    out += script[i];
  }
  return std::nullopt;
}

std::optional<std::string> ScriptTarget(std::string_view script) {
  static constexpr auto kForms = std::to_array<std::string_view>(
      {"location.replace(", "location.assign(", "location.href=", "location="});
  std::string packed;  // White space between tokens carries no meaning here; in URLs there is none.
  std::copy_if(script.begin(), script.end(), std::back_inserter(packed),
               [](char c) { return c != ' ' && c != '\t' && c != '\r'; });
  for (const std::string_view form : kForms) {
    for (std::size_t at = packed.find(form); at != std::string::npos;
         at = packed.find(form, at + form.size())) {
      if (auto target = StringLiteral(packed, at + form.size()); target && !target->empty()) {
        return target;
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> ScriptRedirect(const Exchange& exchange, const Page& page) {
  if (!IsInterstitial(exchange, page)) {
    return std::nullopt;
  }
  const Markup& markup = page.document.markup;
  for (Markup::Index e = 0; e < markup.size(); ++e) {
    if (markup.Name(e) == "script") {
      if (auto target = ScriptTarget(markup.Get(e, "#text").value_or(""))) {
        return target;
      }
    }
  }
  return std::nullopt;
}

Onward Absolute(const Exchange& exchange, std::string_view written, HopVia via) {
  Onward onward;
  onward.via = via;
  onward.written = written;
  if (const auto base = url::Url::Parse(exchange.request.url)) {
    if (const auto target = base->Resolve(written)) {
      onward.target = target->is_http() ? target->ForRequest() : target->text();
    }
  }
  return onward;
}

}  // namespace

std::optional<Onward> NextHop(const Exchange& exchange, const Page& page) {
  if (exchange.failure != Failure::kNone) {
    return std::nullopt;
  }
  if (exchange.status >= 300 && exchange.status < 400) {
    const auto location = FindHeader(exchange.headers, "Location");
    return location && !text::Trim(*location).empty()
               ? std::optional(Absolute(exchange, *location, HopVia::kLocation))
               : std::nullopt;
  }
  if (exchange.status >= 400) {
    return std::nullopt;  // The answer stands, wherever its page would send a reader next.
  }
  std::optional<Onward> onward;
  if (const auto refresh = FindHeader(exchange.headers, "Refresh")) {
    if (const auto target = RefreshTarget(*refresh)) {
      onward = Absolute(exchange, *target, HopVia::kRefresh);
    }
  }
  if (!onward && page.readable) {
    if (const auto meta = MetaRefresh(exchange, page)) {
      onward = Absolute(exchange, *meta, HopVia::kMetaRefresh);
    } else if (const auto script = ScriptRedirect(exchange, page)) {
      onward = Absolute(exchange, *script, HopVia::kScript);
    }
  }
  if (onward && onward->target == exchange.request.url) {
    return std::nullopt;  // A page that reloads itself.
  }
  return onward;
}

}  // namespace ibid::resolve
