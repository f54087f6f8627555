#include "pipeline/save_pages.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <coroutine>
#include <optional>
#include <utility>

#include "pipeline/interrupt.h"
#include "resolve/archives/save_answer.h"
#include "resolve/archives/wayback.h"
#include "resolve/inquiry.h"
#include "url/url.h"

namespace ibid::pipeline {
namespace {

using resolve::SaveAnswer;
using Is = SaveAnswer::Is;
using std::chrono::seconds;

constexpr const char* kSave = "https://web.archive.org/save";
constexpr std::size_t kJobsAtOnce = 3;
constexpr seconds kFirstLook{4};  // A page takes the archive some seconds at the least.
constexpr seconds kLookMax{30};
constexpr seconds kJobPatience{600};
constexpr seconds kBusyPause{20};
constexpr int kBusyMax = 15;
constexpr int kJobsForOnePage = 2;

class Pause {
 public:
  Pause(net::Loop& loop, seconds delay) : loop_(loop), delay_(delay) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    loop_.After(delay_, [waiting] { waiting.resume(); });
  }
  void await_resume() noexcept {}

 private:
  net::Loop& loop_;
  seconds delay_;
};

// Waits, at most a second longer than the run goes on.
net::Task<bool> Wait(net::Loop& loop, seconds delay) {
  for (seconds waited{0}; waited < delay && !IsInterrupted(); ++waited) {
    Pause second(loop, seconds(1));
    co_await second;
  }
  co_return true;
}

// What the workers of one run share.
struct Run {
  std::vector<SavedPage> pages;
  std::size_t next = 0;
  std::int64_t left = 0;  // Pages that may still be given.
  std::string stopped;    // Why nothing more is asked; empty: go on.
  SaveOptions options;
  net::Loop& loop;
  net::Web& web;
  std::function<void()> one_more;
};

HttpRequest WithKey(const Run& run, std::string url) {
  HttpRequest request;
  request.url = std::move(url);
  request.fresh = true;
  request.headers.emplace_back("Accept", "application/json");
  request.headers.emplace_back("Authorization", "LOW " + run.options.key);
  return request;
}

HttpRequest RequestToSave(const Run& run, const std::string& page) {
  HttpRequest request = WithKey(run, kSave);
  request.method = "POST";
  request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  request.body =
      "url=" + url::PercentEncode(page) + "&skip_first_archive=1&if_not_archived_within=1d";
  return request;
}

void End(SavedPage& page, SaveState state, std::string reason) {
  page.state = state;
  page.reason = std::move(reason);
}

// Whether the archive has the page; `page` is ended where it has, or where that cannot be known.
net::Task<bool> IsCaptured(Run& run, SavedPage& page) {
  const resolve::ResolveOptions options;
  Reference reference;
  reference.url = page.url;
  resolve::Inquiry inquiry(reference, options, run.web);
  resolve::CaptureQuery query;
  query.url = page.url;
  query.limit = -1;
  query.fresh = true;
  resolve::Captures captures = co_await resolve::ListCaptures(inquiry, std::move(query));
  if (captures.state != resolve::ArchiveState::kAnswered) {
    const std::string why =
        resolve::Explain(captures.state, captures.detail, "the Wayback Machine");
    if (captures.state == resolve::ArchiveState::kThrottled) {
      run.stopped = why;
    }
    End(page,
        captures.state == resolve::ArchiveState::kExcluded ? SaveState::kRefused
                                                           : SaveState::kNotAsked,
        why);
    co_return true;
  }
  if (captures.rows.empty()) {
    co_return false;
  }
  const resolve::Capture& newest = captures.rows.back();
  page.capture = resolve::CaptureUrl(newest.timestamp, newest.original);
  End(page, SaveState::kCaptured, "");
  co_return true;
}

// Waits until the job is done, in growing steps.
net::Task<SaveAnswer> WaitFor(Run& run, std::string job) {
  SaveAnswer answer;
  seconds step = kFirstLook;
  for (seconds waited{0}; waited < kJobPatience; waited += step) {
    step = waited.count() == 0 ? kFirstLook : std::min(step * 2, kLookMax);
    co_await Wait(run.loop, step);
    HttpRequest question = WithKey(run, std::string(kSave) + "/status/" + job);
    ExchangePtr exchange = co_await run.web.Get(std::move(question));
    answer = resolve::ReadSaveStatus(*exchange);
    if (answer.is != Is::kPending && answer.is != Is::kUnclear) {
      co_return answer;
    }
  }
  answer.is = Is::kPending;
  answer.job = std::move(job);
  co_return answer;
}

// Gives the page to the archive until it takes it; kJob, or why not.
net::Task<SaveAnswer> Give(Run& run, std::string page) {
  SaveAnswer answer;
  for (int busy = 0; busy <= kBusyMax; ++busy) {
    if (busy > 0) {
      co_await Wait(run.loop, kBusyPause);
    }
    HttpRequest request = RequestToSave(run, page);
    ExchangePtr exchange = co_await run.web.Get(std::move(request));
    answer = resolve::ReadSaveAnswer(*exchange);
    if (answer.is != Is::kBusy) {
      co_return answer;
    }
  }
  answer.is = Is::kLimit;
  co_return answer;
}

SaveState StateOf(Is is) {
  switch (is) {
    case Is::kSaved:
      return SaveState::kSaved;
    case Is::kJob:
    case Is::kPending:
      return SaveState::kPending;
    case Is::kAgain:
    case Is::kRefused:
      return SaveState::kRefused;
    case Is::kUnclear:
      return SaveState::kUnsure;
    case Is::kBusy:
    case Is::kLimit:
    case Is::kNotAllowed:
      return SaveState::kNotAsked;
  }
  return SaveState::kUnsure;
}

net::Task<bool> Save(Run& run, SavedPage& page) {
  SaveAnswer answer;
  for (int jobs = 0; jobs < kJobsForOnePage; ++jobs) {
    SaveAnswer given = co_await Give(run, page.url);
    answer = std::move(given);
    if (answer.is == Is::kJob) {
      SaveAnswer done = co_await WaitFor(run, answer.job);
      answer = std::move(done);
    }
    if (answer.is != Is::kAgain) {
      break;
    }
  }
  if (answer.is == Is::kUnclear) {
    // An error in front of the archive can hide that the page was saved.
    const std::string why = answer.detail;
    const bool captured = co_await IsCaptured(run, page);
    if (captured && page.state == SaveState::kCaptured) {
      End(page, SaveState::kSaved, "");
      co_return true;
    }
    answer.detail = why;
  }
  if (answer.is == Is::kLimit || answer.is == Is::kNotAllowed) {
    run.stopped = answer.detail;
  }
  if (answer.is == Is::kPending) {
    answer.detail = "the archive has taken it and is not done; its job is " + answer.job;
  }
  End(page, StateOf(answer.is), answer.is == Is::kSaved ? "" : answer.detail);
  if (answer.is == Is::kSaved) {
    page.capture = resolve::CaptureUrl(answer.timestamp, page.url);
  }
  co_return true;
}

net::Task<bool> TakeOne(Run& run, SavedPage& page) {
  const bool done = co_await IsCaptured(run, page);
  if (done) {
    co_return true;
  }
  if (run.options.dry_run) {
    End(page, SaveState::kWouldSave, "");
  } else if (!run.stopped.empty()) {
    End(page, SaveState::kNotAsked, run.stopped);
  } else if (run.left <= 0) {
    run.stopped = "as many pages as may be saved in this run were asked for";
    End(page, SaveState::kNotAsked, run.stopped);
  } else {
    --run.left;
    co_await Save(run, page);
  }
  co_return true;
}

net::Task<bool> Work(Run& run) {
  while (run.next < run.pages.size()) {
    SavedPage& page = run.pages[run.next++];
    if (run.stopped.empty()) {
      co_await TakeOne(run, page);
    } else {
      End(page, SaveState::kNotAsked, run.stopped);
    }
    if (run.one_more) {
      run.one_more();
    }
  }
  co_return true;
}

// What the account may still save.
net::Task<bool> AskQuota(Run& run) {
  HttpRequest question = WithKey(run, std::string(kSave) + "/status/user");
  ExchangePtr exchange = co_await run.web.Get(std::move(question));
  const SaveAnswer answer = resolve::ReadSaveStatus(*exchange);
  if (answer.is == Is::kNotAllowed || answer.is == Is::kLimit) {
    run.stopped = answer.detail;
    co_return false;
  }
  const resolve::SaveQuota quota = resolve::ReadSaveQuota(*exchange);
  run.left = std::min(run.left, quota.left_today);
  if (quota.left_today == 0) {
    run.stopped = "the account's captures of this day are used up";
  }
  co_return true;
}

}  // namespace

net::Task<std::vector<SavedPage>> SavePages(std::vector<std::string> urls, SaveOptions options,
                                            net::Loop& loop, net::Web& web,
                                            std::function<void()> one_more) {
  Run run{{},
          0,
          static_cast<std::int64_t>(options.pages_max),
          "",
          std::move(options),
          loop,
          web,
          std::move(one_more)};
  for (std::string& url : urls) {
    SavedPage page;
    page.url = std::move(url);
    run.pages.push_back(std::move(page));
  }
  if (!run.options.dry_run && !run.pages.empty()) {
    co_await AskQuota(run);
  }
  std::vector<net::Task<bool>> workers;
  for (std::size_t i = 0; i < std::min(kJobsAtOnce, run.pages.size()); ++i) {
    workers.push_back(Work(run));
  }
  net::All<bool> all(std::move(workers));
  co_await all;
  co_return std::move(run.pages);
}

}  // namespace ibid::pipeline
