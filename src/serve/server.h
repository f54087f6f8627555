#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ibid/result.h"
#include "serve/worker.h"

// `ibid serve`: checks asked for, worked on and shown over HTTP.
namespace ibid::serve {

struct ServeOptions {
  std::string address = "127.0.0.1";
  int port = 8017;                 // 0: one that is free.
  std::vector<std::string> names;  // Further names that Host may have: "ibid.example.org".
  std::string token;               // Needed for an address beyond loopback.
  int queue_max = 1000;
  int connections_max = 4096;
  std::string version;
  WorkOptions work;
};

// The shortest token that is taken.
inline constexpr std::size_t kTokenBytesMin = 16;

class Server {
 public:
  // Answers from now on. kUsage: the options do not fit one another, or this machine; kStorage: the
  // cache cannot be used, or another server works on it.
  static Result<std::unique_ptr<Server>> Start(ServeOptions options);
  // Stops: nothing new is taken, what is being answered is answered, streams end, and checks that
  // are under way are queued for the next server.
  ~Server();

  std::string url() const;  // "http://127.0.0.1:8017/"

 private:
  struct Inner;
  explicit Server(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace ibid::serve
