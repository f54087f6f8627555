#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace ibid::text {

// "90d", "12h", "30m", "10s": a whole number up to 100000 and its unit. Nothing else is one.
std::optional<std::chrono::seconds> ParseAge(std::string_view text);

}  // namespace ibid::text
