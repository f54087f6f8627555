#include "net/proxy.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/utf8.h"

namespace ibid::net {

bool Proxy::Carries(std::string_view host) const {
  return !url.empty() && std::none_of(direct.begin(), direct.end(), [&](const std::string& one) {
    return one == "*" || host == one ||
           (host.size() > one.size() && host.ends_with(one) &&
            host[host.size() - one.size() - 1] == '.');
  });
}

Result<Proxy> ParseProxy(std::string_view url, std::string_view direct) {
  static constexpr auto kSchemes = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"http", "http"}, {"https", "https"}, {"socks5", "socks5h"}, {"socks5h", "socks5h"}});
  Proxy proxy;
  if (!url.empty()) {
    const std::size_t colon = url.find("://");
    const bool has_scheme = colon != std::string_view::npos;
    const std::string scheme = has_scheme ? text::Lower(url.substr(0, colon)) : "http";
    const std::string_view rest = has_scheme ? url.substr(colon + 3) : url;
    const auto* const known = std::find_if(kSchemes.begin(), kSchemes.end(),
                                           [&](const auto& one) { return one.first == scheme; });
    const std::string_view host = rest.substr(std::min(rest.rfind('@') + 1, rest.size()));
    const bool plain =
        std::all_of(rest.begin(), rest.end(), [](char c) { return c > ' ' && c != '\x7f'; });
    if (known == kSchemes.end() || host.empty() || host.front() == ':' || !plain) {
      return Error{ErrorCode::kUsage,
                   "a proxy is http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT"};
    }
    proxy.url = std::string(known->second) + "://" + std::string(rest);
  }
  while (!direct.empty()) {
    const std::size_t comma = std::min(direct.find(','), direct.size());
    std::string_view host = text::Trim(direct.substr(0, comma));
    host.remove_prefix(host.size() > 1 && host.starts_with('.') ? 1 : 0);
    if (!host.empty()) {
      proxy.direct.push_back(text::Lower(host));
    }
    direct.remove_prefix(std::min(comma + 1, direct.size()));
  }
  return proxy;
}

}  // namespace ibid::net
