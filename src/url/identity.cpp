#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "text/utf8.h"
#include "url/host_index.h"
#include "url/parse.h"
#include "url/rfc3986.h"
#include "url/table.h"
#include "url/url.h"

namespace ibid::url {
namespace {

struct Tracking {
  std::vector<std::string_view> names;  // Parameters, separated by spaces.
  HostIndex by_host;
};

const Tracking& TheTracking() {
  static const Tracking tracking = [] {
    Tracking out;
    for (const TableRow& row : ReadTable("tracking.tsv")) {
      out.by_host.Add(row[0]);
      out.names.push_back(row[1]);
    }
    return out;
  }();
  return tracking;
}

bool IsListed(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    std::string_view one = names.substr(0, names.find(' '));
    names.remove_prefix(std::min(one.size() + 1, names.size()));
    const bool open = one.ends_with('*');
    if (open) {
      one.remove_suffix(1);
    }
    if (open ? name.starts_with(one) : name == one) {
      return true;
    }
  }
  return false;
}

// Without the labels that say on what the page is read: "www.", "m.", "mobile.", "amp." in front,
// "m." in the second place ("en.m.wikipedia.org"); at least two labels stay.
std::string PlainHost(std::string_view host) {
  if (host.size() > 1 && host.ends_with('.') && !host.ends_with("..")) {
    host.remove_suffix(1);
  }
  std::string out(host);
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view label : {"www.", "m.", "mobile.", "amp."}) {
      if (out.starts_with(label) && out.find('.', label.size()) != std::string::npos) {
        out.erase(0, label.size());
        changed = true;
      }
    }
    const std::size_t dot = out.find('.');
    if (dot != std::string::npos && out.compare(dot, 3, ".m.") == 0 &&
        out.find('.', dot + 3) != std::string::npos) {
      out.erase(dot, 2);
      changed = true;
    }
  }
  return out;
}

// Without session ids, without the marks of AMP and without slashes at the end.
std::string PlainPath(std::string_view path) {
  std::string normal(path);
  const std::size_t session = normal.find(";jsessionid=");
  if (session != std::string::npos && session > 0 && normal[session - 1] != '.') {
    normal.erase(session, normal.find('/', session) - session);
  }
  std::string_view out = normal;
  while (out.starts_with("/amp/") && out.size() > 5) {
    out.remove_prefix(4);
  }
  for (bool changed = true; changed;) {
    const std::size_t before = out.size();
    for (const std::string_view tail : {"/", "/amp", ".amp", ".amp.html"}) {
      const bool whole = out.size() == tail.size();
      const char previous =
          whole || !out.ends_with(tail) ? '\0' : out[out.size() - tail.size() - 1];
      if (out.ends_with(tail) &&
          (tail.front() == '/' ? !whole || tail == "/"
                               : previous != '\0' && previous != '.' && previous != '/')) {
        out.remove_suffix(tail.size());
      }
    }
    changed = out.size() != before;
  }
  return std::string(out);
}

std::string PlainQuery(const Url& url, const std::vector<Parameter>& parameters) {
  std::vector<std::pair<std::string, std::string>> kept;
  for (const Parameter& parameter : parameters) {
    const std::string name = DecodeParameter(parameter.name);
    const bool tracks = TheTracking().by_host.AnyRow(
        url.host(), [&](std::size_t row) { return IsListed(TheTracking().names[row], name); });
    if (!tracks) {
      kept.emplace_back(parameter.name, parameter.value);
    }
  }
  std::sort(kept.begin(), kept.end());
  std::string out;
  for (const auto& [name, value] : kept) {
    out += out.empty() ? "?" : "&";
    out += name;
    if (!value.empty()) {
      out += "=" + value;
    }
  }
  return out;
}

}  // namespace

std::string IdentityKey(const Url& url) {
  if (!url.is_http()) {
    return url.text().substr(0, url.text().find('#'));
  }
  std::string out = "https://" + PlainHost(url.host());
  if (url.port() != DefaultPort(url.scheme()) && url.port() != DefaultPort("https")) {
    out += ":" + std::to_string(url.port());
  }
  const PathAndQuery normal = Normalise(url.path(), url.query());
  out += PlainPath(normal.path);
  out += PlainQuery(url, normal.parameters);
  if (url.fragment().starts_with('!')) {
    out += "#" + std::string(url.fragment());
  }
  return out;
}

}  // namespace ibid::url
