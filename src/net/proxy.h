#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ibid/result.h"

namespace ibid::net {

// The proxy that the user names, and the hosts that are asked without it. Never taken from the
// environment.
//
// The guard behind a proxy: URLs are judged as ever (schemes, ports, literal addresses, names that
// mean this network), but names are resolved by the proxy, so the address behind a name is the
// proxy's to judge. Hosts that are asked directly are judged in full.
struct Proxy {
  std::string url;                  // As libcurl takes it; empty: none.
  std::vector<std::string> direct;  // Lower-case hosts, each with all under it; "*": everything.

  // Whether this host, as in a URL, is asked through the proxy.
  bool Carries(std::string_view host) const;
};

// `url` is http://, https:// or socks5:// with a host, perhaps "user:password@" before it and a
// port behind; without a scheme it is http. socks5 means that the proxy resolves names (as curl's
// socks5h). `direct` are hosts with commas between them, "*" or "". Error kUsage, which does not
// repeat what may be a password.
Result<Proxy> ParseProxy(std::string_view url, std::string_view direct);

}  // namespace ibid::net
