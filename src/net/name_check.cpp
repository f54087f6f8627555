#include "net/name_check.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include <netdb.h>

namespace ibid::net {

struct NameCheck::Inner {
  explicit Inner(Loop& its_loop) : loop(its_loop) {}
  void Work(const std::weak_ptr<Inner>& alive);

  Loop& loop;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::pair<std::string, Done>> asked;  // Guarded by mutex.
  bool stopping = false;                           // Guarded by mutex.
  std::thread worker;
};

Failure ClassifyResolver(int code) {
  switch (code) {
    case EAI_NONAME:
#ifdef EAI_NODATA
    case EAI_NODATA:
#endif
#ifdef EAI_ADDRFAMILY
    case EAI_ADDRFAMILY:
#endif
      return Failure::kDns;
    default:
      return Failure::kDnsTemporary;
  }
}

NameCheck::NameCheck(Loop& loop) : inner_(std::make_shared<Inner>(loop)) {}

NameCheck::~NameCheck() {
  {
    const std::lock_guard lock(inner_->mutex);
    inner_->stopping = true;
    for (std::size_t i = 0; i < inner_->asked.size(); ++i) {
      inner_->loop.Release();
    }
    inner_->asked.clear();
  }
  inner_->changed.notify_all();
  if (inner_->worker.joinable()) {
    inner_->worker.join();
  }
}

void NameCheck::Ask(std::string host, Done done) {
  inner_->loop.Hold();
  {
    const std::lock_guard lock(inner_->mutex);
    inner_->asked.emplace_back(std::move(host), std::move(done));
  }
  inner_->changed.notify_one();
  if (inner_->worker.joinable()) {
    return;
  }
  inner_->worker = std::thread(
      [inner = inner_.get(), weak = std::weak_ptr<Inner>(inner_)] { inner->Work(weak); });
}

// The worker's thread: one question after another, until the destructor says stop.
void NameCheck::Inner::Work(const std::weak_ptr<Inner>& alive) {
  std::unique_lock lock(mutex);
  while (true) {
    changed.wait(lock, [this] { return stopping || !asked.empty(); });
    if (stopping) {
      return;
    }
    const auto [host, done] = std::move(asked.front());
    asked.pop_front();
    lock.unlock();
    addrinfo* found = nullptr;
    const int code = getaddrinfo(host.c_str(), nullptr, nullptr, &found);
    if (code == 0) {
      freeaddrinfo(found);
    }
    loop.Post([alive, code, &its_loop = loop, answer = done] {
      its_loop.Release();
      if (!alive.expired()) {
        answer(ClassifyResolver(code),
               code == 0 ? "the resolver was not sure at first" : gai_strerror(code));
      }
    });
    lock.lock();
  }
}

}  // namespace ibid::net
