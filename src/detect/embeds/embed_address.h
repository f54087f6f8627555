#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "url/url.h"

namespace ibid::detect {

// Which post or video a URL in markup shows: its own URL, a player's, or a wrapper's (Embedly,
// Facebook's plug-ins) with the URL inside. `base` resolves relative ones.
std::optional<url::PostAddress> AddressOf(std::string_view written,
                                          const std::optional<url::Url>& base);

// The member `key` of a JSON object, wherever it stands in `json`, if its value is a string
// (unescaped) or a whole number (its digits). A lenient reader for attributes, comments and
// scripts; the first that fits is taken.
std::optional<std::string> JsonString(std::string_view json, std::string_view key);

}  // namespace ibid::detect
