#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ibid/resolution.h"

namespace ibid::resolve {

// A data file of this folder (data/*.tsv): its rows as tab-separated cells, without comments (#)
// and empty lines. The views live as long as the program. Empty where there is no such file.
using Row = std::vector<std::string_view>;
std::vector<Row> Rows(std::string_view file);

// The cell, or an empty view.
std::string_view Cell(const Row& row, std::size_t column);

// The verdict that a cell names, as the JSON does.
std::optional<Verdict> VerdictNamed(std::string_view name);

}  // namespace ibid::resolve
