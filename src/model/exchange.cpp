#include "ibid/exchange.h"

#include <algorithm>

namespace ibid {

std::optional<std::string_view> FindHeader(const Headers& headers, std::string_view name) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  for (const auto& [key, value] : headers) {
    if (std::equal(key.begin(), key.end(), name.begin(), name.end(),
                   [&](char a, char b) { return lower(a) == lower(b); })) {
      return value;
    }
  }
  return std::nullopt;
}

std::optional<Failure> FailureNamed(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(Failure::kCancelled); ++i) {
    if (Name(static_cast<Failure>(i)) == name) {
      return static_cast<Failure>(i);
    }
  }
  return std::nullopt;
}

}  // namespace ibid
