#include "pipeline/session.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "cache/cache.h"
#include "json/record.h"
#include "net/curl_loop.h"
#include "net/curl_transport.h"
#include "net/live_web.h"
#include "net/recorder.h"
#include "net/replay_transport.h"
#include "pipeline/fetch.h"
#include "pipeline/interrupt.h"
#include "pipeline/witness.h"
#include "resolve/resolve.h"
#include "text/dates.h"

namespace ibid::pipeline {
namespace {

// The members stand in the order in which they need one another; they go in the opposite one.
class RealSession final : public Session {
 public:
  RealSession(const WebOptions& options, std::function<void(const Error&)> trouble)
      : options_(options), trouble_(std::move(trouble)) {}

  Result<void> Start();

  Result<FetchedPage> Fetch(const std::string& url, std::uint64_t body_bytes_max) override;
  void Resolve(Article& article, const std::function<void(const Progress&)>& progress) override;
  Result<void> Close() override;

 private:
  Result<void> StartTransport();
  Result<void> StartCache();
  Result<void> StartWeb();
  net::Web& TheWeb() { return recording_ ? static_cast<net::Web&>(*recording_) : *live_; }
  // Runs the loop until `finished`; an interrupt ends what is under way, soon.
  void RunUntil(const bool& finished);
  resolve::ResolveOptions OptionsFor(const Article& article) const;

  const WebOptions options_;
  const std::function<void(const Error&)> trouble_;
  std::unique_ptr<net::CurlLoop> loop_;
  std::unique_ptr<net::Transport> transport_;
  std::unique_ptr<cache::Cache> cache_;
  std::unique_ptr<net::LiveWeb> live_;
  std::unique_ptr<net::Recorder> recorder_;
  std::unique_ptr<net::RecordingWeb> recording_;
};

Result<void> RealSession::Start() {
  Result<std::unique_ptr<net::CurlLoop>> loop = net::CurlLoop::Make(options_.now);
  if (!loop) {
    return loop.error();
  }
  loop_ = std::move(loop).value();
  for (const auto step :
       {&RealSession::StartTransport, &RealSession::StartCache, &RealSession::StartWeb}) {
    if (Result<void> done = (this->*step)(); !done) {
      return done;
    }
  }
  return {};
}

Result<void> RealSession::StartTransport() {
  if (!options_.replay.empty()) {
    Result<std::unique_ptr<net::ReplayTransport>> replay =
        net::ReplayTransport::Open(options_.replay, *loop_);
    if (!replay) {
      return replay.error();
    }
    transport_ = std::move(replay).value();
    return {};
  }
  net::TransportOptions options;
  const std::chrono::seconds patience(options_.timeout_s);
  options.connect_timeout = std::min<std::chrono::milliseconds>(options.connect_timeout, patience);
  options.stall_timeout = std::min(options.stall_timeout, patience);
  // A slow answer that keeps coming may take longer than one that says nothing.
  options.total_timeout = 3 * patience;
  options.ca_file = options_.cacert;
  options.proxy = options_.proxy;
  options.allow_private = options_.allow_private;
  for (const std::string& text : options_.connect_to) {
    Result<net::ConnectTo> detour = net::ParseConnectTo(text);
    if (!detour) {
      return detour.error();
    }
    options.connect_to.push_back(std::move(detour).value());
  }
  transport_ = std::make_unique<net::CurlTransport>(*loop_, std::move(options));
  return {};
}

Result<void> RealSession::StartCache() {
  if (options_.cache.empty()) {
    return {};
  }
  cache::OpenOptions options;
  options.post = [this](std::function<void()> what) { loop_->Post(std::move(what)); };
  options.hold = [this] { loop_->Hold(); };
  options.release = [this] { loop_->Release(); };
  options.on_trouble = trouble_;
  Result<std::unique_ptr<cache::Cache>> cache = cache::Cache::Open(options_.cache, options);
  if (!cache) {
    return cache.error();
  }
  cache_ = std::move(cache).value();
  return {};
}

Result<void> RealSession::StartWeb() {
  net::WebOptions options;
  options.offline = options_.offline;
  options.width = options_.concurrency;
  options.width_per_host = options_.host_concurrency;
  live_ = std::make_unique<net::LiveWeb>(*loop_, *transport_, cache_.get(), std::move(options));
  if (options_.record.empty()) {
    return {};
  }
  Result<std::unique_ptr<net::Recorder>> recorder =
      net::Recorder::Open(options_.record, loop_->Now(), "ibid");
  if (!recorder) {
    return recorder.error();
  }
  recorder_ = std::move(recorder).value();
  recording_ = std::make_unique<net::RecordingWeb>(*live_, *recorder_);
  return {};
}

void RealSession::RunUntil(const bool& finished) {
  loop_->RunUntil([&finished] { return finished || IsInterrupted(); });
  if (!finished) {
    live_->Stop();
    loop_->RunUntil([&finished] { return finished; });
  }
}

Result<FetchedPage> RealSession::Fetch(const std::string& url, std::uint64_t body_bytes_max) {
  bool finished = false;
  Result<FetchedPage> out = Error{ErrorCode::kInput, url + ": was not answered"};
  net::Spawn<Result<FetchedPage>>(FetchPage(url, body_bytes_max, TheWeb()),
                                  [&](Result<FetchedPage> page) {
                                    out = std::move(page);
                                    finished = true;
                                  });
  RunUntil(finished);
  return out;
}

resolve::ResolveOptions RealSession::OptionsFor(const Article& article) const {
  const Metadata& about = article.document.metadata;
  resolve::ResolveOptions options;
  options.article_date = about.published.value.substr(0, 10);
  options.article_url = about.canonical_url.known() ? about.canonical_url.value : about.url.value;
  options.article_title = about.title.value;
  options.third_parties = options_.third_parties;
  for (const Reference& reference : article.references) {
    if (reference.kind == ReferenceKind::kUrl && !reference.url.empty()) {
      options.article_links.push_back(reference.url);
    }
  }
  return options;
}

void RealSession::Resolve(Article& article, const std::function<void(const Progress&)>& progress) {
  const resolve::ResolveOptions options = OptionsFor(article);
  WitnessWeb witness(TheWeb());
  Progress so_far;
  so_far.references = article.references.size();
  const auto tell = [&](std::size_t, const Resolution&) {
    ++so_far.resolved;
    so_far.asked = live_->progress().sent;
    if (progress) {
      progress(so_far);
    }
  };
  bool finished = false;
  net::Spawn<std::vector<Resolution>>(
      resolve::ResolveAll(article.references, options, witness, tell),
      [&](std::vector<Resolution> resolutions) {
        article.resolutions = std::move(resolutions);
        finished = true;
      });
  RunUntil(finished);
  article.evidence = witness.Of(article.resolutions);
  if (cache_ && !options_.offline) {
    if (const Result<void> saved =
            cache_->SaveArticle(article, loop_->Now(), json::WriteArticle(article));
        !saved) {
      trouble_(saved.error());
    }
  }
}

Result<void> RealSession::Close() {
  return recorder_ ? recorder_->Close() : Result<void>();
}

}  // namespace

Result<std::unique_ptr<Session>> Session::Open(const WebOptions& options,
                                               std::function<void(const Error&)> trouble) {
  auto session = std::make_unique<RealSession>(options, std::move(trouble));
  if (const Result<void> started = session->Start(); !started) {
    return started.error();
  }
  return std::unique_ptr<Session>(std::move(session));
}

}  // namespace ibid::pipeline
