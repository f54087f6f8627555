#include "net/services.h"

#include <array>
#include <cassert>
#include <charconv>
#include <span>

#include "ibid/embedded.h"

namespace ibid::net {

std::span<const EmbeddedFile> DataFiles();  // Generated from data/.

namespace {

constexpr std::size_t kColumns = 6;

int Number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Service ReadRow(std::string_view line) {
  std::array<std::string_view, kColumns> column;
  for (std::string_view& cell : column) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    cell = line.substr(0, tab);
    line.remove_prefix(std::min(tab + 1, line.size()));
  }
  return {std::string(column[0]), std::string(column[1]), Number(column[2]), Number(column[3]),
          std::chrono::seconds(Number(column[4]))};
}

std::vector<Service> ReadTable() {
  std::vector<Service> rows;
  for (const EmbeddedFile& file : DataFiles()) {
    for (std::string_view rest = file.bytes; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      if (!line.empty() && line.front() != '#') {
        rows.push_back(ReadRow(line));
      }
    }
  }
  return rows;
}

}  // namespace

const std::vector<Service>& Services() {
  static const std::vector<Service> rows = ReadTable();
  return rows;
}

const Service* ServiceOf(std::string_view host, std::string_view path) {
  for (const Service& service : Services()) {
    if (service.host == host && path.starts_with(service.path)) {
      return &service;
    }
  }
  return nullptr;
}

}  // namespace ibid::net
