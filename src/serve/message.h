#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What comes in and what goes out, without the library that carries it.
namespace ibid::serve {

// A request whose headers are read. Of its headers only those that the server looks at are kept.
struct Request {
  std::string method;
  std::string target;  // As sent: "/api/checks?limit=2". Nothing is decoded.
  std::string host;
  std::string origin;
  std::string fetch_site;  // Sec-Fetch-Site
  std::string authorization;
  std::string cookie;
  std::string content_type;
  std::string content_length;
  std::string transfer_encoding;
  std::string if_none_match;
  std::string last_event_id;
  std::string accept;
  std::string accept_encoding;
  bool has_origin = false;        // "Origin:" with nothing behind it is an origin too.
  bool expects_continue = false;  // Expect: 100-continue: the body comes when it is wanted.
  bool doubled = false;           // A header of which there may be one came more than once.
  std::string body;

  // The target up to the "?", and what follows it.
  std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
  std::string_view query() const {
    const std::size_t at = target.find('?');
    return at == std::string::npos ? std::string_view() : std::string_view(target).substr(at + 1);
  }
};

bool HasBody(const Request& request);
// Whether it is beyond doubt where the body ends. Where it is not, what follows may be meant as
// another request by somebody in between (RFC 9112, 11.2), and nothing of it may be read.
bool HasClearEnd(const Request& request);
// Of Content-Length; 0 where there is none.
std::uint64_t LengthOf(const Request& request);

class Stream;

// An answer; shared by all who get the same one.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // Beside those of every answer.
  std::string body;
  std::shared_ptr<Stream> stream;  // Instead of a body: goes on until it ends.
};
using ResponsePtr = std::shared_ptr<const Response>;
using Answer = std::function<void(ResponsePtr)>;

}  // namespace ibid::serve
