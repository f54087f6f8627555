#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "url/table.h"

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
    const std::span<const std::uint16_t> keyed = RowsOf(host);
    std::size_t k = 0;
    std::size_t o = 0;
    while (k < keyed.size() || o < open_.size()) {
      const bool from_keyed = o == open_.size() || (k < keyed.size() && keyed[k] <= open_[o]);
      const std::uint16_t row = from_keyed ? keyed[k] : open_[o];
      k += k < keyed.size() && keyed[k] == row ? 1U : 0U;
      o += o < open_.size() && open_[o] == row ? 1U : 0U;
      if (HostMatches(host, rows_[row]) && take(row)) {
        return true;
      }
    }
    return false;
  }

 private:
  std::span<const std::uint16_t> RowsOf(std::string_view host) const;

  std::vector<std::string_view> rows_;
  // By the last two labels; the rest are the rows that name no domain ("google.*", "*").
  std::unordered_map<std::string_view, std::vector<std::uint16_t>> by_domain_;
  std::vector<std::uint16_t> open_;
};

}  // namespace ibid::url
