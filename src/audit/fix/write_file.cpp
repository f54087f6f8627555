#include "audit/fix/write_file.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ibid::audit {
namespace {

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() {
    if (fd_ >= 0) {
      close(fd_);
    }
  }
  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }

 private:
  int fd_;
};

Error CannotWrite(const std::string& path) {
  return {ErrorCode::kStorage, path + ": cannot be written: " + std::strerror(errno)};
}

bool WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno != EINTR) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(put > 0 ? put : 0));
  }
  return true;
}

// Writes it beside its place and puts it there when it is whole.
Result<void> Put(int folder, const std::string& name, const std::string& path,
                 std::string_view bytes, unsigned mode, const struct stat* owner) {
  const std::string temporary = name.substr(0, 200) + ".ibid-" + std::to_string(getpid());
  const Descriptor file(openat(folder, temporary.c_str(),
                               O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file.ok()) {
    return CannotWrite(path);
  }
  if (owner != nullptr && fchown(file.get(), owner->st_uid, owner->st_gid) != 0) {
    mode &= 0777U;  // Nobody else's programs get our rights.
  }
  const bool written = WriteAll(file.get(), bytes) && fchmod(file.get(), mode) == 0 &&
                       fsync(file.get()) == 0 &&
                       renameat(folder, temporary.c_str(), folder, name.c_str()) == 0;
  if (!written) {
    Error error = CannotWrite(path);
    unlinkat(folder, temporary.c_str(), 0);
    return error;
  }
  return {};
}

Result<std::string> ReadAll(int fd, const std::string& path, std::uint64_t bytes_max) {
  std::string bytes;
  std::array<char, 1U << 16U> piece;
  for (;;) {
    const ssize_t got = read(fd, piece.data(), piece.size());
    if (got < 0 && errno != EINTR) {
      return Error{ErrorCode::kInput, path + ": " + std::strerror(errno)};
    }
    if (got == 0) {
      return bytes;
    }
    bytes.append(piece.data(), static_cast<std::size_t>(got > 0 ? got : 0));
    if (bytes.size() > bytes_max) {
      return Error{ErrorCode::kInput, path + ": has grown over the limit of --max-input"};
    }
  }
}

}  // namespace

Result<OriginalFile> ReadOriginal(const std::string& path, std::uint64_t bytes_max) {
  // Not to wait for a pipe that was put there meanwhile.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file.ok()) {
    return Error{ErrorCode::kInput,
                 path + (errno == ELOOP ? ": is a symbolic link; name the file itself"
                                        : std::string(": ") + std::strerror(errno))};
  }
  struct stat about{};
  if (fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode)) {
    return Error{ErrorCode::kInput, path + ": is no plain file"};
  }
  Result<std::string> bytes = ReadAll(file.get(), path, bytes_max);
  if (!bytes) {
    return bytes.error();
  }
  return OriginalFile{std::move(bytes).value(), about.st_mode & 07777U};
}

Result<void> WriteBelow(const std::string& folder, const std::string& name, std::string_view bytes,
                        unsigned mode) {
  const std::string path = folder + "/" + name;
  if (mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST) {
    return CannotWrite(folder);
  }
  Descriptor at(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  std::size_t begin = 0;
  for (std::size_t slash; at.ok() && (slash = name.find('/', begin)) != std::string::npos;
       begin = slash + 1) {
    const std::string part = name.substr(begin, slash - begin);
    if (part.empty() || part == "..") {
      return Error{ErrorCode::kStorage, path + ": leads out of its folder"};
    }
    if (mkdirat(at.get(), part.c_str(), 0777) != 0 && errno != EEXIST) {
      return CannotWrite(path);
    }
    at =
        Descriptor(openat(at.get(), part.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  }
  if (!at.ok()) {
    return CannotWrite(path);
  }
  const std::string last = name.substr(begin);
  if (last.empty() || last == "." || last == "..") {
    return Error{ErrorCode::kStorage, path + ": names no file"};
  }
  return Put(at.get(), last, path, bytes, mode & 0777U, nullptr);
}

Result<void> WriteOver(const std::string& path, const OriginalFile& before,
                       std::string_view bytes) {
  const Result<OriginalFile> now = ReadOriginal(path, before.bytes.size());
  if (!now || now->bytes != before.bytes) {
    return Error{ErrorCode::kStorage,
                 path + ": has changed since it was read; nothing was written there"};
  }
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const Descriptor at(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  struct stat owner{};
  if (!at.ok() || stat(path.c_str(), &owner) != 0) {
    return CannotWrite(path);
  }
  return Put(at.get(), path.substr(slash + 1), path, bytes, before.mode, &owner);
}

}  // namespace ibid::audit
