#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "ibid/result.h"
#include "serve/listener.h"
#include "serve/message.h"

// HTTP/1.1 over TCP. The only home of libmicrohttpd, which no header names.
namespace ibid::serve {

// Who answers. Called by several threads at once.
class Handler {
 public:
  virtual ~Handler() = default;

  // The headers of a request are there. Null: go on and read the body, of which at most
  // `body_bytes_max` are taken.
  virtual ResponsePtr Refuse(const Request& request, std::uint64_t& body_bytes_max) = 0;
  // The whole request is there: an answer that costs no more than microseconds, or null.
  virtual ResponsePtr Quick(const Request& request) = 0;
  // What Quick did not answer. `answer` is called exactly once, by any thread.
  virtual void Slow(std::shared_ptr<const Request> request, Answer answer) = 0;
};

struct HttpOptions {
  int threads = 2;
  int connections_max = 4096;
  int connections_per_address_max = 0;  // 0: as many as there are.
  // All bodies that are being received, together.
  std::uint64_t bodies_bytes_max = std::uint64_t{256} << 20U;
  // From the start of a connection, or the end of the last answer, to the end of a request's
  // headers; from there to the end of its body; from there to the end of the answer, but for one
  // that goes on.
  std::chrono::seconds header_time{30};
  std::chrono::seconds body_time{120};
  std::chrono::seconds answer_time{300};
  // While more than three quarters of the connections are in use: for a request's headers, and from
  // one part of its body to the next; and for taking an answer. So who holds connections and says
  // nothing does not keep others out.
  std::chrono::seconds pressed_time{2};
  std::chrono::seconds pressed_answer_time{20};
};

class HttpServer {
 public:
  // Answers from now on. `handler` outlives the server. kInternal: out of descriptors or threads.
  static Result<std::unique_ptr<HttpServer>> Start(Listener listener, const HttpOptions& options,
                                                   Handler& handler);
  // Ends every connection. REQUIRES: every Slow has answered.
  ~HttpServer();

  // Takes no new connection from now on.
  void StopListening();
  // Waits until what is being answered is answered, at most so long. Streams must have ended.
  void Drain(std::chrono::milliseconds patience);

 private:
  struct Inner;
  explicit HttpServer(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace ibid::serve
