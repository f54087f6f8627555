#include "pipeline/transport_options.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <utility>

namespace ibid::pipeline {

Result<net::TransportOptions> TransportOptionsOf(const WebOptions& from) {
  if (!from.cacert.empty() && !std::ifstream(from.cacert)) {
    return Error{ErrorCode::kUsage, from.cacert +
                                        ": cannot be read; --cacert takes a file of "
                                        "certificates in PEM form"};
  }
  net::TransportOptions options;
  const std::chrono::seconds patience(from.timeout_s);
  options.connect_timeout = std::min<std::chrono::milliseconds>(options.connect_timeout, patience);
  options.stall_timeout = std::min(options.stall_timeout, patience);
  // A slow answer that keeps coming may take longer than one that says nothing.
  options.total_timeout = 3 * patience;
  options.ca_file = from.cacert;
  Result<net::Proxy> proxy = net::ParseProxy(from.proxy, from.no_proxy);
  if (!proxy) {
    return Error{proxy.error().code, "--proxy: " + proxy.error().message};
  }
  options.proxy = std::move(proxy).value();
  options.credentials = from.secrets.hosts;
  options.allow_private = from.allow_private;
  for (const std::string& text : from.connect_to) {
    Result<net::ConnectTo> detour = net::ParseConnectTo(text);
    if (!detour) {
      return detour.error();
    }
    options.connect_to.push_back(std::move(detour).value());
  }
  return options;
}

}  // namespace ibid::pipeline
