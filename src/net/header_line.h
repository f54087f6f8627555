#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "ibid/result.h"

namespace ibid::net {

// A header to be sent is one header: a token for a name and nothing in the value that would begin
// another line (RFC 9110, 5.1 and 5.5).
bool IsSendable(std::string_view name, std::string_view value);

// "Name: value" of a user's own header. Error kUsage for what is no header, and for those that are
// not the user's to set: framing, the host, and credentials, which go to one host and not to all
// (the configuration has a place for them). Does not repeat the value.
Result<std::pair<std::string, std::string>> ParseHeader(std::string_view line);

}  // namespace ibid::net
