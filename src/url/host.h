#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ibid::url {

// A host as it goes over the wire, by the host parser of the WHATWG URL standard (section 3.5):
// percent-decoded, IDNA applied, IPv4 addresses in any of the forms that browsers know (decimal,
// octal, hexadecimal, short) dotted, IPv6 compressed in brackets. None where a browser refuses it.
// Hosts of schemes that are not `special` (see the standard) stay as they are written.
std::optional<std::string> ParseHost(std::string_view text, bool special);

}  // namespace ibid::url
