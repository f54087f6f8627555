#include "url/table.h"

#include <algorithm>
#include <span>

#include "ibid/embedded.h"

namespace ibid::url {

std::span<const EmbeddedFile> DataFiles();  // Generated from data/*.tsv.

namespace {

// The part before the separator, cut off the text.
std::string_view Cut(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

std::string_view WithoutMobileLabel(std::string_view host) {
  for (const std::string_view label : {"www.", "m.", "mobile."}) {
    if (host.starts_with(label)) {
      return host.substr(label.size());
    }
  }
  return host;
}

bool OneMatches(std::string_view host, std::string_view pattern) {
  if (pattern == "*") {
    return true;
  }
  const bool under = pattern.starts_with("*.");
  if (under) {
    pattern.remove_prefix(2);
  }
  if (pattern.ends_with(".*")) {
    const std::string_view stem = pattern.substr(0, pattern.size() - 1);  // "google."
    if (host.starts_with(stem) || WithoutMobileLabel(host).starts_with(stem)) {
      return true;
    }
    const std::size_t at = under ? host.find(stem) : std::string_view::npos;
    return at != std::string_view::npos && at > 0 && host[at - 1] == '.';
  }
  if (host == pattern || WithoutMobileLabel(host) == pattern) {
    return true;
  }
  return under && host.size() > pattern.size() && host.ends_with(pattern) &&
         host[host.size() - pattern.size() - 1] == '.';
}

}  // namespace

std::vector<TableRow> ReadTable(std::string_view file_name) {
  std::vector<TableRow> rows;
  for (const EmbeddedFile& file : DataFiles()) {
    std::string_view bytes = file.name == file_name ? file.bytes : std::string_view();
    while (!bytes.empty()) {
      std::string_view line = Cut(bytes, '\n');
      if (line.empty() || line.front() == '#') {
        continue;
      }
      TableRow& row = rows.emplace_back();
      for (std::size_t i = 0; i < kColumnsMax && !line.empty(); ++i) {
        const std::string_view cell = Cut(line, '\t');
        row[i] = cell == "-" ? std::string_view() : cell;
      }
    }
  }
  return rows;
}

bool HostMatches(std::string_view host, std::string_view pattern) {
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  while (!pattern.empty()) {
    if (OneMatches(host, Cut(pattern, '|'))) {
      return true;
    }
  }
  return false;
}

}  // namespace ibid::url
