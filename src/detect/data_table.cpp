#include "detect/data_table.h"

#include <algorithm>
#include <cassert>
#include <span>

#include "ibid/embedded.h"

namespace ibid::detect {

std::span<const EmbeddedFile> DataFiles();

namespace {

// The text before the next `separator`; `rest` goes on behind it.
std::string_view Take(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

}  // namespace

DataTable::DataTable(std::string_view file_name, std::size_t columns) {
  for (const EmbeddedFile& file : DataFiles()) {
    if (file.name != file_name) {
      continue;
    }
    std::string_view rest = file.bytes;
    while (!rest.empty()) {
      std::string_view line = Take(rest, '\n');
      if (line.empty() || line.front() == '#') {
        continue;
      }
      Row row;
      row.reserve(columns);
      while (row.size() < columns) {
        const std::string_view column = Take(line, '\t');
        row.push_back(column == "-" ? std::string_view() : column);
      }
      rows_.push_back(std::move(row));
    }
  }
  assert(!rows_.empty());
}

std::vector<std::string_view> Alternatives(std::string_view column) {
  std::vector<std::string_view> parts;
  while (!column.empty()) {
    parts.push_back(Take(column, '|'));
  }
  return parts;
}

}  // namespace ibid::detect
