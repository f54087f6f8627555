#include "audit/inputs/bytes.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "warc/zip.h"

namespace ibid::audit {
namespace {

Error Unreadable(std::string why) {
  return {ErrorCode::kInput, std::move(why)};
}

Error TooLarge(std::uint64_t bytes_max) {
  return Unreadable("is larger than " + std::to_string(bytes_max) +
                    " bytes; raise the limit with --max-input, or split it");
}

class File {
 public:
  explicit File(const std::string& path)
      : fd_(path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC)),
        owned_(path != "-") {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (owned_ && fd_ >= 0) {
      close(fd_);
    }
  }

  // Why it cannot be read; empty where it can. What is no file may never end.
  std::string Trouble() const {
    if (fd_ < 0) {
      return errno == ENOENT ? "no such file" : std::strerror(errno);
    }
    struct stat about{};
    return owned_ && fstat(fd_, &about) == 0 && S_ISDIR(about.st_mode) ? "is a folder" : "";
  }

  // Bytes read, 0 at the end, -1 with errno.
  ssize_t Read(char* to, std::size_t size) const {
    ssize_t got = -1;
    do {
      got = read(fd_, to, size);
    } while (got < 0 && errno == EINTR);
    return got;
  }

 private:
  int fd_;
  bool owned_;
};

// Hands on piece after piece until `take` says false.
Result<void> EachPiece(const std::string& path, const std::function<bool(std::string_view)>& take) {
  const File file(path);
  if (std::string trouble = file.Trouble(); !trouble.empty()) {
    return Unreadable(std::move(trouble));
  }
  std::array<char, 1U << 16U> piece;
  for (;;) {
    const ssize_t got = file.Read(piece.data(), piece.size());
    if (got < 0) {
      return Unreadable(std::strerror(errno));
    }
    if (got == 0 || !take({piece.data(), static_cast<std::size_t>(got)})) {
      return {};
    }
  }
}

}  // namespace

Result<std::string> ReadBytes(const std::string& path, std::uint64_t bytes_max) {
  std::string bytes;
  const Result<void> read = EachPiece(path, [&](std::string_view piece) {
    bytes += piece;
    return bytes.size() <= bytes_max;
  });
  if (!read) {
    return read.error();
  }
  if (bytes.size() > bytes_max) {
    return TooLarge(bytes_max);
  }
  return bytes;
}

Result<void> EachLine(const std::string& path, std::size_t line_bytes_max,
                      const std::function<bool(std::string_view)>& line) {
  std::string pending;
  bool too_long = false;
  bool wanted = true;
  const Result<void> read = EachPiece(path, [&](std::string_view piece) {
    for (std::size_t end; wanted && (end = piece.find('\n')) != std::string_view::npos;) {
      pending += piece.substr(0, end);
      piece.remove_prefix(end + 1);
      wanted = line(std::exchange(pending, {}));
    }
    pending += piece;
    too_long = pending.size() > line_bytes_max;
    return wanted && !too_long;
  });
  if (!read) {
    return read.error();
  }
  if (wanted && too_long) {
    return Unreadable("has a line of more than " + std::to_string(line_bytes_max) +
                      " bytes, which names no input");
  }
  if (wanted && !pending.empty()) {
    line(pending);
  }
  return {};
}

bool IsGzip(std::string_view bytes) {
  return bytes.starts_with("\x1f\x8b");
}

Result<std::string> Unzipped(std::string_view bytes, std::uint64_t bytes_max) {
  std::string out;
  warc::Inflater inflater(warc::Inflater::Format::kGzip);
  while (IsGzip(bytes)) {
    auto state = warc::Inflater::State::kMore;
    while (state == warc::Inflater::State::kMore && !bytes.empty() && out.size() <= bytes_max) {
      state = inflater.Run(bytes, out, static_cast<std::size_t>(bytes_max + 1 - out.size()));
    }
    if (out.size() > bytes_max) {
      return TooLarge(bytes_max);
    }
    if (state != warc::Inflater::State::kEnd) {
      return Unreadable("is a damaged gzip file");
    }
    inflater.Reset();
  }
  return out;
}

}  // namespace ibid::audit
