#include "net/curl_loop.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include <curl/curl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

#include "net/wall_clock.h"

namespace ibid::net {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr int kEventsMax = 256;  // Taken from epoll at a time.
// For reuse: an article, or a list, comes back to its hosts. A quarter of the descriptors at most.
constexpr rlim_t kConnectionsKept = 1'024;
constexpr rlim_t kFilesWanted = 16'384;
constexpr milliseconds kWaitMax{60'000};  // Without a timer; nothing depends on it.

// Each request under way holds a descriptor; what a shell allows by default (1,024) is less than
// what the system does. How many there may be.
rlim_t AllowManyFiles() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) {
    return kConnectionsKept;
  }
  const rlimit wanted{std::min(std::max(files.rlim_cur, kFilesWanted), files.rlim_max),
                      files.rlim_max};
  return setrlimit(RLIMIT_NOFILE, &wanted) == 0 ? wanted.rlim_cur : files.rlim_cur;
}

}  // namespace

struct CurlLoop::Inner {
  std::optional<Instant> fixed_now;
  Clock::time_point began = Clock::now();
  CURLM* multi = nullptr;
  int epoll = -1;
  int wake = -1;  // eventfd: Post from another thread.

  std::mutex mutex;
  std::vector<std::function<void()>> posted;  // Guarded by mutex.

  std::map<std::pair<milliseconds, std::uint64_t>, std::function<void()>> timers;
  std::uint64_t timers_made = 0;
  std::optional<milliseconds> curl_deadline;
  std::unordered_map<CURL*, std::function<void(int)>> under_way;
  int holds = 0;

  ~Inner();
  milliseconds Elapsed() const {
    return std::chrono::duration_cast<milliseconds>(Clock::now() - began);
  }
  bool Open();
  void RunPosted();
  void RunTimers();
  void RunCurlTimeout();
  void Collect();
  bool Idle();
  milliseconds NextWait();
  void Wait();

  static int OnSocket(CURL* easy, curl_socket_t fd, int what, void* self, void* known);
  static int OnTimer(CURLM* multi, long timeout_ms, void* self);
};

CurlLoop::Inner::~Inner() {
  if (multi != nullptr) {
    curl_multi_cleanup(multi);
  }
  for (const int fd : {epoll, wake}) {
    if (fd >= 0) {
      close(fd);
    }
  }
}

bool CurlLoop::Inner::Open() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) {
    return false;
  }
  const rlim_t kept = std::min(AllowManyFiles() / 4, kConnectionsKept);
  multi = curl_multi_init();
  epoll = epoll_create1(EPOLL_CLOEXEC);
  wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (multi == nullptr || epoll < 0 || wake < 0) {
    return false;
  }
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, &OnSocket);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, &OnTimer);
  curl_multi_setopt(multi, CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, static_cast<long>(kept));
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = wake;
  return epoll_ctl(epoll, EPOLL_CTL_ADD, wake, &event) == 0;
}

int CurlLoop::Inner::OnSocket(CURL*, curl_socket_t fd, int what, void* self, void*) {
  const int epoll = static_cast<Inner*>(self)->epoll;
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, fd, nullptr);
    return 0;
  }
  epoll_event event{};
  event.events = ((what & CURL_POLL_IN) != 0 ? std::uint32_t{EPOLLIN} : 0U) |
                 ((what & CURL_POLL_OUT) != 0 ? std::uint32_t{EPOLLOUT} : 0U);
  event.data.fd = fd;
  if (epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event) != 0) {
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
  }
  return 0;
}

int CurlLoop::Inner::OnTimer(CURLM*, long timeout_ms, void* self) {
  auto* inner = static_cast<Inner*>(self);
  inner->curl_deadline.reset();
  if (timeout_ms >= 0) {
    inner->curl_deadline = inner->Elapsed() + milliseconds(timeout_ms);
  }
  return 0;
}

void CurlLoop::Inner::RunPosted() {
  std::vector<std::function<void()>> now;
  {
    const std::lock_guard lock(mutex);
    now.swap(posted);
  }
  for (const std::function<void()>& what : now) {
    what();
  }
}

void CurlLoop::Inner::RunTimers() {
  const milliseconds now = Elapsed();
  while (!timers.empty() && timers.begin()->first.first <= now) {
    const auto due = timers.extract(timers.begin());
    due.mapped()();
  }
}

void CurlLoop::Inner::RunCurlTimeout() {
  if (curl_deadline && *curl_deadline <= Elapsed()) {
    curl_deadline.reset();
    int running = 0;
    curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
  }
}

