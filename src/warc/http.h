#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ibid/exchange.h"

// HTTP messages as archives keep them (RFC 9112; WARC 1.1, 6.3), read with tolerance: line ends of
// any kind, no reason phrase, headers without end.
namespace ibid::warc {

struct HttpHead {
  std::string version;  // "1.1"
  int status = 0;       // Of a response.
  std::string method;   // Of a request.
  Headers headers;
  std::size_t body = 0;  // Where in the block the body begins.
};

std::optional<HttpHead> ParseResponse(std::string_view block);
std::optional<HttpHead> ParseRequest(std::string_view block);

struct DecodedBody {
  std::string bytes;
  bool complete = true;  // False where it was cut at `bytes_max`, or the encoding is damaged.
  bool too_large = false;
  std::string note;  // For people: what could not be undone.
};

// The content of a body as it went over the wire: chunks joined (RFC 9112, 7.1), gzip and deflate
// undone (RFC 9110, 8.4). Many tools store bodies decoded and leave the headers as they were, so
// what does not look encoded is taken as it is. Brotli and Zstandard stay as they are, with a note.
DecodedBody DecodeBody(const Headers& headers, std::string_view body, std::uint64_t bytes_max);

}  // namespace ibid::warc
