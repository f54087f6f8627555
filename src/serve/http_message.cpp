#include "serve/http_message.h"

#include <string>
#include <string_view>
#include <utility>

#include <microhttpd.h>

#include "serve/problem.h"
#include "serve/stream.h"
#include "text/utf8.h"

namespace ibid::serve {
namespace {

constexpr std::size_t kStreamBlock = 4096;

struct Known {
  std::string_view name;
  std::string Request::* field;
  bool once;  // Two of them are two requests, or none.
};
constexpr Known kKnown[] = {
    {"Host", &Request::host, true},
    {"Origin", &Request::origin, true},
    {"Sec-Fetch-Site", &Request::fetch_site, true},
    {"Authorization", &Request::authorization, true},
    {"Cookie", &Request::cookie, true},
    {"Content-Type", &Request::content_type, true},
    {"Content-Length", &Request::content_length, true},
    {"Transfer-Encoding", &Request::transfer_encoding, true},
    {"If-None-Match", &Request::if_none_match, false},
    {"Last-Event-ID", &Request::last_event_id, true},
    {"Accept", &Request::accept, false},
    {"Accept-Encoding", &Request::accept_encoding, false},
};

struct Reading {
  Request& request;
  unsigned seen = 0;
};

MHD_Result OnHeader(void* context, MHD_ValueKind, const char* name, const char* value) {
  auto& reading = *static_cast<Reading*>(context);
  reading.request.expects_continue =
      reading.request.expects_continue || text::EqualNoCase(name, "Expect");
  for (std::size_t i = 0; i < std::size(kKnown); ++i) {
    const Known& known = kKnown[i];
    if (!text::EqualNoCase(name, known.name)) {
      continue;
    }
    std::string& field = reading.request.*known.field;
    if ((reading.seen & 1U << i) != 0 && known.once) {
      reading.request.doubled = true;
    }
    if ((reading.seen & 1U << i) != 0 && !known.once) {
      field += ", ";
    }
    field += value == nullptr ? "" : value;
    reading.seen |= 1U << i;
    reading.request.has_origin = reading.request.has_origin || known.field == &Request::origin;
  }
  return MHD_YES;
}

// What every answer has. What an answer says itself goes before.
constexpr std::pair<std::string_view, std::string_view> kAlways[] = {
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
};

void AddHeaders(MHD_Response* to, const Response& response) {
  for (const auto& [name, value] : kAlways) {
    if (HeaderOf(response, name).data() == nullptr) {
      MHD_add_response_header(to, std::string(name).c_str(), std::string(value).c_str());
    }
  }
  for (const auto& [name, value] : response.headers) {
    if (!value.empty()) {
      MHD_add_response_header(to, name.c_str(), value.c_str());
    }
  }
}

// One stream on its way to one reader.
struct Sending {
  std::shared_ptr<Stream> stream;
  MHD_Connection* connection;
};

ssize_t NextBlock(void* context, std::uint64_t, char* out, std::size_t max) {
  auto* sending = static_cast<Sending*>(context);
  MHD_Connection* connection = sending->connection;
  std::size_t size = 0;
  switch (sending->stream->Take(
      out, max, size, [connection] { MHD_suspend_connection(connection); },
      [connection] { MHD_resume_connection(connection); })) {
    case Stream::Taken::kSome:
      return static_cast<ssize_t>(size);
    case Stream::Taken::kWait:
      return 0;
    case Stream::Taken::kEnd:
      return MHD_CONTENT_READER_END_OF_STREAM;
  }
  return MHD_CONTENT_READER_END_WITH_ERROR;
}

void StopSending(void* context) {
  auto* sending = static_cast<Sending*>(context);
  sending->stream->Abandon();
  delete sending;
}

bool SendStream(MHD_Connection* connection, const Response& response) {
  MHD_Response* out =
      MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, kStreamBlock, &NextBlock,
                                        new Sending{response.stream, connection}, &StopSending);
  if (out == nullptr) {
    return false;
  }
  AddHeaders(out, response);
  const bool queued =
      MHD_queue_response(connection, static_cast<unsigned>(response.status), out) == MHD_YES;
  MHD_destroy_response(out);
  return queued;
}

// What the library sends refers to the body of our answer, which stays as long as that.
struct Held {
  ResponsePtr response;
};

bool NotModified(const Request& request, const Response& response) {
  const std::string_view etag = HeaderOf(response, "ETag");
  if (response.status != 200 || etag.empty() || request.if_none_match.empty()) {
    return false;
  }
  return request.if_none_match == "*" || request.if_none_match.find(etag) != std::string::npos;
}

}  // namespace

void ReadHeaders(MHD_Connection* connection, Request& request) {
  Reading reading{request};
  MHD_get_connection_values(connection, MHD_HEADER_KIND, &OnHeader, &reading);
}

bool SendResponse(MHD_Connection* connection, const Request& request, const ResponsePtr& response) {
  if (response->stream) {
    return SendStream(connection, *response);
  }
  const bool same = NotModified(request, *response);
  auto* held = new Held{response};
  const std::string_view body = same ? std::string_view() : std::string_view(response->body);
  MHD_Response* out = MHD_create_response_from_buffer_with_free_callback_cls(
      body.size(), const_cast<char*>(body.data()),  // NOLINT: it only reads.
      [](void* context) { delete static_cast<Held*>(context); }, held);
  if (out == nullptr) {
    delete held;
    return false;
  }
  AddHeaders(out, *response);
  const unsigned status = same ? MHD_HTTP_NOT_MODIFIED : static_cast<unsigned>(response->status);
  const bool queued = MHD_queue_response(connection, status, out) == MHD_YES;
  MHD_destroy_response(out);
  return queued;
}

ResponsePtr TooLarge(std::uint64_t bytes_max) {
  return Problem(413, "the body is larger than " + std::to_string(bytes_max) +
                          " bytes, which is the limit here; raise it with --max-input");
}

}  // namespace ibid::serve
