#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/posts/oembed.h"
#include "resolve/table.h"
#include "text/utf8.h"
#include "url/url.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kUrlBytesMax = 4096;
constexpr std::size_t kLinksLookedAt = 4096;  // Elements of a page's head, generously.

// A shape of URLs: "*.example.org/watch/*".
struct Shape {
  std::string_view host;
  std::string_view path;  // With its slash; empty for any.
  std::string_view endpoint;
};

std::vector<Shape> ReadShapes() {
  std::vector<Shape> shapes;
  for (const Row& row : Rows("oembed_providers.tsv")) {
    std::string_view urls = Cell(row, 2);
    while (!urls.empty()) {
      const std::size_t end = std::min(urls.find(' '), urls.size());
      const std::string_view one = urls.substr(0, end);
      urls.remove_prefix(std::min(end + 1, urls.size()));
      const std::size_t slash = std::min(one.find('/'), one.size());
      shapes.push_back({one.substr(0, slash), one.substr(slash), Cell(row, 1)});
    }
  }
  return shapes;
}

// "*" stands for anything. Pieces are looked for from left to right, which is enough where stars
// are alike; linear in the text for each piece.
bool Fits(std::string_view text, std::string_view shape) {
  const std::size_t first = std::min(shape.find('*'), shape.size());
  if (!text.starts_with(shape.substr(0, first))) {
    return false;
  }
  if (first == shape.size()) {
    return text.size() == shape.size();
  }
  text.remove_prefix(first);
  shape.remove_prefix(first + 1);
  while (true) {
    const std::size_t star = shape.find('*');
    if (star == std::string_view::npos) {
      return text.size() >= shape.size() && text.ends_with(shape);
    }
    const std::size_t at = text.find(shape.substr(0, star));
    if (at == std::string_view::npos) {
      return false;
    }
    text.remove_prefix(at + star);
    shape.remove_prefix(star + 1);
  }
}

// A host's star stands for whole labels, never for a part of one (oembed.com, 4.3.1).
bool HostFits(std::string_view host, std::string_view shape) {
  if (!shape.starts_with("*.")) {
    return host == shape || (host.starts_with("www.") && host.substr(4) == shape);
  }
  while (shape.starts_with("*.")) {
    shape.remove_prefix(2);
  }
  return host == shape || (host.size() > shape.size() && host.ends_with(shape) &&
                           host[host.size() - shape.size() - 1] == '.');
}

bool HasWord(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (text::EqualNoCase(words.substr(0, end), word)) {
      return true;
    }
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

}  // namespace

std::string ProviderQuestion(const std::string& page_url) {
  static const std::vector<Shape> kShapes = ReadShapes();
  const auto url = url::Url::Parse(page_url);
  if (!url || !url->is_http() || page_url.size() > kUrlBytesMax) {
    return {};
  }
  std::string path(url->path());
  if (!url->query().empty()) {
    path += "?" + std::string(url->query());
  }
  for (const Shape& shape : kShapes) {
    if (HostFits(url->host(), shape.host) && (shape.path.empty() || Fits(path, shape.path))) {
      const bool has_query = shape.endpoint.find('?') != std::string_view::npos;
      return std::string(shape.endpoint) + (has_query ? "&" : "?") +
             "format=json&url=" + url::PercentEncode(page_url);
    }
  }
  return {};
}

std::string DiscoveredQuestion(const Document& document, std::string_view page_url) {
  const Markup& markup = document.markup;
  const auto base = url::Url::Parse(page_url);
  for (Markup::Index e = 0; base && e < markup.size() && e < kLinksLookedAt; ++e) {
    if (markup.Name(e) != "link" ||
        !text::EqualNoCase(markup.Get(e, "type").value_or(""), "application/json+oembed") ||
        !HasWord(markup.Get(e, "rel").value_or(""), "alternate")) {
      continue;
    }
    const std::string_view href = markup.Get(e, "href").value_or("");
    const auto question = href.size() <= kUrlBytesMax ? base->Resolve(href) : std::nullopt;
    return question && question->is_http() ? question->ForRequest() : std::string();
  }
  return {};
}

}  // namespace ibid::resolve
