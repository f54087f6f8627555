#pragma once

#include <string>
#include <string_view>

#include "ibid/result.h"

namespace ibid::net {

// One detour, as --connect-to and CURLOPT_CONNECT_TO write it: HOST1:PORT1:HOST2:PORT2. Requests to
// HOST1:PORT1 connect to HOST2:PORT2 instead; Host header and TLS name stay. Empty HOST1 or PORT1:
// any; empty HOST2 or PORT2: as asked. IPv6 addresses stand in brackets.
struct ConnectTo {
  std::string host;
  std::string port;
  std::string target_host;
  std::string target_port;

  bool Matches(std::string_view asked_host, int asked_port) const;
};

// kUsage where the text is not of that form.
Result<ConnectTo> ParseConnectTo(std::string_view text);

}  // namespace ibid::net
