#include "net/live_web.h"

#include <algorithm>
#include <deque>
#include <list>
#include <map>
#include <unordered_map>
#include <utility>

#include "net/exchange_id.h"
#include "net/host_manners.h"
#include "url/url.h"

namespace ibid::net {
namespace {

using std::chrono::milliseconds;

// Requests of one key are one request: what decides about the answer is in it.
std::string KeyOf(const HttpRequest& request) {
  std::string key =
      request.method + ' ' + std::to_string(request.body_bytes_max) + ' ' + request.url + '\n';
  for (const auto& [name, value] : request.headers) {
    key += name + ':' + value + '\n';
  }
  return key + request.body;
}

}  // namespace

struct LiveWeb::Job {
  HttpRequest request;
  HttpCache::Plan plan;
  std::string key;
  std::string origin;
  std::vector<Done> waiting;
  int attempts = 0;
  int answered = 0;   // The attempt that was answered last.
  bool slow = false;  // Under way, and no longer counted among the width.
};

struct LiveWeb::Host {
  Host(std::string its_name, Service service, milliseconds patience)
      : name(std::move(its_name)), manners(std::move(service), patience) {}

  std::string name;
  HostManners manners;
  // Lists, because an empty deque has half a kilobyte, and a run may meet 100,000 hosts.
  std::list<std::shared_ptr<Job>> queue;
  std::list<std::shared_ptr<Job>> resting;  // To be tried again, each with a timer of its own.
  bool ready = false;                       // Stands in State::ready.
  milliseconds timer{-1};                   // A wake-up that is due then; -1: none.
};

struct LiveWeb::State {
  std::map<std::string, Host> hosts;
  std::unordered_map<std::string, std::shared_ptr<Job>> jobs;  // Not delivered yet, by key.
  std::deque<Host*> ready;                                     // Those that may have a turn.

