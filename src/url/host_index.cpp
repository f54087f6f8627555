#include "url/host_index.h"

#include <algorithm>

#include "url/table.h"

namespace ibid::url {
namespace {

// What stands behind the last dot before the end; the whole of a name without one.
std::string_view LastLabel(std::string_view host) {
  const std::size_t dot = host.rfind('.');
  return dot == std::string_view::npos ? host : host.substr(dot + 1);
}

// The last two labels; the whole of a name that has fewer.
std::string_view LastLabels(std::string_view host) {
  const std::size_t last = host.rfind('.');
  if (last == std::string_view::npos || last == 0) {
    return host;
  }
  const std::size_t before = host.rfind('.', last - 1);
  return before == std::string_view::npos ? host : host.substr(before + 1);
}

}  // namespace

void HostIndex::Add(std::string_view hosts) {
  const auto row = static_cast<std::uint16_t>(rows_.size());
  rows_.push_back(hosts);
  while (!hosts.empty()) {
    const std::size_t end = std::min(hosts.find('|'), hosts.size());
    const std::string_view pattern = hosts.substr(0, end);
    hosts.remove_prefix(std::min(end + 1, hosts.size()));
    if (pattern == "*") {
      any_.push_back(row);
    } else if (pattern.ends_with(".*")) {
      by_label_[LastLabel(pattern.substr(0, pattern.size() - 2))].push_back(row);
    } else {
      by_domain_[LastLabels(pattern)].push_back(row);
    }
  }
}

HostIndex::Rows HostIndex::RowsOf(std::string_view host) const {
  std::string_view rest = host;
  rest.remove_suffix(rest.ends_with('.') ? 1 : 0);
  Rows rows = any_;
  const auto add = [&rows](const auto& lists, std::string_view key) {
    if (const auto found = lists.find(key); found != lists.end()) {
      rows.insert(rows.end(), found->second.begin(), found->second.end());
    }
  };
  add(by_domain_, LastLabels(rest));
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('.'), rest.size());
    add(by_label_, rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  std::erase_if(rows, [&](std::uint16_t row) { return !HostMatches(host, rows_[row]); });
  return rows;
}

}  // namespace ibid::url
