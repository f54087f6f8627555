#include "cache/vary.h"

#include <algorithm>
#include <set>

namespace ibid::cache {
namespace {

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool SameName(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  return text;
}

// The names in all Vary headers together, lower case.
std::set<std::string> VaryNames(const Headers& response) {
  std::set<std::string> names;
  for (const auto& [name, value] : response) {
    if (!SameName(name, "vary")) {
      continue;
    }
    std::string_view left = value;
    while (!left.empty()) {
      const std::size_t comma = std::min(left.find(','), left.size());
      std::string word(Trim(left.substr(0, comma)));
      std::transform(word.begin(), word.end(), word.begin(), Lower);
      if (!word.empty()) {
        names.insert(std::move(word));
      }
      left.remove_prefix(std::min(comma + 1, left.size()));
    }
  }
  // These we send ourselves and always the same, so they cannot differ.
  names.erase("accept-encoding");
  names.erase("user-agent");
  return names;
}

// All values of one field, joined as RFC 9110, 5.3 says.
std::string ValuesOf(const Headers& headers, std::string_view name) {
  std::string joined;
  for (const auto& [key, value] : headers) {
    if (SameName(key, name)) {
      joined += joined.empty() ? "" : ", ";
      joined += Trim(value);
    }
  }
  return joined;
}

void AppendLine(std::string& out, std::string_view name, std::string_view value) {
  const auto plain = [](char c) { return c == '\n' || c == '\r' ? ' ' : c; };
  std::transform(name.begin(), name.end(), std::back_inserter(out), plain);
  out += ": ";
  std::transform(value.begin(), value.end(), std::back_inserter(out), plain);
  out += '\n';
}

}  // namespace

bool VariesOnEverything(const Headers& response) {
  return VaryNames(response).count("*") != 0;
}

std::string VaryKey(const Headers& response, const Headers& request) {
  std::string key;
  for (const std::string& name : VaryNames(response)) {
    AppendLine(key, name, ValuesOf(request, name));
  }
  return key;
}

bool MatchesVary(std::string_view key, const Headers& request) {
  for (const auto& [name, value] : ParseHeaders(key)) {
    if (ValuesOf(request, name) != value) {
      return false;
    }
  }
  return true;
}

bool SameHeaders(const Headers& a, const Headers& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return SameName(x.first, y.first) && SameName(x.second, y.second);
  });
}

std::string FormatHeaders(const Headers& headers) {
  std::string lines;
  for (const auto& [name, value] : headers) {
    AppendLine(lines, name, value);
  }
  return lines;
}

Headers ParseHeaders(std::string_view lines) {
  Headers headers;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    const std::size_t colon = std::min(line.find(": "), line.size());
    headers.emplace_back(line.substr(0, colon), line.substr(std::min(colon + 2, line.size())));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return headers;
}

}  // namespace ibid::cache
