#include "resolve/pages/cookies.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "text/utf8.h"

namespace ibid::resolve {
namespace {

bool IsUnder(std::string_view host, std::string_view domain) {
  return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                            host[host.size() - domain.size() - 1] == '.');
}

// RFC 6265, 5.1.4.
bool PathMatches(std::string_view path, std::string_view cookie_path) {
  return path.starts_with(cookie_path) &&
         (path.size() == cookie_path.size() || cookie_path.ends_with('/') ||
          path[cookie_path.size()] == '/');
}

std::string DefaultPath(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos || slash == 0 ? "/" : std::string(path.substr(0, slash));
}

bool IsOneLine(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

std::pair<std::string_view, std::string_view> Pair(std::string_view text) {
  const std::size_t equals = std::min(text.find('='), text.size());
  return {text::Trim(text.substr(0, equals)),
          text::Trim(text.substr(std::min(equals + 1, text.size())))};
}

}  // namespace

void Cookies::Take(const Exchange& answer) {
  const auto url = url::Url::Parse(answer.request.url);
  if (!url) {
    return;
  }
  for (const auto& [name, value] : answer.headers) {
    if (text::EqualNoCase(name, "Set-Cookie")) {
      Set(value, *url);
    }
  }
}

void Cookies::Set(std::string_view line, const url::Url& url) {
  std::size_t end = std::min(line.find(';'), line.size());
  const auto [name, value] = Pair(line.substr(0, end));
  if (name.empty() || line.substr(0, end).find('=') == std::string_view::npos ||
      name.size() + value.size() > kBytesMax || !IsOneLine(name) || !IsOneLine(value)) {
    return;
  }
  Cookie cookie{std::string(name), std::string(value), std::string(url.host()),
                DefaultPath(url.path())};
  bool deleted = false;
  while (end < line.size()) {
    line.remove_prefix(end + 1);
    end = std::min(line.find(';'), line.size());
    const auto [key, word] = Pair(line.substr(0, end));
    if (text::EqualNoCase(key, "Secure")) {
      cookie.secure = true;
    } else if (text::EqualNoCase(key, "Path") && word.starts_with('/')) {
      cookie.path = word;
    } else if (text::EqualNoCase(key, "Max-Age")) {
      long seconds = 1;
      std::from_chars(word.data(), word.data() + word.size(), seconds);
      deleted = seconds <= 0;
    } else if (text::EqualNoCase(key, "Domain") && !word.empty()) {
      const std::string domain = text::Lower(word.substr(word.starts_with('.') ? 1 : 0));
      if (!IsUnder(url.host(), domain) || !IsUnder(domain, url::RegistrableDomain(url.host()))) {
        return;
      }
      cookie.whole_domain = true;
      cookie.domain = domain;
    }
  }
  std::erase_if(cookies_, [&](const Cookie& old) {
    return old.name == cookie.name && old.domain == cookie.domain && old.path == cookie.path;
  });
  if (!deleted && cookies_.size() < kCookiesMax) {
    cookies_.push_back(std::move(cookie));
  }
}

std::string Cookies::For(const url::Url& url) const {
  std::string out;
  for (const Cookie& cookie : cookies_) {
    const bool host =
        cookie.whole_domain ? IsUnder(url.host(), cookie.domain) : url.host() == cookie.domain;
    if (host && PathMatches(url.path().empty() ? "/" : url.path(), cookie.path) &&
        (!cookie.secure || url.scheme() == "https")) {
      out += (out.empty() ? "" : "; ") + cookie.name + "=" + cookie.value;
    }
  }
  return out;
}

}  // namespace ibid::resolve
