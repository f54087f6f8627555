#include "pipeline/cache_transfer.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "cache/cache.h"
#include "net/exchange_id.h"
#include "net/freshness.h"
#include "net/recorder.h"
#include "url/url.h"
#include "warc/archive.h"

namespace ibid::pipeline {
namespace {

// How many exchanges wait for the disk at once, so that a large file needs little memory.
constexpr std::size_t kUnderWayMax = 200;

// What the cache needs of an event loop where there is none.
class Waiting {
 public:
  cache::OpenOptions Options() {
    cache::OpenOptions options;
    options.post = [this](std::function<void()> what) {
      const std::lock_guard lock(mutex_);
      posted_.push_back(std::move(what));
      changed_.notify_one();
    };
    options.on_trouble = [this](const Error& error) { trouble_ = error; };
    return options;
  }
  void Begin() { ++under_way_; }
  void End() { --under_way_; }
  // Until at most `max` are under way.
  void Until(std::size_t max) {
    std::unique_lock lock(mutex_);
    while (under_way_ > max) {
      changed_.wait(lock, [this] { return !posted_.empty(); });
      const std::function<void()> what = std::move(posted_.front());
      posted_.pop_front();
      lock.unlock();
      what();
      lock.lock();
    }
  }
  const std::optional<Error>& trouble() const { return trouble_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> posted_;
  std::size_t under_way_ = 0;  // Our thread.
  std::optional<Error> trouble_;
};

std::string Normal(std::string_view text) {
  const std::optional<url::Url> url = url::Url::Parse(text);
  return url ? url->ForRequest() : std::string(text);
}

net::Reuse ReuseOf(const Exchange& exchange) {
  const std::optional<Instant> until = net::ReusableUntil(exchange);
  return until ? net::Reuse{net::Reuse::What::kUntil, *until} : net::Reuse{};
}

}  // namespace

Result<Transferred> ExportCache(const std::string& cache_path, const cache::Selection& selection,
                                const std::optional<std::set<std::string>>& named,
                                const std::string& file) {
  cache::OpenOptions options;
  options.read_only = true;
  Result<std::unique_ptr<cache::Cache>> cache = cache::Cache::Open(cache_path, options);
  if (!cache) {
    return cache.error();
  }
  std::vector<std::string> ids;
  std::set<std::string> missing = named.value_or(std::set<std::string>());
  Instant newest{};
  const Result<void> listed = (*cache)->ForEach(selection, [&](const cache::Listed& one) {
    if (!named || missing.erase(one.id) > 0) {
      ids.push_back(one.id);
      newest = std::max(newest, one.at);
    }
    return true;
  });
  if (!listed) {
    return listed.error();
  }
  Result<std::unique_ptr<net::Recorder>> recorder = net::Recorder::Open(file, newest, "ibid");
  if (!recorder) {
    return recorder.error();
  }
  Transferred out;
  for (const std::string& id : ids) {
    // It may have been pruned by another process meanwhile.
    if (const ExchangePtr exchange = (*cache)->Find(id)) {
      (*recorder)->Add(*exchange);
      ++out.exchanges;
    } else if (named) {
      missing.insert(id);
    }
  }
  out.missing.assign(missing.begin(), missing.end());
  const Result<void> closed = (*recorder)->Close();
  return closed ? Result<Transferred>(out) : closed.error();
}

Result<Transferred> ImportCache(const std::string& cache_path, const std::string& file,
                                std::uint64_t body_bytes_max) {
  Result<std::unique_ptr<warc::Archive>> archive = warc::Archive::Open(file, Normal);
  if (!archive) {
    return archive.error();
  }
  Waiting waiting;
  Result<std::unique_ptr<cache::Cache>> cache = cache::Cache::Open(cache_path, waiting.Options());
  if (!cache) {
    return cache.error();
  }
  Transferred out;
  for (const warc::Reader::Problem& problem : (*archive)->problems()) {
    out.problems.push_back(file + ", byte " + std::to_string(problem.offset) + ": " + problem.what);
  }
  for (std::size_t i = 0; i < (*archive)->size(); ++i) {
    HttpRequest request = (*archive)->RequestOf(i);
    const std::optional<url::Url> url = url::Url::Parse(request.url);
    if (!url) {
      ++out.unusable;
      continue;
    }
    request.url = url->ForRequest();
    const std::uint64_t limit =
        request.body_bytes_max != 0 ? request.body_bytes_max : body_bytes_max;
    Exchange exchange = (*archive)->Load(i, std::move(request), limit);
    if (exchange.failure == Failure::kOffline || exchange.at == Instant{}) {
      ++out.unusable;
      continue;
    }
    net::Seal(exchange);
    if ((*cache)->Find(exchange.id) != nullptr) {
      ++out.known;
      continue;
    }
    ++out.exchanges;
    const net::Reuse reuse = ReuseOf(exchange);
    waiting.Begin();
    (*cache)->Append(std::make_shared<const Exchange>(std::move(exchange)), reuse,
                     [&waiting] { waiting.End(); });
    waiting.Until(kUnderWayMax);
  }
  waiting.Until(0);
  if (waiting.trouble()) {
    return *waiting.trouble();
  }
  return out;
}

}  // namespace ibid::pipeline
