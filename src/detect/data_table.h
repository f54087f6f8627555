#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace ibid::detect {

// The rows of one of the tables in src/detect/data: tab-separated columns, "#" begins a comment
// line, "-" in a column means nothing. Views into the program's own data: they live for ever.
class DataTable {
 public:
  using Row = std::vector<std::string_view>;

  // REQUIRES: the file is compiled in; every row has `columns` columns.
  DataTable(std::string_view file_name, std::size_t columns);

  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::vector<Row> rows_;
};

// "a|b|c" in its parts; none for the empty text.
std::vector<std::string_view> Alternatives(std::string_view column);

}  // namespace ibid::detect
