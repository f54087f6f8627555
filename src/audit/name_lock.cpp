#include "audit/name_lock.h"

#include <cerrno>
#include <charconv>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "digest/digest.h"

namespace ibid::audit {
namespace {

// Which byte stands for a name. Two names that share one wait for each other for nothing: once in
// hundreds of millions.
off_t ByteOf(const std::string& name) {
  const std::string digest = digest::Sha256Hex(name);
  unsigned value = 0;
  std::from_chars(digest.data(), digest.data() + 7, value, 16);
  return static_cast<off_t>(value);
}

}  // namespace

std::optional<NameLock> NameLock::Take(const std::string& cache, const std::string& name) {
  const int fd = open((cache + "-audits").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    return NameLock(-1);
  }
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = ByteOf(name);
  lock.l_len = 1;
  // Of the open file and not of the process, so that it does not go with another descriptor.
  if (fcntl(fd, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES)) {
    return NameLock(fd);
  }
  close(fd);
  return std::nullopt;
}

NameLock::NameLock(NameLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

NameLock::~NameLock() {
  if (fd_ >= 0) {
    close(fd_);
  }
}

}  // namespace ibid::audit