// Ended transfers are all taken out before the first `done` runs, for that may begin new ones.
void CurlLoop::Inner::Collect() {
  std::vector<std::pair<std::function<void(int)>, int>> ended;
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
    if (message->msg != CURLMSG_DONE) {
      continue;
    }
    CURL* const easy = message->easy_handle;
    const int code = message->data.result;
    curl_multi_remove_handle(multi, easy);
    if (const auto found = under_way.find(easy); found != under_way.end()) {
      ended.emplace_back(std::move(found->second), code);
      under_way.erase(found);
    }
  }
  for (const auto& [done, code] : ended) {
    done(code);
  }
}

bool CurlLoop::Inner::Idle() {
  const std::lock_guard lock(mutex);
  return posted.empty() && timers.empty() && under_way.empty() && holds == 0;
}

milliseconds CurlLoop::Inner::NextWait() {
  const milliseconds now = Elapsed();
  milliseconds wait = kWaitMax;
  if (!timers.empty()) {
    wait = std::min(wait, timers.begin()->first.first - now);
  }
  if (curl_deadline) {
    wait = std::min(wait, *curl_deadline - now);
  }
  const std::lock_guard lock(mutex);
  return posted.empty() ? std::max(wait, milliseconds(0)) : milliseconds(0);
}

void CurlLoop::Inner::Wait() {
  epoll_event events[kEventsMax];
  const int count = epoll_wait(epoll, events, kEventsMax, static_cast<int>(NextWait().count()));
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[i];
    if (event.data.fd == wake) {
      std::uint64_t ignored = 0;
      [[maybe_unused]] const ssize_t size = read(wake, &ignored, sizeof ignored);
      continue;
    }
    const int mask = ((event.events & (EPOLLIN | EPOLLHUP)) != 0U ? CURL_CSELECT_IN : 0) |
                     ((event.events & EPOLLOUT) != 0U ? CURL_CSELECT_OUT : 0) |
                     ((event.events & EPOLLERR) != 0U ? CURL_CSELECT_ERR : 0);
    int running = 0;
    curl_multi_socket_action(multi, event.data.fd, mask, &running);
  }
}

Result<std::unique_ptr<CurlLoop>> CurlLoop::Make(std::optional<Instant> now) {
  auto inner = std::make_unique<Inner>();
  inner->fixed_now = now;
  if (!inner->Open()) {
    return Error{ErrorCode::kInternal,
                 "the event loop could not be made: too many files are open (see ulimit -n)"};
  }
  return std::unique_ptr<CurlLoop>(new CurlLoop(std::move(inner)));
}

CurlLoop::CurlLoop(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
CurlLoop::~CurlLoop() = default;

milliseconds CurlLoop::Elapsed() const {
  return inner_->Elapsed();
}

Instant CurlLoop::Now() const {
  return inner_->fixed_now.value_or(WallClock());
}

void CurlLoop::Post(std::function<void()> what) {
  {
    const std::lock_guard lock(inner_->mutex);
    inner_->posted.push_back(std::move(what));
    if (inner_->posted.size() > 1) {
      return;  // Who came first has woken the loop.
    }
  }
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t size = write(inner_->wake, &one, sizeof one);
}

void CurlLoop::After(milliseconds delay, std::function<void()> what) {
  inner_->timers.emplace(std::pair(inner_->Elapsed() + delay, inner_->timers_made++),
                         std::move(what));
}

void CurlLoop::RunUntil(const std::function<bool()>& done) {
  while (!done()) {
    inner_->RunPosted();
    inner_->RunTimers();
    inner_->RunCurlTimeout();
    inner_->Collect();
    if (done() || inner_->Idle()) {
      return;
    }
    inner_->Wait();
  }
}

void CurlLoop::Hold() {
  ++inner_->holds;
}
void CurlLoop::Release() {
  --inner_->holds;
}

void CurlLoop::Begin(void* easy, std::function<void(int)> done) {
  const CURLMcode code = curl_multi_add_handle(inner_->multi, easy);
  if (code != CURLM_OK) {
    Post([done = std::move(done)] { done(CURLE_OUT_OF_MEMORY); });
    return;
  }
  inner_->under_way.emplace(easy, std::move(done));
}

void CurlLoop::Abandon(void* easy) {
  if (inner_->under_way.erase(easy) > 0) {
    curl_multi_remove_handle(inner_->multi, easy);
  }
}

}  // namespace ibid::net
