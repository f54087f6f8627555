#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "text/utf8.h"
#include "url/host_index.h"
#include "url/pattern.h"
#include "url/table.h"
#include "url/url.h"
#include "url/wrapper_decode.h"

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
    captures.Set("host", url.host());
    auto target = TargetUrl(DecodeWrapped(w.decoder, captures.Fill(w.target)));
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
