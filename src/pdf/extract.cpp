#include "pdf/extract.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pdf/limits.h"

namespace ibid::pdf {
namespace {

using Clock = std::chrono::steady_clock;

class File {
 public:
  explicit File(int descriptor = -1) : descriptor_(descriptor) {}
  ~File() { Close(); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int get() const { return descriptor_; }
  void Reset(int descriptor) {
    Close();
    descriptor_ = descriptor;
  }
  void Close() {
    if (descriptor_ >= 0) {
      close(descriptor_);
    }
    descriptor_ = -1;
  }

 private:
  int descriptor_;
};

Error Trouble(std::string_view what) {
  return {ErrorCode::kInternal, "cannot read a PDF: " + std::string(what)};
}

std::string FolderOfSelf() {
  std::array<char, 4096> link{};
  const ssize_t size = readlink("/proc/self/exe", link.data(), link.size());
  if (size <= 0 || static_cast<std::size_t>(size) == link.size()) {
    return {};
  }
  const std::string self(link.data(), static_cast<std::size_t>(size));
  return self.substr(0, self.rfind('/'));
}

std::string FindProgram() {
  const std::string folder = FolderOfSelf();
  // The last is for programs that link the library and stand anywhere.
  for (const std::string& place : {folder + "/ibid-pdf", folder + "/../libexec/ibid/ibid-pdf",
                                   std::string(IBID_LIBEXEC_DIR "/ibid-pdf")}) {
    if (access(place.c_str(), X_OK) == 0) {
      return place;
    }
  }
  return {};
}

// An unnamed file in memory, so that the reader can look at any part of it.
bool Keep(std::string_view bytes, File& file) {
  file.Reset(memfd_create("ibid-pdf", MFD_CLOEXEC));
  while (file.get() >= 0 && !bytes.empty()) {
    const ssize_t written = write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written < 0 ? 0 : written));
  }
  return file.get() >= 0 && lseek(file.get(), 0, SEEK_SET) == 0;
}

// Starts the program with `input` as its standard input, `output` as its output, an empty
// environment but for the locale's, and no messages.
int Start(const std::string& program, int input, int output, pid_t& child) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::string name = program;
  const std::array<char*, 2> arguments{name.data(), nullptr};
  std::array<char*, 1> environment{nullptr};
  const int failed = posix_spawn(&child, program.c_str(), &files, &attributes, arguments.data(),
                                 environment.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return failed;
}

// Until the other end closes, the limit is reached or the time is over: then false.
bool ReadAll(int pipe, Clock::time_point end, std::string& out) {
  std::array<char, 1U << 16U> chunk{};
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    pollfd ready{pipe, POLLIN, 0};
    const int count = left.count() <= 0 ? 0 : poll(&ready, 1, static_cast<int>(left.count()));
    if (count == 0) {
      return false;
    }
    const ssize_t got = count < 0 ? -1 : read(pipe, chunk.data(), chunk.size());
    if (got == 0) {
      return true;
    }
    if (got < 0 && errno != EINTR) {
      return false;
    }
    out.append(chunk.data(), static_cast<std::size_t>(got < 0 ? 0 : got));
    if (out.size() > kWrittenMax + kWrittenMax / 8) {
      return false;
    }
  }
}

std::string WhyItEnded(int status, bool in_time) {
  if (!in_time) {
    return "it took too long";
  }
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    return signal == SIGXCPU || signal == SIGKILL ? "it took too long"
                                                  : "it crashed the PDF library";
  }
  return "it was too much for the PDF library";
}

}  // namespace

Result<Contents> Extract(std::string_view bytes, const std::string& program,
                         std::chrono::milliseconds time_max) {
  const std::string path = program.empty() ? FindProgram() : program;
  if (path.empty()) {
    return Trouble("ibid-pdf is neither beside ibid nor in ../libexec/ibid; build or install it");
  }
  File input;
  std::array<int, 2> ends{};
  if (!Keep(bytes, input) || pipe2(ends.data(), O_CLOEXEC) != 0) {
    return Trouble(std::strerror(errno));  // NOLINT: glibc's is safe in threads.
  }
  const File from_child(ends[0]);
  File to_parent(ends[1]);
  pid_t child = 0;
  if (const int failed = Start(path, input.get(), to_parent.get(), child); failed != 0) {
    return Trouble(path + ": " + std::strerror(failed));  // NOLINT: as above.
  }
  to_parent.Close();
  std::string written;
  const bool in_time = ReadAll(from_child.get(), Clock::now() + time_max, written);
  if (!in_time) {
    kill(child, SIGKILL);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  Contents contents = ReadContents(written);
  if (contents.state == State::kPart && contents.why.empty()) {
    contents.why = WhyItEnded(status, in_time);
  }
  if (contents.state == State::kPart && contents.pages.empty() && contents.page_count == 0) {
    contents.state = State::kDamaged;
  }
  return contents;
}

}  // namespace ibid::pdf
