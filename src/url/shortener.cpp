#include <algorithm>
#include <utility>
#include <vector>

#include "text/utf8.h"
#include "url/table.h"
#include "url/url.h"

namespace ibid::url {
namespace {

// Host and site, sorted by host; the site is empty where the host leads to many.
using ShortHost = std::pair<std::string_view, std::string_view>;

const std::vector<ShortHost>& Hosts() {
  static const std::vector<ShortHost> hosts = [] {
    std::vector<ShortHost> out;
    for (const TableRow& row : ReadTable("shorteners.tsv")) {
      std::string_view names = row[0];
      while (!names.empty()) {
        const std::string_view name = names.substr(0, names.find(' '));
        out.emplace_back(name, std::string_view());
        names.remove_prefix(std::min(name.size() + 1, names.size()));
      }
    }
    for (const TableRow& row : ReadTable("short_sites.tsv")) {
      out.emplace_back(row[0], row[1]);
    }
    std::sort(out.begin(), out.end());
    return out;
  }();
  return hosts;
}

const ShortHost* Find(std::string_view host) {
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  if (text::StartsWithNoCase(host, "www.")) {
    host.remove_prefix(4);
  }
  std::string lower(host);
  std::transform(lower.begin(), lower.end(), lower.begin(), text::LowerAscii);
  const auto found =
      std::lower_bound(Hosts().begin(), Hosts().end(), std::string_view(lower),
                       [](const ShortHost& row, std::string_view h) { return row.first < h; });
  return found != Hosts().end() && found->first == lower ? &*found : nullptr;
}

}  // namespace

bool IsShortener(std::string_view host) {
  return Find(host) != nullptr;
}

std::string_view SiteOfShortener(std::string_view host) {
  const ShortHost* found = Find(host);
  return found == nullptr ? std::string_view() : found->second;
}

}  // namespace ibid::url
