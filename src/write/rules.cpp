#include "write/rules.h"

#include <cstddef>
#include <span>
#include <vector>

#include "ibid/embedded.h"

namespace ibid::write {

std::span<const EmbeddedFile> DataFiles();  // Generated from data/.

namespace {

// "embed.PLATFORM.flattened" is every rule that begins and ends so.
struct Row {
  std::string_view begin;
  std::string_view end;
  bool family = false;
  std::string_view words;
};

bool IsCapital(char c) {
  return c >= 'A' && c <= 'Z';
}

std::vector<Row> ReadRows() {
  std::vector<Row> rows;
  std::string_view table = DataFiles().front().bytes;
  while (!table.empty()) {
    const std::size_t line_end = table.find('\n');
    const std::string_view line = table.substr(0, line_end);
    table.remove_prefix(line_end == std::string_view::npos ? table.size() : line_end + 1);
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) {
      continue;
    }
    const std::string_view id = line.substr(0, tab);
    std::size_t first = 0;
    while (first < id.size() && !IsCapital(id[first])) {
      ++first;
    }
    std::size_t last = first;
    while (last < id.size() && IsCapital(id[last])) {
      ++last;
    }
    rows.push_back({id.substr(0, first), id.substr(last), last > first, line.substr(tab + 1)});
  }
  return rows;
}

}  // namespace

std::string_view RuleWords(std::string_view rule) {
  static const std::vector<Row> kRows = ReadRows();
  for (const bool family : {false, true}) {
    for (const Row& row : kRows) {
      const bool fits = family ? rule.size() > row.begin.size() + row.end.size() &&
                                     rule.starts_with(row.begin) && rule.ends_with(row.end)
                               : rule == row.begin;
      if (row.family == family && fits) {
        return row.words;
      }
    }
  }
  return {};
}

}  // namespace ibid::write
