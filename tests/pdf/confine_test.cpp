#include "pdf/confine.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <functional>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ibid::pdf {
namespace {

// errno of what a confined process tries, 0 where it succeeds.
int Tried(const std::function<bool()>& attempt) {
  const pid_t child = fork();
  if (child == 0) {
    Confine(0);
    errno = 0;
    _exit(attempt() ? 0 : errno);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

#if (defined(__x86_64__) || defined(__aarch64__)) && !defined(__SANITIZE_THREAD__)
TEST(ConfineTest, TakesTheNetworkWritingAndOtherPrograms) {
  EXPECT_EQ(Tried([] { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }), EPERM);
  EXPECT_EQ(Tried([] { return open("/tmp/ibid-confined", O_WRONLY | O_CREAT, 0600) >= 0; }), EPERM);
  EXPECT_EQ(Tried([] { return unlink("/tmp/ibid-confined") == 0; }), EPERM);
  EXPECT_EQ(Tried([] { return kill(getppid(), 0) == 0; }), EPERM);
  EXPECT_EQ(Tried([] {
              std::array<char*, 1> none{nullptr};
              return execve("/bin/true", none.data(), none.data()) == 0;
            }),
            EPERM);
}

TEST(ConfineTest, LeavesReading) {
  EXPECT_EQ(Tried([] { return open("/etc/passwd", O_RDONLY) >= 0; }), 0) << "fonts, encodings";
  EXPECT_EQ(Tried([] { return fcntl(3, F_GETFD) >= 0; }), EBADF) << "no file of its parent's";
}
#endif

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(ConfineTest, LimitsMemory) {
  EXPECT_EQ(Tried([] { return sbrk(intptr_t{1} << 30) != reinterpret_cast<void*>(-1); }), ENOMEM);
}
#endif

}  // namespace
}  // namespace ibid::pdf
