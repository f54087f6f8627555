#pragma once

#include <coroutine>
#include <functional>
#include <string>
#include <utility>

#include "ibid/exchange.h"
#include "ibid/instant.h"
#include "net/task.h"

namespace ibid::net {

// The web, as a resolver sees it: one question, one answer. Caching, single flight, manners,
// retries, the address guard and the transport are behind it; redirects are not followed, because
// the chain is what resolvers want to see.
//
// All calls come from the loop's thread.
class Web {
 public:
  using Done = std::function<void(ExchangePtr)>;

  virtual ~Web() = default;

  // Asks. `done` is called exactly once, with an Exchange that is never null (its `failure` says
  // what went wrong, if something did), and never before Ask has returned.
  virtual void Ask(HttpRequest request, Done done) = 0;

  // The time of this run; fixed by --now.
  virtual Instant Now() const = 0;

  class Answer {
   public:
    Answer(Web& web, HttpRequest request) : web_(web), request_(std::move(request)) {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> waiting) {
      web_.Ask(std::move(request_), [this, waiting](ExchangePtr answer) {
        answer_ = std::move(answer);
        waiting.resume();
      });
    }
    ExchangePtr await_resume() { return std::move(answer_); }

   private:
    Web& web_;
    HttpRequest request_;
    ExchangePtr answer_;
  };

  // co_await web.Get("https://...") is the answer to a GET of that URL.
  Answer Get(std::string url) {
    HttpRequest request;
    request.url = std::move(url);
    return Answer(*this, std::move(request));
  }
  Answer Get(HttpRequest request) { return Answer(*this, std::move(request)); }
};

}  // namespace ibid::net
