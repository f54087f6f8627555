#include "pdf/confine.h"

#include <array>
#include <cerrno>
#include <cstddef>

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ibid::pdf {
namespace {

constexpr rlim_t kInputCopies = 8;  // Of the input, that its readers may hold.

void Limit(__rlimit_resource resource, rlim_t most) {
  const rlimit limit{most, most};
  setrlimit(resource, &limit);
}

#if defined(__x86_64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned kArchitecture = 0;
#endif
constexpr unsigned kFirstOfX32 = 0x40000000;  // Where x86-64's second numbering begins.

// What fails with EPERM. Numbers above the newest known (io_uring's among them) fail as well where
// they would open a way around.
constexpr auto kRefused = std::to_array<unsigned>({
    SYS_socket,       SYS_socketpair,     SYS_connect,
    SYS_bind,         SYS_sendto,         SYS_sendmsg,
    SYS_execve,       SYS_execveat,       SYS_ptrace,
    SYS_kill,         SYS_tkill,          SYS_process_vm_readv,
    SYS_unlinkat,     SYS_renameat2,      SYS_process_vm_writev,
    SYS_mkdirat,      SYS_linkat,         SYS_symlinkat,
    SYS_fchmodat,     SYS_fchownat,       SYS_truncate,
    SYS_mount,        SYS_io_uring_setup, SYS_setsid,
    SYS_memfd_create,
#ifdef SYS_fork
    SYS_fork,         SYS_vfork,          SYS_unlink,
    SYS_rename,       SYS_renameat,       SYS_mkdir,
    SYS_rmdir,        SYS_link,           SYS_symlink,
    SYS_chmod,        SYS_chown,          SYS_creat,
    SYS_mknod,
#endif
});
constexpr unsigned kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;

constexpr sock_filter Load(std::size_t offset) {
  return {BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<unsigned>(offset)};
}
constexpr sock_filter Unless(unsigned value, unsigned char skip) {
  return {BPF_JMP | BPF_JEQ | BPF_K, 0, skip, value};
}
constexpr sock_filter Answer(unsigned answer) {
  return {BPF_RET | BPF_K, 0, 0, answer};
}
constexpr unsigned kRefuse = SECCOMP_RET_ERRNO | EPERM;

// After `Unless(the call)`: refuse where the flags in argument `index` write.
template <class Program>
void RefuseWriting(Program& program, std::size_t& size, unsigned call, std::size_t index) {
  program[size++] = Unless(call, 4);
  program[size++] = Load(offsetof(seccomp_data, args) + index * sizeof(__u64));
  program[size++] = {BPF_JMP | BPF_JSET | BPF_K, 0, 1, kWriting};
  program[size++] = Answer(kRefuse);
  program[size++] = Answer(SECCOMP_RET_ALLOW);
}

void FilterCalls() {
  std::array<sock_filter, kRefused.size() * 2 + 32> program{};
  std::size_t size = 0;
  program[size++] = Load(offsetof(seccomp_data, arch));
  program[size++] = {BPF_JMP | BPF_JEQ | BPF_K, 1, 0, kArchitecture};
  program[size++] = Answer(SECCOMP_RET_KILL_PROCESS);
  program[size++] = Load(offsetof(seccomp_data, nr));
  program[size++] = {BPF_JMP | BPF_JGE | BPF_K, 0, 1, kFirstOfX32};
  program[size++] = Answer(kRefuse);
  for (const unsigned call : kRefused) {
    program[size++] = Unless(call, 1);
    program[size++] = Answer(kRefuse);
  }
  RefuseWriting(program, size, SYS_openat, 2);
#ifdef SYS_open
  RefuseWriting(program, size, SYS_open, 1);
#endif
  program[size++] = Answer(SECCOMP_RET_ALLOW);
  const sock_fprog filter{static_cast<unsigned short>(size), program.data()};
  prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

}  // namespace

void Confine(std::size_t input_bytes) {
#ifdef SYS_close_range
  syscall(SYS_close_range, 3U, ~0U, 0U);
#endif
  Limit(RLIMIT_CORE, 0);
  Limit(RLIMIT_FSIZE, 0);
  Limit(RLIMIT_CPU, kCpuSeconds);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  Limit(RLIMIT_AS, kMemoryBytes + kInputCopies * input_bytes);
#else
  static_cast<void>(input_bytes);
#endif
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && kArchitecture != 0) {
    FilterCalls();
  }
}

}  // namespace ibid::pdf
