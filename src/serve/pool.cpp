#include "serve/pool.h"

#include <utility>

namespace ibid::serve {

Pool::Pool(std::vector<cache::Checks> connections, std::size_t waiting_max)
    : connections_(std::move(connections)), waiting_max_(waiting_max) {
  for (cache::Checks& connection : connections_) {
    threads_.emplace_back([this, &connection] { Run(connection); });
  }
}

void Pool::Close() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) {
    thread.join();
  }
  threads_.clear();
}

bool Pool::Add(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (closing_ || waiting_.size() >= waiting_max_) {
      return false;
    }
    waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

void Pool::Run(cache::Checks& connection) {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
      if (waiting_.empty()) {
        return;
      }
      job = std::move(waiting_.front());
      waiting_.pop_front();
    }
    job(connection);
  }
}

}  // namespace ibid::serve
