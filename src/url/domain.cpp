#include <algorithm>

#include <libpsl.h>

#include "text/utf8.h"
#include "url/url.h"

namespace ibid::url {
namespace {

std::string Plain(std::string_view host) {
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  std::string out(host);
  std::transform(out.begin(), out.end(), out.begin(), text::LowerAscii);
  return out;
}

// The last two labels: every registrable domain ends in them, and so does what has none.
std::string_view LastLabels(std::string_view host) {
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  const std::size_t top = host.rfind('.');
  const std::size_t second =
      top == std::string_view::npos || top == 0 ? top : host.rfind('.', top - 1);
  return second == std::string_view::npos ? host : host.substr(second + 1);
}

bool IsAddress(std::string_view host) {
  const std::string_view last = host.substr(host.rfind('.') + 1);
  return host.starts_with('[') ||
         std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string RegistrableDomain(std::string_view host) {
  std::string plain = Plain(host);
  if (plain.empty() || IsAddress(plain)) {
    return plain;
  }
  // The list that came with the library: no file is read, and every machine has the same.
  const char* domain = psl_registrable_domain(psl_builtin(), plain.c_str());
  return domain == nullptr ? plain : std::string(domain);
}

bool SameSite(std::string_view host_a, std::string_view host_b) {
  // Most pairs are one host, or end in different names: the list need not be asked.
  if (text::EqualNoCase(host_a, host_b)) {
    return true;
  }
  if (!text::EqualNoCase(LastLabels(host_a), LastLabels(host_b))) {
    return false;
  }
  return RegistrableDomain(host_a) == RegistrableDomain(host_b);
}

}  // namespace ibid::url
