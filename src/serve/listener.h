#pragma once

#include <string>
#include <utility>

#include "ibid/result.h"

namespace ibid::serve {

// Whether it is one as inet_pton(3) reads it: IPv4 or IPv6, no name.
bool IsIpAddress(const std::string& text);

// A TCP socket that listens.
class Listener {
 public:
  // REQUIRES: IsIpAddress(address). Port 0 is one that is free. kUsage: it cannot be had.
  static Result<Listener> Open(const std::string& address, int port);
  Listener(Listener&& other) noexcept : fd_(std::exchange(other.fd_, -1)), port_(other.port_) {}
  Listener& operator=(Listener&&) = delete;
  ~Listener();

  int port() const { return port_; }
  int fd() const { return fd_; }
  void Release() { fd_ = -1; }  // Somebody else closes it.

 private:
  Listener(int fd, int port) : fd_(fd), port_(port) {}
  int fd_;
  int port_;
};

}  // namespace ibid::serve
