#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ibid/api.h"
#include "ibid/instant.h"

namespace ibid {

using Headers = std::vector<std::pair<std::string, std::string>>;  // In order; names as received.

// The first value of a header, name compared without case (RFC 9110, 5.1).
IBID_API std::optional<std::string_view> FindHeader(const Headers& headers, std::string_view name);

struct HttpRequest {
  std::string method = "GET";
  std::string url;  // Absolute http or https, normalised, no fragment.
  Headers headers;  // Beyond User-Agent, Accept-Encoding and a cache's validators, which are ours.
  // What is sent with a POST; its type is the header Content-Type. Neither stored nor recorded.
  std::string body;
  std::uint64_t body_bytes_max = 0;  // 0: the transport's own limit. Decoded bytes.
  bool fresh = false;                // Ask the web even where a reusable answer is stored.
  // A user's key for an interface, "api-key=...", encoded: appended to the query where the request
  // is sent and nowhere else. No part of `url`, of the exchange's id, of what is kept or shown.
  std::string secret_query;
};

// Why there is no complete answer. kNone: there is one, whatever its status.
enum class Failure : std::uint8_t {
  kNone,
  kRefused,       // By our own rules: scheme, address, port, header.
  kOffline,       // --offline, or --replay without such a record.
  kDns,           // No such name.
  kDnsTemporary,  // The resolver itself failed: our side may be at fault.
  kConnect,
  kTls,
  kTimeout,
  kTooLarge,   // Body or headers over the limit; what was read until then is there.
  kProtocol,   // Not HTTP: bad framing, wrong length, corrupt compression, reset in the middle.
  kCancelled,  // The run was stopped.
};

// One request and what came back: one hop, nothing followed. This is evidence; it is never changed.
struct Exchange {
  std::string
      id;  // "e" + 16 hex digits, from method, URL, time and answer: same exchange, same id.
  HttpRequest request;
  Failure failure = Failure::kNone;
  std::string failure_detail;  // For people: "certificate has expired".
  int status = 0;              // 0 where no status line came.
  std::string http_version;    // "1.1", "2"
  Headers headers;
  std::string body;  // Decoded (gzip, br, ...), at most body_bytes_max.
  bool body_complete = true;
  std::string body_sha256;  // Of `body`.
  Instant at{};             // When it was asked.
  std::int64_t elapsed_ms = 0;
  std::string remote_address;  // Textual IP, empty where none was reached.
  // The id of the 304 by which the server let an answer stand that we had kept: body and status are
  // of that one, headers are brought up to date, the time is the 304's. Empty: it came whole.
  std::string validated_by;
};

using ExchangePtr = std::shared_ptr<const Exchange>;

IBID_API std::string_view Name(Failure);
// The failure of that name; none where there is no such.
IBID_API std::optional<Failure> FailureNamed(std::string_view name);

}  // namespace ibid
