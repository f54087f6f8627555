#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "url/url.h"

struct sockaddr;

// What ibid refuses to ask. Articles are written by strangers, and a server that fetches what
// strangers write is made to read its own network's secrets (server-side request forgery) unless it
// checks; and it checks twice: the URL before anything is done, and the address of each socket
// after DNS, before it is connected, so that a name which changes its address between two look-ups
// gains nothing.
//
// Pure; any thread.
namespace ibid::net {

struct GuardOptions {
  bool allow_private = false;  // Private, loopback and link-local addresses may be asked too.
  // Textual addresses that the user named as targets of --connect-to or as proxy: may be asked.
  std::vector<std::string> allowed_addresses;
};

// Why the URL may not be asked, for people; nothing where it may: scheme, host, port, literal
// address.
std::optional<std::string> RefuseUrl(const url::Url& url, const GuardOptions& options);

// Why a socket to this address may not be opened; nothing where it may. Only IPv4 and IPv6 may.
std::optional<std::string> RefuseAddress(const sockaddr* address, const GuardOptions& options);

// "127.0.0.1" or "::1", without zone; empty for other families.
std::string AddressText(const sockaddr* address);

}  // namespace ibid::net
