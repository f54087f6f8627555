#pragma once

#include <cassert>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

// Coroutines for questions that wait for the web. One thread: a Task is started, resumed and
// destroyed on the loop's thread only.
//
//   Task<Resolution> ResolveShortLink(Reference ref, Web& web) {   // parameters by value, or
//   objects
//     ExchangePtr answer = co_await web.Get(ref.url);              // that outlive the loop
//     co_return ...;
//   }
//
// A coroutine's parameters are values or references to objects that outlive the loop; never views,
// never references to temporaries: the caller's full expression ends before the coroutine does.
namespace ibid::net {

// A lazy coroutine: it runs when it is awaited (or given to Spawn), once. Destroying an unfinished
// Task destroys its frame. Exceptions do not cross it: one that escapes ends the program.
template <class T>
class [[nodiscard]] Task {
 public:
  struct promise_type {
    std::optional<T> value;
    std::coroutine_handle<> waiting;

    Task get_return_object() { return Task(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct Resume {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
          const std::coroutine_handle<> next = done.promise().waiting;
          return next ? next : std::noop_coroutine();
        }
        void await_resume() noexcept {}
      };
      return Resume{};
    }
    void return_value(T result) { value.emplace(std::move(result)); }
    [[noreturn]] void unhandled_exception() { std::terminate(); }
  };
  using Handle = std::coroutine_handle<promise_type>;

  Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Task& operator=(Task&& other) noexcept {
    if (this != &other) {
      Reset();
      handle_ = std::exchange(other.handle_, {});
    }
    return *this;
  }
  ~Task() { Reset(); }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) noexcept {
    handle_.promise().waiting = waiting;
    return handle_;
  }
  T await_resume() { return std::move(*handle_.promise().value); }

 private:
  explicit Task(Handle handle) : handle_(handle) {}
  void Reset() {
    if (handle_) {
      handle_.destroy();
    }
  }
  Handle handle_;
};

namespace internal {

// A coroutine that owns itself: it starts at once and its frame goes when it ends.
struct Detached {
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    [[noreturn]] void unhandled_exception() { std::terminate(); }
  };
};

}  // namespace internal

// Starts the task now and calls `done` with its result when it ends, which may be before Spawn
// returns. The task is destroyed after `done`. If the loop stops for good before, the frame leaks:
// so a run drains its loop (every request ends in an Exchange, kCancelled at the worst).
template <class T>
void Spawn(Task<T> task, std::function<void(T)> done) {
  [](Task<T> owned, std::function<void(T)> then) -> internal::Detached { then(co_await owned); }(
                                                     std::move(task), std::move(done));
}

// Runs all tasks at once; the results are in the order of the tasks.
template <class T>
class [[nodiscard]] All {
 public:
  explicit All(std::vector<Task<T>> tasks) : tasks_(std::move(tasks)), results_(tasks_.size()) {}

  bool await_ready() const noexcept { return tasks_.empty(); }
  bool await_suspend(std::coroutine_handle<> waiting) {
    // One is kept back, so that tasks which end at once cannot resume us from within this loop.
    left_ = tasks_.size() + 1;
    waiting_ = waiting;
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
      Spawn<T>(std::move(tasks_[i]), [this, i](T result) {
        results_[i].emplace(std::move(result));
        if (--left_ == 0) {
          waiting_.resume();
        }
      });
    }
    return --left_ != 0;
  }
  std::vector<T> await_resume() {
    std::vector<T> out;
    out.reserve(results_.size());
    for (std::optional<T>& result : results_) {
      out.push_back(std::move(*result));
    }
    return out;
  }

 private:
  std::vector<Task<T>> tasks_;
  std::vector<std::optional<T>> results_;
  std::size_t left_ = 0;
  std::coroutine_handle<> waiting_;
};

}  // namespace ibid::net
