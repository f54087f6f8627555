#include <algorithm>
#include <array>
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
    for (const std::string_view label :
         {"www.", "m.", "mobile.", "mobil.", "touch.", "wap.", "amp."}) {
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

// "a;jsessionid=12": the segment without its session. Dots before it stay as they are: alone they
// would be steps.
std::string_view WithoutSession(std::string_view segment) {
  constexpr std::string_view kParameter = ";jsessionid=";
  const auto at = std::search(segment.begin(), segment.end(), kParameter.begin(), kParameter.end(),
                              [](char a, char b) { return text::LowerAscii(a) == b; });
  const auto session = static_cast<std::size_t>(at - segment.begin());
  return session > 0 && segment[session - 1] == '.' ? segment : segment.substr(0, session);
}

// "(S(abc123))": a session of ASP.NET that is a segment of its own.
bool IsSession(std::string_view segment) {
  return segment.ends_with("))") &&
         (segment.starts_with("(S(") || segment.starts_with("(X(") || segment.starts_with("(A("));
}

// The path without sessions and without "amp" as a segment before others.
std::string WithoutMarks(std::string_view path) {
  std::vector<std::string_view> segments;
  std::size_t last = 0;  // The last segment that is not empty.
  while (!path.empty()) {
    path.remove_prefix(1);  // Its slash.
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    if (path.empty() || !IsSession(segment)) {
      segments.push_back(WithoutSession(segment));
      last = segments.back().empty() ? last : segments.size() - 1;
    }
  }
  std::string out;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (segments[i] != "amp" || i >= last) {
      out += '/';
      out += segments[i];
    }
  }
  return out;
}

// Takes the mark of AMP or the slash at the end off the path, if one is there.
bool DropTail(std::string& path) {
  struct Tail {
    std::string_view written;
    std::string_view kept;
  };
  static constexpr auto kTails = std::to_array<Tail>({{"/", ""},
                                                      {"/amp", ""},
                                                      {".amp", ""},
                                                      {"/amp.html", ".html"},
                                                      {".amp.html", ".html"},
                                                      {"-amp.html", ".html"}});
  for (const Tail& tail : kTails) {
    const bool whole = path.size() == tail.written.size();
    const char before =
        whole || !path.ends_with(tail.written) ? '\0' : path[path.size() - tail.written.size() - 1];
    const bool slash = tail.written.front() == '/' && tail.kept.empty();
    const bool fits =
        slash ? !whole || tail.written == "/" : before != '\0' && before != '.' && before != '/';
    if (path.ends_with(tail.written) && fits) {
      path.resize(path.size() - tail.written.size());
      path += tail.kept;
      return true;
    }
  }
  return false;
}

// Without session ids, without the marks of AMP and without slashes at the end.
std::string PlainPath(std::string_view path) {
  std::string out = WithoutMarks(path);
  while (DropTail(out)) {
  }
  return out;
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
