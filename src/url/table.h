#pragma once

#include <array>
#include <string_view>
#include <vector>

// The data files of src/url: tab-separated rows, "#" comments, "-" for nothing. Internal.
namespace ibid::url {

inline constexpr std::size_t kColumnsMax = 8;
using TableRow = std::array<std::string_view, kColumnsMax>;  // Missing columns are empty.

// The rows of an embedded file, in its order. The views live as long as the program.
std::vector<TableRow> ReadTable(std::string_view file_name);

// Whether `host` (lower case) is what a table's host column says: names separated by "|".
//   example.org      that host, with or without "www.", "m." or "mobile."
//   *.example.org    it and every host under it
//   example.*        that label before any top-level domain ("google.co.uk")
//   *.example.*      the same under any further labels
//   *                every host
bool HostMatches(std::string_view host, std::string_view pattern);

}  // namespace ibid::url
