#include "text/age.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace ibid::text {

std::optional<std::chrono::seconds> ParseAge(std::string_view text) {
  constexpr std::string_view kUnits = "smhd";
  static constexpr std::array<std::int64_t, 4> kSeconds = {1, 60, 3600, 86'400};
  constexpr std::int64_t kMost = 100'000;
  const std::size_t unit = text.empty() ? std::string_view::npos : kUnits.find(text.back());
  if (unit == std::string_view::npos || text.front() == '-') {
    return std::nullopt;
  }
  text.remove_suffix(1);
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size() || count > kMost) {
    return std::nullopt;
  }
  return std::chrono::seconds(count * kSeconds[unit]);
}

}  // namespace ibid::text
