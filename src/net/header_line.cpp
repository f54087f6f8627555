#include "net/header_line.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace ibid::net {

bool IsSendable(std::string_view name, std::string_view value) {
  const auto in_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  const auto in_value = [](char c) { return c != '\r' && c != '\n' && c != '\0'; };
  return !name.empty() && std::all_of(name.begin(), name.end(), in_name) &&
         std::all_of(value.begin(), value.end(), in_value);
}

Result<std::pair<std::string, std::string>> ParseHeader(std::string_view line) {
  static constexpr auto kOurs = std::to_array<std::string_view>(
      {"connection", "content-length", "expect", "host", "keep-alive", "te", "trailer",
       "transfer-encoding", "upgrade"});
  static constexpr auto kSecret =
      std::to_array<std::string_view>({"authorization", "cookie", "proxy-authorization"});
  const std::size_t colon = std::min(line.find(':'), line.size());
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = text::Trim(line.substr(std::min(colon + 1, line.size())));
  if (colon == line.size() || !IsSendable(name, value)) {
    return Error{ErrorCode::kUsage, "a header is \"Name: value\" in one line"};
  }
  const std::string lower = text::Lower(name);
  if (std::find(kSecret.begin(), kSecret.end(), lower) != kSecret.end()) {
    return Error{ErrorCode::kUsage, std::string(name) +
                                        " would go to every host; credentials belong to one, under "
                                        "[credentials.\"HOST\"] in the configuration"};
  }
  if (std::find(kOurs.begin(), kOurs.end(), lower) != kOurs.end()) {
    return Error{ErrorCode::kUsage, std::string(name) + " is not to be set by hand"};
  }
  return std::pair(std::string(name), std::string(value));
}

}  // namespace ibid::net