  // What was sent, in that order, until it is answered or slow.
  struct Sent {
    std::shared_ptr<Job> job;
    int attempt = 0;
    milliseconds at{0};
  };
  std::deque<Sent> lane;
  int slow = 0;
  bool lane_timer = false;
};

LiveWeb::LiveWeb(Loop& loop, Transport& transport, ExchangeStore* store, WebOptions options)
    : loop_(loop),
      transport_(transport),
      store_(store),
      options_(std::move(options)),
      cache_(store, options_.cache),
      state_(std::make_unique<State>()) {}

LiveWeb::~LiveWeb() = default;

Exchange LiveWeb::Unasked(const HttpRequest& request, Failure failure, std::string detail) const {
  Exchange exchange;
  exchange.request = request;
  exchange.failure = failure;
  exchange.failure_detail = std::move(detail);
  exchange.body_complete = false;
  exchange.at = loop_.Now();
  return exchange;
}

void LiveWeb::Ask(HttpRequest request, Done done) {
  ++progress_.asked;
  for (const auto& header : options_.headers) {
    if (!FindHeader(request.headers, header.first)) {
      request.headers.push_back(header);
    }
  }
  HttpCache::Plan plan;
  if (ExchangePtr stored = FromStore(request, plan)) {
    DeliverSoon(std::move(stored), std::move(done));
    if (!plan.renew) {
      return;
    }
    done = nullptr;  // It has its answer; what follows is for the next one.
  }
  std::string key = KeyOf(request);
  if (const auto found = state_->jobs.find(key); found != state_->jobs.end()) {
    if (done) {
      found->second->waiting.push_back(std::move(done));
    }
    Changed();
    return;
  }
  auto job = std::make_shared<Job>();
  job->request = std::move(request);
  job->plan = std::move(plan);
  job->key = std::move(key);
  if (done) {
    job->waiting.push_back(std::move(done));
  }
  state_->jobs.emplace(job->key, job);
  if (stopped_) {
    Finish(job, Unasked(job->request, Failure::kCancelled, "the run was stopped"));
    return;
  }
  if (options_.offline) {
    Finish(job, Unasked(job->request, Failure::kOffline, "not asked, and not in the cache"));
    return;
  }
  Host& host = HostOf(job->request.url, job->origin);
  host.queue.push_back(std::move(job));
  ++progress_.queued;
  Wake(host);
  Drain();
  Changed();
}

ExchangePtr LiveWeb::FromStore(const HttpRequest& request, HttpCache::Plan& plan) {
  if (store_ == nullptr || stopped_) {
    return nullptr;
  }
  if (options_.offline) {
    return store_->FindAny(request);
  }
  plan = cache_.PlanFor(request, loop_.Now());
  return std::move(plan.answer);
}

void LiveWeb::DeliverSoon(ExchangePtr stored, Done done) {
  ++progress_.from_store;
  loop_.Post([this, stored = std::move(stored), done = std::move(done),
              weak = std::weak_ptr<int>(alive_)] {
    if (!weak.expired()) {
      ++progress_.answered;
      Changed();
      done(stored);
    }
  });
}

LiveWeb::Host& LiveWeb::HostOf(const std::string& text, std::string& origin) {
  const std::optional<url::Url> url = url::Url::Parse(text);
  const std::string name(url ? url->host() : "");
  origin = url ? std::string(url->scheme()) + "://" + name + ":" + std::to_string(url->port()) : "";
  const Service* known = url && options_.paced ? ServiceOf(name, url->path()) : nullptr;
  std::string key = known != nullptr ? name + known->path : name;
  if (const auto found = state_->hosts.find(key); found != state_->hosts.end()) {
    return found->second;
  }
  Service service;
  service.host = name;
  service.width = options_.width_per_host;
  return state_->hosts
      .try_emplace(std::move(key), name, known != nullptr ? *known : service, options_.patience)
      .first->second;
}

void LiveWeb::Wake(Host& host) {
  if (!host.ready && !host.queue.empty()) {
    host.ready = true;
    state_->ready.push_back(&host);
  }
}

// Hosts have their turns one request at a time, so that a host with a long queue keeps nobody out.
void LiveWeb::Drain() {
  while (!state_->ready.empty() && HasPlace()) {
    Host& host = *state_->ready.front();
    state_->ready.pop_front();
    host.ready = false;
    if (Advance(host)) {
      Wake(host);
    }
  }
}

// Whether one more may be under way. Looks after the slow lane: who is first in `lane` and has had
// its time moves over.
bool LiveWeb::HasPlace() {
  State& state = *state_;
  const milliseconds now = loop_.Elapsed();
  while (!state.lane.empty()) {
    const State::Sent& first = state.lane.front();
    const bool answered =
        first.job->attempts != first.attempt || first.job->answered == first.attempt;
    if (!answered && first.at + kSlowAfter > now) {
      break;
    }
    if (!answered) {
      first.job->slow = true;
      ++state.slow;
    }
    state.lane.pop_front();
  }
  const auto under_way = static_cast<int>(progress_.under_way);
  if (under_way - state.slow < options_.width) {
    return under_way < (kSlowLanes + 1) * options_.width;
  }
  if (!state.lane_timer && !state.lane.empty()) {
    state.lane_timer = true;
    loop_.After(state.lane.front().at + kSlowAfter - now,
                [this, weak = std::weak_ptr<int>(alive_)] {
                  if (!weak.expired()) {
                    state_->lane_timer = false;
                    Drain();
                  }
                });
  }
  return false;
}

// One step of a host: sends, or gives up, its first request. False where it has to wait, or has
// nothing more.
bool LiveWeb::Advance(Host& host) {
  if (host.queue.empty()) {
    return false;
  }
  const std::shared_ptr<Job> job = host.queue.front();
  if (const auto given_up = host.manners.GivenUp(job->origin)) {
    host.queue.pop_front();
    --progress_.queued;
    Finish(job, Unasked(job->request, given_up->failure,
                        "not asked again in this run: " + given_up->detail));
    return true;
  }
  const milliseconds now = loop_.Elapsed();
  const std::optional<milliseconds> start = host.manners.NextStart(now);
  if (!start) {
    return false;  // What is under way will wake it.
  }
  const milliseconds at = *start;
  if (at <= now) {
    host.queue.pop_front();
    --progress_.queued;
    Send(host, job);
    return true;
  }
  if (host.timer < milliseconds(0) || at < host.timer) {
    host.timer = at;
    loop_.After(at - now, [this, &host, at, weak = std::weak_ptr<int>(alive_)] {
      if (weak.expired()) {
        return;
      }
      if (host.timer == at) {
        host.timer = milliseconds(-1);
      }
      Wake(host);
      Drain();
    });
  }
  return false;
}

void LiveWeb::Send(Host& host, std::shared_ptr<Job> job) {
  ++job->attempts;
  ++progress_.sent;
  ++progress_.under_way;
  host.manners.OnStart(loop_.Elapsed());
  state_->lane.push_back({job, job->attempts, loop_.Elapsed()});
  HttpRequest request = job->request;
  const Headers& validators = job->plan.validators;
  request.headers.insert(request.headers.end(), validators.begin(), validators.end());
  transport_.Start(std::move(request), [this, &host, job = std::move(job),
                                        weak = std::weak_ptr<int>(alive_)](Exchange exchange) {
    if (!weak.expired()) {
      OnAnswer(host, job, std::move(exchange));
    }
  });
}

void LiveWeb::OnAnswer(Host& host, const std::shared_ptr<Job>& job, Exchange exchange) {
  --progress_.under_way;
  job->answered = job->attempts;
  state_->slow -= std::exchange(job->slow, false) ? 1 : 0;
  const std::optional<milliseconds> again =
      host.manners.OnAnswer(exchange, job->origin, job->attempts, loop_.Elapsed());
  if (again && !stopped_) {
    cache_.NoteAttempt(job->request, std::move(exchange));
    Rest(host, job, *again);
  } else {
    Finish(job, std::move(exchange));
  }
  Wake(host);
  Drain();
  Changed();
}

void LiveWeb::Rest(Host& host, const std::shared_ptr<Job>& job, milliseconds wait) {
  ++progress_.queued;
  host.resting.push_back(job);
  loop_.After(wait, [this, &host, job, weak = std::weak_ptr<int>(alive_)] {
    if (weak.expired() || std::erase(host.resting, job) == 0) {
      return;  // Stopped.
    }
    host.queue.push_front(job);
    Wake(host);
    Drain();
  });
}

void LiveWeb::Finish(const std::shared_ptr<Job>& job, Exchange exchange) {
  // What this run did not try is no evidence of anything.
  const bool tried =
      exchange.failure != Failure::kOffline && exchange.failure != Failure::kCancelled;
  const auto deliver = [this, job, weak = std::weak_ptr<int>(alive_)](const ExchangePtr& answer) {
    if (!weak.expired()) {
      loop_.Post([this, job, answer, weak] {
        if (!weak.expired()) {
          Deliver(job, answer);
        }
      });
    }
  };
  if (tried) {
    cache_.Settle(job->plan, job->request, std::move(exchange), deliver);
  } else {
    HideSecrets(exchange.request);
    Seal(exchange);
    deliver(std::make_shared<const Exchange>(std::move(exchange)));
  }
}

void LiveWeb::Deliver(const std::shared_ptr<Job>& job, const ExchangePtr& exchange) {
  state_->jobs.erase(job->key);
  progress_.answered += job->waiting.size();
  Changed();
  const std::vector<Done> waiting = std::move(job->waiting);
  for (const Done& done : waiting) {
    done(exchange);
  }
}

void LiveWeb::Stop() {
  StopAsking();
  transport_.Stop();
}

void LiveWeb::StopAsking() {
  if (std::exchange(stopped_, true)) {
    return;
  }
  for (auto& [key, host] : state_->hosts) {
    std::list<std::shared_ptr<Job>> waiting = std::exchange(host.queue, {});
    waiting.insert(waiting.end(), host.resting.begin(), host.resting.end());
    host.resting.clear();
    for (const std::shared_ptr<Job>& job : waiting) {
      --progress_.queued;
      Finish(job, Unasked(job->request, Failure::kCancelled, "the run was stopped"));
    }
  }
}

std::vector<LiveWeb::HostLoad> LiveWeb::Busy() const {
  std::map<std::string, HostLoad> by_name;
  for (const auto& [key, host] : state_->hosts) {
    if (host.manners.under_way() > 0 || !host.queue.empty() || !host.resting.empty()) {
      HostLoad& load = by_name[host.name];
      load.host = host.name;
      load.under_way += host.manners.under_way();
      load.queued += static_cast<int>(host.queue.size() + host.resting.size());
    }
  }
  std::vector<HostLoad> busy;
  for (auto& [name, load] : by_name) {
    busy.push_back(std::move(load));
  }
  return busy;
}

void LiveWeb::Changed() {
  if (options_.on_progress) {
    options_.on_progress(progress_);
  }
}

}  // namespace ibid::net
