#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "text/utf8.h"
#include "url/base64.h"
#include "url/host_index.h"
#include "url/pattern.h"
#include "url/url.h"

namespace ibid::url {
namespace {

constexpr int kLayersMax = 5;

// A row of data/wrappers.tsv.
struct Wrapper {
  std::string_view rule;
  std::string_view path;
  std::string_view parameter;  // With `shape`: the parameter that is to fit it.
  std::string_view shape;
  std::string_view target;
  std::string_view decoder;
};

struct Wrappers {
  std::vector<Wrapper> all;
  HostIndex by_host;
};

const Wrappers& TheWrappers() {
  static const Wrappers wrappers = [] {
    Wrappers out;
    for (const TableRow& row : ReadTable("wrappers.tsv")) {
      Wrapper w{row[0], row[2], {}, {}, row[3], row[4]};
      if (const std::size_t mark = row[2].find('?'); mark != std::string_view::npos) {
        const std::size_t equals = std::min(row[2].find('=', mark), row[2].size() - 1);
        w.path = row[2].substr(0, mark);
        w.parameter = row[2].substr(mark + 1, equals - mark - 1);
        w.shape = row[2].substr(equals + 1);
      }
      out.all.push_back(w);
      out.by_host.Add(row[1]);
    }
    return out;
  }();
  return wrappers;
}

// URL Defense v2: "http-3A__www.example.com_path".
std::string UrlDefense2(std::string text) {
  for (char& c : text) {
    c = c == '-' ? '%' : c == '_' ? '/' : c;
  }
  return PercentDecode(text);
}

// URL Defense v3: "__URL__;BASE64!!...": each "*" of the URL stands for the next byte of the
// decoded part, "**X" for as many bytes as X counts in the alphabet, and two.
std::string UrlDefense3(std::string_view text) {
  const std::size_t tail = text.rfind("__;");
  if (!text.starts_with("__") || tail == std::string_view::npos || tail < 2) {
    return {};
  }
  const std::string_view coded = text.substr(tail + 3);
  const std::string bytes = DecodeBase64(coded.substr(0, coded.find('!'))).value_or("");
  const std::string_view url = text.substr(2, tail - 2);
  std::string out;
  std::size_t used = 0;
  for (std::size_t at = 0; at < url.size(); ++at) {
    if (url[at] != '*') {
      out += url[at];
      continue;
    }
    std::size_t run = 1;
    if (at + 2 < url.size() && url[at + 1] == '*' && Base64Digit(url[at + 2]) >= 0) {
      run = static_cast<std::size_t>(Base64Digit(url[at + 2])) + 2;
      at += 2;
    }
    if (used + run > bytes.size()) {
      return {};
    }
    out.append(bytes, used, run);
    used += run;
  }
  return out;
}

// Google News until July 2024: the bytes 08 13 22, the length as a varint, the URL. What came after
// is opaque.
std::string GoogleNews(std::string_view text) {
  const std::string bytes = DecodeBase64(text).value_or("");
  constexpr std::string_view kHead = "\x08\x13\x22";
  if (!bytes.starts_with(kHead)) {
    return {};
  }
  std::size_t at = kHead.size();
  std::size_t size = 0;
  for (unsigned shift = 0; at < bytes.size() && shift < 21; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    size |= static_cast<std::size_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) {
      break;
    }
  }
  const std::string url = at + size <= bytes.size() ? bytes.substr(at, size) : "";
  return url.starts_with("http") ? url : "";
}

// "cache:ID:http://... and search words".
std::string GoogleCache(std::string_view text) {
  constexpr std::string_view kHead = "cache:";
  constexpr std::size_t kIdSize = 12;
  if (!text.starts_with(kHead)) {
    return {};
  }
  text.remove_prefix(kHead.size());
  if (text.size() > kIdSize && text[kIdSize] == ':') {
    text.remove_prefix(kIdSize + 1);
  }
  return std::string(text.substr(0, text.find(' ')));
}

std::string Decode(std::string_view decoder, std::string text) {
  if (decoder == "urldefense2") {
    return UrlDefense2(std::move(text));
  }
  if (decoder == "urldefense3") {
    return UrlDefense3(text);
  }
  if (decoder == "gnews") {
    return GoogleNews(text);
  }
  if (decoder == "gcache") {
    return GoogleCache(text);
  }
  if (decoder == "bing") {
    return DecodeBase64(text).value_or("");
  }
  if (decoder == "disqus") {  // "URL:HASH"
    const std::size_t colon = text.rfind(':');
    return colon != std::string::npos && colon > 6 ? text.substr(0, colon) : text;
  }
  return text;
}

// "https%3A%2F%2Fa.example", "https:%2F%2Fa.example".
bool IsEncodedWhole(std::string_view text) {
  constexpr std::size_t kSchemeSize = 5;  // "https"
  const std::size_t mark = text.find_first_of("%:/?");
  return mark <= kSchemeSize &&
         (text[mark] == '%' || (text[mark] == ':' && text.substr(mark + 1).starts_with('%')));
}

// What a wrapper carries, as an http(s) URL: encoded as a whole, without scheme, with a slash lost.
std::optional<Url> TargetUrl(std::string text) {
  text = text::Trim(text);
  if (IsEncodedWhole(text)) {
    text = PercentDecode(text);
  }
  if (text.starts_with("//")) {
    text.insert(0, "https:");
  } else if (!text::StartsWithNoCase(text, "http:") && !text::StartsWithNoCase(text, "https:")) {
    const std::string_view host = std::string_view(text).substr(0, text.find_first_of("/?#:"));
    if (host.find('.') == std::string_view::npos) {
      return std::nullopt;
    }
    text.insert(0, "http://");
  }
  auto url = Url::Parse(text);
  return url && url->is_http() ? url : std::nullopt;
}

std::string Stamp(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
    }
  }
  constexpr std::size_t kWholeStamp = 14;
  return digits.size() == kWholeStamp ? digits : "";
}

