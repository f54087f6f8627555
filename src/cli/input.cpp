#include "cli/input.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/utf8.h"

namespace ibid::cli {
namespace {

std::string Size(std::uint64_t bytes) {
  if (bytes % (1U << 20U) == 0) {
    return std::to_string(bytes >> 20U) + " MiB";
  }
  return bytes % 1024 == 0 ? std::to_string(bytes >> 10U) + " KiB"
                           : std::to_string(bytes) + " bytes";
}

std::string Name(const std::string& input) {
  return input == "-" ? "standard input" : input;
}

// A file descriptor that closes itself; standard input stays open.
class Source {
 public:
  static Result<Source> Open(const std::string& input) {
    if (input == "-") {
      return Source(STDIN_FILENO, false);
    }
    const int fd = open(input.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
      const std::string why = errno == ENOENT ? "no such file" : std::strerror(errno);
      return Error{ErrorCode::kInput, input + ": " + why};
    }
    struct stat about{};
    if (fstat(fd, &about) == 0 && S_ISDIR(about.st_mode)) {
      close(fd);
      return Error{ErrorCode::kInput, input + ": is a directory; name the files in it"};
    }
    return Source(fd, true);
  }
  Source(Source&& other) noexcept : fd_(other.fd_), owned_(std::exchange(other.owned_, false)) {}
  Source& operator=(Source&&) = delete;
  ~Source() {
    if (owned_) {
      close(fd_);
    }
  }

  // Bytes read, 0 at the end.
  Result<std::size_t> Read(char* to, std::size_t size, const std::string& input) {
    for (;;) {
      const ssize_t got = read(fd_, to, size);
      if (got >= 0) {
        return static_cast<std::size_t>(got);
      }
      if (errno != EINTR) {
        return Error{ErrorCode::kInput, Name(input) + ": " + std::strerror(errno)};
      }
    }
  }

  // Reading now would wait. A file always has something to say, if only that it ends.
  bool IsSilent() const {
    pollfd look{fd_, POLLIN, 0};
    return poll(&look, 1, 0) == 0;
  }

  std::uint64_t SizeHint() const {
    struct stat about{};
    return fstat(fd_, &about) == 0 && about.st_size > 0 ? static_cast<std::uint64_t>(about.st_size)
                                                        : 0;
  }

 private:
  Source(int fd, bool owned) : fd_(fd), owned_(owned) {}
  int fd_;
  bool owned_;
};

constexpr std::size_t kChunk = 1U << 16U;

}  // namespace

bool IsUrl(const std::string& input) {
  return text::StartsWithNoCase(input, "http://") || text::StartsWithNoCase(input, "https://");
}

Result<std::string> ReadInput(const std::string& input, std::uint64_t bytes_max) {
  Result<Source> source = Source::Open(input);
  if (!source) {
    return source.error();
  }
  std::string bytes;
  bytes.reserve(std::min(source->SizeHint() + 1, bytes_max + 1));
  std::array<char, kChunk> chunk;
  for (;;) {
    const Result<std::size_t> got = source->Read(chunk.data(), chunk.size(), input);
    if (!got) {
      return got.error();
    }
    if (*got == 0) {
      return bytes;
    }
    bytes.append(chunk.data(), *got);
    if (bytes.size() > bytes_max) {
      return Error{ErrorCode::kInput, Name(input) + ": is larger than " + Size(bytes_max) +
                                          "; raise the limit with --max-input, or split it"};
    }
  }
}

Result<void> ForEachLine(const std::string& input, std::uint64_t line_bytes_max,
                         const std::function<bool(std::string)>& line,
                         const std::function<void(const std::function<bool()>&)>& meanwhile) {
  Result<Source> source = Source::Open(input);
  if (!source) {
    return source.error();
  }
  std::string pending;
  std::array<char, kChunk> chunk;
  std::uint64_t number = 1;
  for (;;) {
    if (meanwhile && source->IsSilent()) {
      meanwhile([&source] { return source->IsSilent(); });
    }
    const Result<std::size_t> got = source->Read(chunk.data(), chunk.size(), input);
    if (!got) {
      return got.error();
    }
    if (*got == 0) {
      if (!pending.empty()) {
        line(std::move(pending));
      }
      return {};
    }
    std::string_view rest(chunk.data(), *got);
    for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos; ++number) {
      pending += rest.substr(0, end);
      rest.remove_prefix(end + 1);
      if (!line(std::exchange(pending, {}))) {
        return {};
      }
    }
    pending += rest;
    if (pending.size() > line_bytes_max) {
      return Error{ErrorCode::kInput, Name(input) + ": line " + std::to_string(number) +
                                          " is longer than " + Size(line_bytes_max) +
                                          "; is this NDJSON?"};
    }
  }
}

}  // namespace ibid::cli
