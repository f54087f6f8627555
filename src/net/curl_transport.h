#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ibid/secrets.h"
#include "net/connect_to.h"
#include "net/curl_loop.h"
#include "net/proxy.h"
#include "net/transport.h"

namespace ibid::net {

// Every limit has an outcome: over a time, Failure::kTimeout (kConnect, kDnsTemporary before there
// is a connection, a name); over a size, kTooLarge, and what was read until then is there.
struct TransportOptions {
  // Says who asks. Not like a browser's: t.co and others answer those with a page of script.
  std::string user_agent = "ibid/0.1 (resolves what articles cite; libcurl)";

  std::chrono::milliseconds connect_timeout{10'000};  // Name, TCP and TLS.
  std::chrono::seconds stall_timeout{45};           // Less than a byte a second for about so long.
  std::chrono::milliseconds total_timeout{90'000};  // CDX servers may think for a minute.

  int header_count_max = 500;
  std::uint64_t header_bytes_max = 256 * 1024;
  std::uint64_t body_bytes_max = 16 * 1024 * 1024;  // Decoded.
  // Of a body that no resolver reads (pictures, sound, archives, PDF), so much is taken and the
  // rest is not waited for: the answer is there, its body_complete false. Requests with a limit of
  // their own get it all.
  std::uint64_t opaque_bytes_max = 64 * 1024;
  // A body of more than a MiB that is over so many times as large as what came over the wire is a
  // decompression bomb.
  std::uint64_t expansion_max = 200;

  std::vector<ConnectTo> connect_to;  // Detours; what they lead to may be a private address.
  std::string ca_file;                // PEM; instead of the system's authorities.
  Proxy proxy;
  bool allow_private = false;  // See guard.h.
  // Shown over https to the host that is named, and to nobody else; in no exchange.
  std::vector<HostCredential> credentials;
};

// One hop over HTTP/1.1 or 2 with libcurl. Only http and https; no redirect is followed, no cookie
// kept or sent, no credentials taken from a URL, .netrc or the environment. Bodies are decoded
// (gzip, deflate, br and zstd where libcurl has them). Every URL and, after DNS, every address is
// judged by the guard (guard.h) before a socket is opened; a detour's target and a proxy are judged
// by the user who named them. Names under .invalid do not exist (RFC 6761, 6.4): nobody is asked
// for them.
class CurlTransport final : public Transport {
 public:
  // `loop` outlives the transport.
  CurlTransport(CurlLoop& loop, TransportOptions options);
  // What is under way ends without its `done`.
  ~CurlTransport() override;

  void Start(HttpRequest request, Done done) override;
  void Stop() override;

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace ibid::net
