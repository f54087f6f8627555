#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "cache/checks.h"

namespace ibid::serve {

// Threads that work at something off the server's own, each with a connection to the cache.
class Pool {
 public:
  using Job = std::function<void(cache::Checks&)>;

  // A thread for each connection. More than `waiting_max` jobs that wait are too many.
  Pool(std::vector<cache::Checks> connections, std::size_t waiting_max);
  ~Pool() { Close(); }

  // Does what is waiting, then ends; nothing more is taken.
  void Close();

  // Any thread. False: too much is waiting, and the job will not be done.
  bool Add(Job job);

 private:
  void Run(cache::Checks& connection);

  std::vector<cache::Checks> connections_;
  const std::size_t waiting_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;  // Guarded by mutex_.
  bool closing_ = false;     // Guarded by mutex_.
  std::vector<std::thread> threads_;
};

}  // namespace ibid::serve
