#include "serve/guard.h"

#include <algorithm>
#include <charconv>

#include "digest/digest.h"
#include "serve/problem.h"
#include "serve/target.h"
#include "text/utf8.h"

namespace ibid::serve {
namespace {

constexpr std::string_view kCookie = "ibid_session";
constexpr std::string_view kBearer = "Bearer ";

// As long for each guess of the same length, whatever of it is right.
bool Equal(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) {
    return false;
  }
  volatile unsigned different = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    different = different | static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^
                                                  static_cast<unsigned char>(b[i]));
  }
  return different == 0;
}

bool IsNumberTo(std::string_view text, int max) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && text.size() <= 5 &&
         text[0] != '-' && value <= max;
}

// "192.0.2.1" or "[2001:db8::1]": nothing that DNS has a say in.
bool IsAddress(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    const std::string_view inner = host.substr(1, host.size() - 2);
    return inner.find(':') != std::string_view::npos &&
           inner.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
  }
  int parts = 0;
  for (std::size_t at = 0; at <= host.size(); ++parts) {
    const std::size_t end = std::min(host.find('.', at), host.size());
    if (!IsNumberTo(host.substr(at, end - at), 255)) {
      return false;
    }
    at = end + 1;
  }
  return parts == 4;
}

std::string_view CookieOf(std::string_view header) {
  for (std::size_t at = 0; at < header.size();) {
    const std::size_t end = std::min(header.find(';', at), header.size());
    const std::string_view pair = text::Trim(header.substr(at, end - at));
    at = end + 1;
    if (pair.size() > kCookie.size() && pair.substr(0, kCookie.size()) == kCookie &&
        pair[kCookie.size()] == '=') {
      return pair.substr(kCookie.size() + 1);
    }
  }
  return {};
}

bool IsApi(std::string_view path) {
  return path == "/api" || path.substr(0, 5) == "/api/";
}

// Whether a browser asks in order to show the answer as a page: then a problem in JSON is no help.
bool IsForPeople(const Request& request) {
  return request.method == "GET" && request.authorization.empty() &&
         request.accept.find("text/html") != std::string::npos;
}

// To where somebody can sign in, and from there back.
ResponsePtr ToSignIn(const Request& request) {
  auto response = std::make_shared<Response>();
  response->status = 303;
  response->headers = {{"Location", "/#/open?" + Encoded(request.target)}};
  return response;
}

}  // namespace

bool IsSafe(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

std::string MediaType(std::string_view content_type) {
  return text::Lower(text::Trim(content_type.substr(0, content_type.find(';'))));
}

Guard::Guard(GuardOptions options)
    : options_(std::move(options)), cookie_(digest::Sha256Hex("ibid session " + options_.token)) {}

bool Guard::IsOurHost(std::string_view host) const {
  const bool named =
      std::any_of(options_.hosts.begin(), options_.hosts.end(),
                  [&](const std::string& name) { return text::EqualNoCase(name, host); });
  if (named || options_.any_address_port == 0) {
    return named;
  }
  const std::string port = ":" + std::to_string(options_.any_address_port);
  if (host.size() > port.size() && host.substr(host.size() - port.size()) == port) {
    host.remove_suffix(port.size());
  } else if (options_.any_address_port != 80) {
    return false;
  }
  return IsAddress(host);
}

// Ours is the origin whose host and port are those that the request was sent to. Behind a proxy
// that speaks TLS its scheme is https.
bool Guard::IsOurOrigin(const Request& request) const {
  return text::EqualNoCase(request.origin, "http://" + request.host) ||
         text::EqualNoCase(request.origin, "https://" + request.host);
}

bool Guard::IsToken(std::string_view guess) const {
  return has_token() && Equal(guess, options_.token);
}

bool Guard::IsLetIn(const Request& request) const {
  if (!has_token()) {
    return true;
  }
  if (text::StartsWithNoCase(request.authorization, kBearer)) {
    return IsToken(text::Trim(std::string_view(request.authorization).substr(kBearer.size())));
  }
  return Equal(CookieOf(request.cookie), cookie_);
}

std::string Guard::SetCookie() const {
  return std::string(kCookie) + "=" + cookie_ + "; Path=/; HttpOnly; SameSite=Strict";
}

std::string Guard::ClearCookie() {
  return std::string(kCookie) + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0";
}

ResponsePtr Guard::Refuse(const Request& request) const {
  if (request.doubled) {
    return Problem(400, "a header that may be there once is there twice; send it once");
  }
  if (!HasClearEnd(request)) {
    return Problem(400,
                   "where the body ends is not clear; send Content-Length, or Transfer-Encoding: "
                   "chunked, and not both");
  }
  if (!IsOurHost(request.host)) {
    return Problem(403,
                   "this server does not go by the name that the request was sent to (Host); "
                   "use the address that it printed, or start it with --server-name");
  }
  const bool safe = IsSafe(request.method);
  const bool api = IsApi(request.path());
  const bool own_page = request.fetch_site.empty() || request.fetch_site == "same-origin" ||
                        (safe && request.fetch_site == "none");
  if ((api || !safe) && !own_page) {
    return Problem(403, "a page of another site asks for this, which it may not");
  }
  if (request.has_origin && !(safe && !api) && !IsOurOrigin(request)) {
    return Problem(403, "a page of another origin asks for this, which it may not");
  }
  const bool begins_session = request.path() == "/api/session";
  if (api && !begins_session && !IsLetIn(request)) {
    if (IsForPeople(request)) {
      return ToSignIn(request);
    }
    std::shared_ptr<Response> response =
        Problem(401,
                "this server wants its token: send 'Authorization: Bearer TOKEN', or open its page "
                "in a browser and enter it there");
    response->headers.emplace_back("WWW-Authenticate", "Bearer realm=\"ibid\"");
    return response;
  }
  return nullptr;
}

}  // namespace ibid::serve
