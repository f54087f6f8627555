#pragma once

#include <map>
#include <string>
#include <vector>

// What the user may show to a host and nobody may read afterwards. Secrets are never written to
// output, cache, recording or messages, and never follow a redirect to another host.
namespace ibid {

// For requests to one host and nothing under or beside it.
struct HostCredential {
  std::string host;  // As in URLs: lower case, without port.
  std::string user;  // Basic authentication (RFC 7617), where not empty.
  std::string password;
  std::string bearer;                // Bearer token (RFC 6750), where not empty.
  std::vector<std::string> headers;  // "Name: value", for what is neither.
};

struct Secrets {
  std::vector<HostCredential> hosts;
  // Keys for the interfaces of services by name: "nyt", "guardian", "wayback" ("ACCESS:SECRET").
  std::map<std::string, std::string> keys;
};

}  // namespace ibid
