#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cache/checks.h"
#include "json/writer.h"

// A check as the API has it (openapi.json: Check).
namespace ibid::serve {

struct CheckProgress {
  std::string_view step;  // "fetching", "reading", "asking", "writing"
  std::int64_t references = 0;
  std::int64_t resolved = 0;
  std::string waiting_for;  // A URL, perhaps cut short.
};

void WriteCheck(json::Writer& writer, const cache::CheckRow& row,
                const std::optional<CheckProgress>& progress = std::nullopt);
std::string CheckJson(const cache::CheckRow& row,
                      const std::optional<CheckProgress>& progress = std::nullopt);

}  // namespace ibid::serve
