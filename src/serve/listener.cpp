#include "serve/listener.h"

#include <cerrno>
#include <cstdint>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ibid::serve {
namespace {

constexpr int kBacklog = 1024;

// A socket that listens, or -1 and errno; `port` becomes the one it has.
int Listen(const std::string& address, int& port) {
  sockaddr_storage storage{};
  socklen_t size = 0;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET, address.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(static_cast<std::uint16_t>(port));
    size = sizeof *v4;
  } else if (inet_pton(AF_INET6, address.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(static_cast<std::uint16_t>(port));
    size = sizeof *v6;
  } else {
    errno = EINVAL;
    return -1;
  }
  const int fd = socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int on = 1;
  auto* any = reinterpret_cast<sockaddr*>(&storage);
  // A server that was just ended leaves connections behind that would block the address.
  if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind(fd, any, size) != 0 || listen(fd, kBacklog) != 0 || getsockname(fd, any, &size) != 0) {
    const int why = errno;
    if (fd >= 0) {
      close(fd);
    }
    errno = why;
    return -1;
  }
  port = ntohs(storage.ss_family == AF_INET ? v4->sin_port : v6->sin6_port);
  return fd;
}

}  // namespace

bool IsIpAddress(const std::string& text) {
  in6_addr ignored{};
  return inet_pton(AF_INET, text.c_str(), &ignored) == 1 ||
         inet_pton(AF_INET6, text.c_str(), &ignored) == 1;
}

Result<Listener> Listener::Open(const std::string& address, int port) {
  int got = port;
  const int fd = Listen(address, got);
  if (fd < 0) {
    return Error{ErrorCode::kUsage,
                 "cannot listen on " + address + " port " + std::to_string(port) + ": " +
                     std::generic_category().message(errno) +
                     "; --listen takes another address of this machine, --port another number, or "
                     "0 for one that is free"};
  }
  return Listener(fd, got);
}

Listener::~Listener() {
  if (fd_ >= 0) {
    close(fd_);
  }
}

}  // namespace ibid::serve
