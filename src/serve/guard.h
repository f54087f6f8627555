#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "serve/message.h"

// Who may ask what. Pure.
//
// A browser lets every page send requests here; what it says of where they come from (Host, Origin,
// Sec-Fetch-Site) cannot be forged by a page, and that decides:
//
// - Host must be a name of this server, or a page whose host's address was changed to ours (DNS
//   rebinding) would be of our own origin;
// - what another site's page sends (Sec-Fetch-Site: cross-site, same-site) gets nothing of /api/,
//   though links to pages may lead here;
// - what changes something carries no Origin but our own, and no body of a type that a form can
//   send.
//
// Who is not signed in gets a 401; a browser that wants to show something is sent to the page where
// one signs in (303).
//
// No answer allows another origin anything (CORS), so what a browser asks for beforehand (OPTIONS)
// is denied by silence.
namespace ibid::serve {

struct GuardOptions {
  std::vector<std::string> hosts;  // As Host has them: "127.0.0.1:8017", "localhost:8017".
  int any_address_port = 0;        // Not 0: an IP address with this port is a name of ours, too.
  std::string token;               // Empty: whoever reaches the server may ask.
};

class Guard {
 public:
  explicit Guard(GuardOptions options);

  // Null: go on. Else the answer; the body is not wanted then.
  ResponsePtr Refuse(const Request& request) const;

  // Whether this is the token. Takes as long for every guess of the same length.
  bool IsToken(std::string_view guess) const;
  // What the browser keeps instead of the token: follows from it, and gives nothing of it away.
  std::string SetCookie() const;
  static std::string ClearCookie();
  bool has_token() const { return !options_.token.empty(); }

 private:
  bool IsOurHost(std::string_view host) const;
  bool IsOurOrigin(const Request& request) const;
  bool IsLetIn(const Request& request) const;

  GuardOptions options_;
  std::string cookie_;
};

// Whether a method changes nothing (RFC 9110, 9.2.1).
bool IsSafe(std::string_view method);
// A media type without its parameters, lower case.
std::string MediaType(std::string_view content_type);

}  // namespace ibid::serve