struct Layer {
  Url target;
  std::string_view rule;
  std::string archived_at;
};

bool Fits(const Url& url, const Wrapper& w, Captures& captures) {
  if (!Match(w.path, url.path(), captures)) {
    return false;
  }
  if (w.parameter.empty()) {
    return true;
  }
  const auto value = url.Parameter(w.parameter);
  return value && Match(w.shape, *value, captures);
}

std::optional<Layer> OpenOne(const Url& url) {
  if (!url.is_http()) {
    return std::nullopt;
  }
  std::optional<Layer> out;
  TheWrappers().by_host.AnyRow(url.host(), [&](std::size_t row) {
    const Wrapper& w = TheWrappers().all[row];
    Captures captures;
    if (!Fits(url, w, captures)) {
      return false;
    }
    captures.Set("query", url.query().empty() ? "" : "?" + std::string(url.query()));
    captures.Set("wholequery", url.query());
    auto target = TargetUrl(Decode(w.decoder, captures.Fill(w.target)));
    if (target) {
      out = Layer{*std::move(target), w.rule, Stamp(captures.Get("ts"))};
    }
    return out.has_value();
  });
  return out;
}

}  // namespace

std::optional<Unwrapped> Unwrap(const Url& url) {
  std::optional<Layer> layer = OpenOne(url);
  if (!layer) {
    return std::nullopt;
  }
  Unwrapped out;
  for (int layers = 1;; ++layers) {
    // The outermost wrapper names the rule, unless a copy in an archive is inside it.
    const bool archive = layer->rule.starts_with("archive.");
    if (out.rule.empty() || (archive && !out.rule.starts_with("archive."))) {
      out.rule = layer->rule;
      out.archived_at = layer->archived_at;
    }
    out.target = layer->target.text();
    std::optional<Layer> inner = layers < kLayersMax ? OpenOne(layer->target) : std::nullopt;
    if (!inner) {
      return out;
    }
    layer = std::move(inner);
  }
}

}  // namespace ibid::url
