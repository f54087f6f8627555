#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ibid::url {

// Which rows of a table are about a host, without comparing it with all of them: every URL of every
// page is asked about, and nearly none belongs to a row. The views that are added live as long as
// the index.
class HostIndex {
 public:
  // Row number `size()`: its host column, as HostMatches() reads it.
  void Add(std::string_view hosts);
  std::size_t size() const { return rows_.size(); }

  // Calls `take` with the numbers of the rows whose host column matches, in their order, until one
  // call returns true. `host` is lower case.
  template <typename Take>
  bool AnyRow(std::string_view host, Take take) const {
    for (const std::uint16_t row : RowsOf(host)) {
      if (take(row)) {
        return true;
      }
    }
    return false;
  }

 private:
  using Rows = std::vector<std::uint16_t>;

  Rows RowsOf(std::string_view host) const;

  std::vector<std::string_view> rows_;
  std::unordered_map<std::string_view, Rows> by_domain_;  // "x.com" for "*.x.com".
  std::unordered_map<std::string_view, Rows> by_label_;   // "google" for "*.google.*".
  Rows any_;                                              // "*"
};

}  // namespace ibid::url
