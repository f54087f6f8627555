#pragma once

#include <optional>
#include <string>

namespace ibid::audit {

// Keeps two processes from working on the audit of one name at the same time: a lock on one byte of
// a file beside the cache, which the system takes away when its holder ends, however that happens.
class NameLock {
 public:
  // Nothing where another process has it. Where there can be no such lock (a file system without
  // them), there is none to be had and none is needed: it is as if it were free.
  static std::optional<NameLock> Take(const std::string& cache, const std::string& name);
  NameLock(NameLock&& other) noexcept;
  NameLock& operator=(NameLock&&) = delete;
  ~NameLock();

 private:
  explicit NameLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace ibid::audit
