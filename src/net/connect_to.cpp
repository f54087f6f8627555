#include "net/connect_to.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace ibid::net {
namespace {

bool IsPort(std::string_view text) {
  return text.size() <= 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool ConnectTo::Matches(std::string_view asked_host, int asked_port) const {
  return (host.empty() || text::EqualNoCase(host, asked_host)) &&
         (port.empty() || port == std::to_string(asked_port));
}

Result<ConnectTo> ParseConnectTo(std::string_view text) {
  std::array<std::string, 4> parts;
  std::size_t part = 0;
  bool bracket = false;
  for (const char c : text) {
    bracket = c == '[' || (bracket && c != ']');
    if (c == ':' && !bracket) {
      if (++part == parts.size()) {
        break;
      }
    } else {
      parts[part] += c;
    }
  }
  if (part != 3 || bracket || !IsPort(parts[1]) || !IsPort(parts[3])) {
    return Error{ErrorCode::kUsage,
                 "a detour is HOST1:PORT1:HOST2:PORT2, any of them empty, and not '" +
                     text::Shorten(text::Repair(text), 80) + "'"};
  }
  return ConnectTo{parts[0], parts[1], parts[2], parts[3]};
}

}  // namespace ibid::net
