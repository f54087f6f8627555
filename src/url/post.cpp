#include <utility>
#include <vector>

#include "text/utf8.h"
#include "url/host_index.h"
#include "url/pattern.h"
#include "url/post_rows.h"
#include "url/rfc3986.h"
#include "url/table.h"
#include "url/url.h"

namespace ibid::url {
namespace {

// A row of data/platforms.tsv.
struct Shape {
  std::string_view platform;  // Empty: what fits is no post.
  std::string_view path;      // What is to fit the path, or behind "#!" the fragment.
  std::string_view query;     // "v={id:yt}&...": each to fit a parameter.
  std::string_view account;
  std::string_view id;
  std::string_view url;
};

constexpr std::string_view kHashBang = "#!";

struct Shapes {
  std::vector<Shape> all;
  HostIndex by_host;
};

const Shapes& TheShapes() {
  static const Shapes shapes = [] {
    Shapes out;
    for (const TableRow& row : ReadTable("platforms.tsv")) {
      const std::size_t mark = row[2].find('?');
      const bool query = mark != std::string_view::npos;
      out.all.push_back({row[0], row[2].substr(0, mark),
                         query ? row[2].substr(mark + 1) : std::string_view(), row[3], row[4],
                         row[5]});
      out.by_host.Add(row[1]);
    }
    return out;
  }();
  return shapes;
}

// The parameter, also where "&amp;" was left in the URL.
std::optional<std::string> FindParameter(const Url& url, std::string_view name) {
  for (const Parameter& parameter : SplitQuery(url.query())) {
    std::string_view key = parameter.name;
    while (key.starts_with("amp;")) {
      key.remove_prefix(4);
    }
    if (key == name) {
      return DecodeParameter(parameter.value);
    }
  }
  return std::nullopt;
}

bool QueryMatches(const Url& url, std::string_view query, Captures& captures) {
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    const std::size_t equals = pair.find('=');
    const auto value = FindParameter(url, pair.substr(0, equals));
    if (!value || !Match(pair.substr(equals + 1), *value, captures)) {
      return false;
    }
  }
  return true;
}

bool Fits(const Url& url, const Shape& shape, const std::string& path, Captures& captures) {
  if (shape.path.starts_with(kHashBang)) {
    const std::string fragment = PercentDecode(url.fragment());
    return fragment.starts_with('!') && Match(shape.path.substr(kHashBang.size()),
                                              std::string_view(fragment).substr(1), captures);
  }
  return Match(shape.path, path, captures) && QueryMatches(url, shape.query, captures);
}

// Decoded, without a slash at its end.
std::string PlainPath(const Url& url) {
  std::string path = text::Repair(PercentDecode(url.path()));
  if (path.size() > 1 && path.ends_with('/')) {
    path.pop_back();
  }
  return path;
}

}  // namespace

std::optional<std::size_t> PostRow(const Url& url, Captures& captures) {
  if (!url.is_http()) {
    return std::nullopt;
  }
  std::optional<std::string> path;  // Decoded once, and only where a row is about the host.
  std::optional<std::size_t> found;
  TheShapes().by_host.AnyRow(url.host(), [&](std::size_t row) {
    if (!path) {
      path = PlainPath(url);
    }
    Captures tried;
    if (!Fits(url, TheShapes().all[row], *path, tried)) {
      return false;
    }
    captures = std::move(tried);
    found = row;
    return true;
  });
  return found;
}

std::optional<PostAddress> PostOf(const Url& url) {
  Captures captures;
  const std::optional<std::size_t> row = PostRow(url, captures);
  if (!row || TheShapes().all[*row].platform.empty()) {
    return std::nullopt;
  }
  const Shape& shape = TheShapes().all[*row];
  captures.Set("host", url.host());
  return PostAddress{std::string(shape.platform), captures.Fill(shape.id),
                     captures.Fill(shape.account), captures.Fill(shape.url)};
}

std::optional<PostAddress> PostOfAtUri(std::string_view uri) {
  Captures captures;
  if (!Match("at://{account:any}/app.bsky.feed.post/{id:alnum}", uri, captures)) {
    return std::nullopt;
  }
  return PostAddress{"bluesky", std::string(captures.Get("id")),
                     std::string(captures.Get("account")),
                     captures.Fill("https://bsky.app/profile/{account}/post/{id}")};
}

}  // namespace ibid::url
