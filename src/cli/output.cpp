#include "cli/output.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

#include "write/phrases.h"

namespace ibid::cli {

Output::Output(std::FILE* file, std::string path, std::string temporary)
    : file_(file), path_(std::move(path)), temporary_(std::move(temporary)) {}

Output::Output(Output&& other) noexcept
    : file_(std::exchange(other.file_, nullptr)),
      path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      trouble_(std::move(other.trouble_)),
      reader_gone_(other.reader_gone_) {}

Output::~Output() {
  if (file_ != nullptr && file_ != stdout) {
    std::fclose(file_);
  }
  if (!temporary_.empty()) {
    unlink(temporary_.c_str());
  }
}

Result<Output> Output::Open(const std::string& path) {
  if (path.empty() || path == "-") {
    return Output(stdout, "", "");
  }
  struct stat about{};
  if (stat(path.c_str(), &about) == 0 && !S_ISREG(about.st_mode)) {
    if (S_ISDIR(about.st_mode)) {
      return Error{ErrorCode::kUsage, path + ": is a directory; name a file"};
    }
    std::FILE* device = std::fopen(path.c_str(), "wb");  // A pipe or device cannot be replaced.
    if (device == nullptr) {
      return Error{ErrorCode::kStorage, path + ": cannot be written: " + std::strerror(errno)};
    }
    return Output(device, path, "");
  }
  // Beside the target, so that the rename at the end stays on one file system.
  std::string temporary = path + ".ibid-" + std::to_string(getpid());
  std::FILE* file = std::fopen(temporary.c_str(), "wbx");
  if (file == nullptr) {
    return Error{ErrorCode::kStorage, path + ": cannot be written: " + std::strerror(errno)};
  }
  return Output(file, path, std::move(temporary));
}

void Output::Note() {
  if (errno == EPIPE && path_.empty()) {
    reader_gone_ = true;
  } else if (trouble_.empty()) {
    trouble_ = std::strerror(errno);
  }
}

bool Output::Write(std::string_view bytes) {
  if (reader_gone_ || !trouble_.empty()) {
    return false;
  }
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
    Note();
    return false;
  }
  return true;
}

void Output::Flush() {
  if (!reader_gone_ && trouble_.empty() && std::fflush(file_) != 0) {
    Note();
  }
}

Result<void> Output::Close() {
  Flush();
  const std::string name = path_.empty() ? "standard output" : path_;
  if (!temporary_.empty()) {
    if (trouble_.empty() && fsync(fileno(file_)) != 0) {
      Note();
    }
    std::fclose(std::exchange(file_, nullptr));
    if (trouble_.empty() && std::rename(temporary_.c_str(), path_.c_str()) != 0) {
      Note();
    }
    if (trouble_.empty()) {
      temporary_.clear();
    }
  }
  if (!trouble_.empty()) {
    return Error{ErrorCode::kStorage,
                 name + ": cannot be written: " + trouble_ + "; the output is incomplete"};
  }
  return {};
}

void Say(std::string_view message) {
  const std::string line = "ibid: " + write::Plain(message) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace ibid::cli
