#include <algorithm>
#include <vector>

#include "text/utf8.h"
#include "url/table.h"
#include "url/url.h"

namespace ibid::url {
namespace {

const std::vector<std::string_view>& Hosts() {
  static const std::vector<std::string_view> hosts = [] {
    std::vector<std::string_view> out;
    for (const TableRow& row : ReadTable("shorteners.tsv")) {
      std::string_view names = row[0];
      while (!names.empty()) {
        const std::string_view name = names.substr(0, names.find(' '));
        out.push_back(name);
        names.remove_prefix(std::min(name.size() + 1, names.size()));
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }();
  return hosts;
}

}  // namespace

bool IsShortener(std::string_view host) {
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  if (text::StartsWithNoCase(host, "www.")) {
    host.remove_prefix(4);
  }
  std::string lower(host);
  std::transform(lower.begin(), lower.end(), lower.begin(), text::LowerAscii);
  return std::binary_search(Hosts().begin(), Hosts().end(), std::string_view(lower));
}

}  // namespace ibid::url
