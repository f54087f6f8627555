#include "url/host_index.h"

#include <algorithm>

namespace ibid::url {
namespace {

// The last two labels of a host name; the whole of one that has fewer.
std::string_view LastLabels(std::string_view host) {
  const std::size_t last = host.rfind('.');
  if (last == std::string_view::npos || last == 0) {
    return host;
  }
  const std::size_t before = host.rfind('.', last - 1);
  return before == std::string_view::npos ? host : host.substr(before + 1);
}

void AddOnce(std::vector<std::uint16_t>& rows, std::uint16_t row) {
  if (rows.empty() || rows.back() != row) {
    rows.push_back(row);
  }
}

}  // namespace

void HostIndex::Add(std::string_view hosts) {
  const auto row = static_cast<std::uint16_t>(rows_.size());
  rows_.push_back(hosts);
  while (!hosts.empty()) {
    const std::size_t end = std::min(hosts.find('|'), hosts.size());
    const std::string_view pattern = hosts.substr(0, end);
    hosts.remove_prefix(std::min(end + 1, hosts.size()));
    if (pattern.ends_with('*')) {
      AddOnce(open_, row);
    } else {
      AddOnce(by_domain_[LastLabels(pattern)], row);
    }
  }
}

std::span<const std::uint16_t> HostIndex::RowsOf(std::string_view host) const {
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  const auto found = by_domain_.find(LastLabels(host));
  return found == by_domain_.end() ? std::span<const std::uint16_t>() : found->second;
}

}  // namespace ibid::url
