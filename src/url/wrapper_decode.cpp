#include "url/wrapper_decode.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "url/base64.h"
#include "url/url.h"

namespace ibid::url {
namespace {

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

std::string Base64(std::string_view text) {
  return DecodeBase64(text).value_or("");
}

// The first URL in JSON that is the text, or one of its dot-separated parts, in Base64 (substack's
// redirects, the web tokens of mails).
std::string Base64Json(std::string_view text) {
  constexpr int kPartsMax = 3;
  for (int part = 0; part < kPartsMax && !text.empty(); ++part) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const std::string json = Base64(text.substr(0, dot));
    text.remove_prefix(std::min(dot + 1, text.size()));
    const std::size_t begin = json.find("\"http");
    if (begin != std::string::npos) {
      std::string url = json.substr(begin + 1, json.find('"', begin + 1) - begin - 1);
      std::erase(url, '\\');  // "https:\/\/a.example"
      return url;
    }
  }
  return {};
}

// "HASH:https://..." or "a=1&&&https://...": the last URL written in it.
std::string LastUrl(std::string_view text) {
  const std::size_t at = std::max(text.rfind("http://") + 1, text.rfind("https://") + 1);
  return at == 0 ? "" : std::string(text.substr(at - 1));
}

// "___https://a.example/b___.YXZ...": what stands between the bars.
std::string BetweenBars(std::string_view text) {
  constexpr std::string_view kBars = "___";
  const std::size_t begin = text.find(kBars);
  const std::size_t end = text.rfind(kBars);
  return begin == std::string_view::npos || end <= begin
             ? ""
             : std::string(text.substr(begin + kBars.size(), end - begin - kBars.size()));
}

// "https://www-example--site-org.translate.goog/a": in the host's first label "--" is a hyphen and
// "-" a full stop.
std::string TranslateGoog(std::string_view text) {
  constexpr std::string_view kDomain = ".translate.goog";
  const std::size_t host = text.find("//") + 2;
  const std::size_t domain = text.find(kDomain, host);
  if (domain == std::string_view::npos) {
    return {};
  }
  std::string out(text.substr(0, host));
  for (std::size_t i = host; i < domain; ++i) {
    const bool hyphen = text[i] == '-' && i + 1 < domain && text[i + 1] == '-';
    out += text[i] != '-' ? text[i] : hyphen ? '-' : '.';
    i += hyphen ? 1 : 0;
  }
  return out + std::string(text.substr(domain + kDomain.size()));
}

// "URL:HASH"
std::string Disqus(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  return std::string(colon != std::string::npos && colon > 6 ? text.substr(0, colon) : text);
}

struct Decoder {
  std::string_view name;
  std::string (*decode)(std::string_view);
};
constexpr std::array<Decoder, 10> kDecoders = {{
    {"urldefense2", [](std::string_view text) { return UrlDefense2(std::string(text)); }},
    {"urldefense3", UrlDefense3},
    {"gnews", GoogleNews},
    {"gcache", GoogleCache},
    {"base64", Base64},
    {"base64json", Base64Json},
    {"lasturl", LastUrl},
    {"bars", BetweenBars},
    {"translategoog", TranslateGoog},
    {"disqus", Disqus},
}};

}  // namespace

bool IsWrapperDecoder(std::string_view name) {
  return std::any_of(kDecoders.begin(), kDecoders.end(),
                     [name](const Decoder& decoder) { return decoder.name == name; });
}

std::string DecodeWrapped(std::string_view name, std::string text) {
  for (const Decoder& decoder : kDecoders) {
    if (decoder.name == name) {
      return decoder.decode(text);
    }
  }
  return text;
}

}  // namespace ibid::url
