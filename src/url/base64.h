#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ibid::url {

// Base64 (RFC 4648), in the URL's alphabet or the common one, padded or not. None for other bytes.
std::optional<std::string> DecodeBase64(std::string_view text);

// The value of a digit of the URL's alphabet (section 5), or -1.
int Base64Digit(char c);

}  // namespace ibid::url
