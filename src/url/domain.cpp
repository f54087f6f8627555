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
  return RegistrableDomain(host_a) == RegistrableDomain(host_b);
}

}  // namespace ibid::url
