#include "ibid/session.h"

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <utility>

#include "cache/cache.h"
#include "json/record.h"
#include "net/curl_loop.h"
#include "net/curl_transport.h"
#include "net/header_line.h"
#include "net/live_web.h"
#include "net/recorder.h"
#include "net/replay_transport.h"
#include "net/robots_web.h"
#include "pipeline/fetch.h"
#include "pipeline/history.h"
#include "pipeline/interrupt.h"
#include "pipeline/link_session.h"
#include "pipeline/own_trouble.h"
#include "pipeline/passing_on.h"
#include "pipeline/program_id.h"
#include "pipeline/recall.h"
#include "pipeline/save_pages.h"
#include "pipeline/transport_options.h"
#include "pipeline/wishes.h"
#include "pipeline/witness.h"
#include "resolve/resolve.h"

namespace ibid::pipeline {
namespace {

// The members stand in the order in which they need one another; they go in the opposite one.
class RealSession final : public LinkSession {
 public:
  RealSession(const WebOptions& options, std::function<void(const Error&)> trouble)
      : options_(options),
        trouble_(std::move(trouble)),
        program_(ProgramId()),
        settings_(SettingsDigest(options_, program_)) {}
  ~RealSession() override;

  Result<void> Start();

  void BeginFetch(std::string url, const Wishes& wishes, std::uint64_t body_bytes_max,
                  Fetched done) override;
  void Begin(Article article, const Wishes& wishes, Told progress, Done done) override;
  std::optional<PassedOn> PassOn(const std::string& asked) override;
  void BeginAsked(const std::string& asked, Article article, Told progress, Answered done) override;
  std::size_t open_references() const override { return open_references_; }
  void WorkWhile(const std::function<bool()>& wanted, int every_ms) override;
  void Stop() override;
  std::vector<SavedPage> Archive(std::vector<std::string> urls, SaveOptions options,
                                 const std::function<void()>& one_more) override;
  Result<void> Close() override;

  void Ask(Question question, std::function<void(Resolution)> done) override;
  History HistoryOf(const Reference& reference, const Resolution& found) override;
  void BeginCrawl(std::string url, std::uint64_t body_bytes_max, Fetched done) override;
  void SetLookSince(Instant at) override;
  cache::Cache* WritableCache() override { return cache_writable_ ? cache_.get() : nullptr; }
  ExchangePtr Find(std::string_view id) override { return cache_ ? cache_->Find(id) : nullptr; }
  Instant Now() const override { return loop_->Now(); }
  std::uint64_t requests() const override { return live_->progress().sent; }

 private:
  static constexpr std::chrono::seconds kGrace{3};

  Result<void> StartTransport();
  Result<void> StartCache();
  Result<void> StartWeb();
  net::Web& TheWeb() {
    return robots_      ? static_cast<net::Web&>(*robots_)
           : recording_ ? static_cast<net::Web&>(*recording_)
                        : *live_;
  }
  // One article under way.
  struct Work {
    Work(Article its_article, const WebOptions& wished, net::Web& web, cache::Cache* cache)
        : article(std::move(its_article)),
          offline(wished.offline),
          since(OldBefore(wished, web.Now())),
          anew(web, cache, since.value_or(Instant())),
          witness(since ? static_cast<net::Web&>(anew) : web) {}
    Article article;
    bool offline;                  // Nobody is asked of it.
    std::optional<Instant> since;  // What was found out earlier is asked anew.
    AnewWeb anew;
    std::vector<std::optional<Resolution>> known;  // From the last check of the same article.
    std::vector<Evidence> evidence_known;
    resolve::ResolveOptions options;
    WitnessWeb witness;
    Progress progress;
    Told told;
    Answered done;
    cache::Kept kept;
  };

  // Whether what earlier runs found out may be leant on.
  bool MayLean(bool offline) const;
  // The same article as it was checked last, where that may be leant on.
  std::optional<Article> Before(const Work& work);
  net::Web& WebFor(const WebOptions& options);
  void BeginWork(Article article, const Wishes& wishes, Told progress, Answered done,
                 std::string to);
  void Tell(Work& work);
  void WindDown();
  void OnOneMore(Work& work);
  void OnResolved(Work& work, std::vector<Resolution> found);
  // What all checks of each thing add up to, this one included.
  void JudgeHistories(Article& article);
  void Save(Work& work);
  void OnSaved(Work& work);

  const WebOptions options_;
  const std::function<void(const Error&)> trouble_;
  const std::string program_;  // Empty: not known.
  const std::string settings_;
  std::unique_ptr<net::CurlLoop> loop_;
  std::unique_ptr<net::Transport> transport_;
  std::unique_ptr<cache::Cache> cache_;
  bool cache_writable_ = false;
  std::unique_ptr<net::LiveWeb> live_;
  std::unique_ptr<net::Recorder> recorder_;
  std::unique_ptr<net::RecordingWeb> recording_;
  std::unique_ptr<net::RobotsWeb> robots_;
  std::unique_ptr<net::RobotsWeb> crawling_;  // Where robots.txt binds a crawl alone.
  std::unique_ptr<net::LiveWeb> remembered_;  // What is in the cache, and nobody else.
  std::unordered_map<Work*, std::unique_ptr<Work>> under_way_;
  std::size_t open_references_ = 0;
  bool stopped_ = false;
  std::chrono::milliseconds grace_{0};  // For what is under way when an interrupt comes.
};

// What is asked for the next time (stale-while-revalidate) may still be under way.
RealSession::~RealSession() {
  if (live_) {
    live_->Stop();
    loop_->RunUntil([this] { return live_->progress().under_way == 0; });
  }
}

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
        net::ReplayTransport::Open(options_.replay, *loop_, trouble_);
    if (!replay) {
      return replay.error();
    }
    transport_ = std::move(replay).value();
    return {};
  }
  Result<net::TransportOptions> options = TransportOptionsOf(options_);
  if (!options) {
    return options.error();
  }
  transport_ = std::make_unique<net::CurlTransport>(*loop_, std::move(options).value());
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
  options.read_only = options_.offline;
  Result<std::unique_ptr<cache::Cache>> cache = cache::Cache::Open(options_.cache, options);
  if (!cache && !options.read_only) {
    // What can be read but not written is of use; the run goes on and says what it could not do.
    options.read_only = true;
    Result<std::unique_ptr<cache::Cache>> readable = cache::Cache::Open(options_.cache, options);
    if (readable) {
      trouble_({ErrorCode::kStorage,
                cache.error().message + "; this run reads it and adds nothing to it"});
      cache = std::move(readable);
    }
  }
  if (!cache) {
    return cache.error();
  }
  cache_ = std::move(cache).value();
  cache_writable_ = !options.read_only;
  return {};
}

Result<void> RealSession::StartWeb() {
  net::WebOptions options;
  options.offline = options_.offline;
  options.width = options_.concurrency;
  options.width_per_host = options_.host_concurrency;
  options.paced = options_.replay.empty();
  for (const std::string& line : options_.headers) {
    Result<std::pair<std::string, std::string>> header = net::ParseHeader(line);
    if (!header) {
      return Error{header.error().code, "--header: " + header.error().message};
    }
    options.headers.push_back(std::move(header).value());
  }
  live_ = std::make_unique<net::LiveWeb>(*loop_, *transport_, cache_.get(), std::move(options));
  if (!options_.record.empty()) {
    Result<std::unique_ptr<net::Recorder>> recorder =
        net::Recorder::Open(options_.record, loop_->Now(), "ibid");
    if (!recorder) {
      return recorder.error();
    }
    recorder_ = std::move(recorder).value();
    recording_ = std::make_unique<net::RecordingWeb>(*live_, *recorder_);
  }
  if (options_.robots) {
    robots_ = std::make_unique<net::RobotsWeb>(*loop_, TheWeb());
  }
  return {};
}

void RealSession::WorkWhile(const std::function<bool()>& wanted, int every_ms) {
  // A timer that goes on as long as this call, so that the loop wakes up and asks.
  const auto here = std::make_shared<std::function<void()>>();
  *here = [this, every_ms, weak = std::weak_ptr(here)] {
    if (const auto self = weak.lock()) {
      loop_->After(std::chrono::milliseconds(every_ms), [weak] {
        if (const auto again = weak.lock()) {
          (*again)();
        }
      });
    }
  };
  if (every_ms > 0) {
    (*here)();
  }
  loop_->RunUntil([&wanted] { return IsInterrupted() || !wanted(); });
  if (IsInterrupted()) {
    WindDown();
    Stop();
    loop_->RunUntil([&wanted] { return !wanted(); });
  }
}

void RealSession::SetLookSince(Instant at) {
  live_->set_look_since(at);
  grace_ = kGrace;
}

void RealSession::WindDown() {
  live_->StopAsking();
  if (grace_.count() == 0) {
    return;
  }
  const std::chrono::milliseconds end = loop_->Elapsed() + std::exchange(grace_, {});
  loop_->After(end - loop_->Elapsed(), [] {});  // So that it wakes up.
  loop_->RunUntil([&] { return live_->progress().under_way == 0 || loop_->Elapsed() >= end; });
}

// For who wants less than the run may do.
net::Web& RealSession::WebFor(const WebOptions& options) {
  if (!options.offline || options_.offline) {
    return TheWeb();
  }
  if (!remembered_) {
    net::WebOptions remembering;
    remembering.offline = true;
    remembered_ = std::make_unique<net::LiveWeb>(*loop_, *transport_, cache_.get(), remembering);
  }
  return *remembered_;
}

void RealSession::BeginFetch(std::string url, const Wishes& wishes, std::uint64_t body_bytes_max,
                             Fetched done) {
  const WebOptions options = Narrowed(options_, wishes);
  net::Spawn<Result<FetchedPage>>(FetchPageSince(std::move(url), body_bytes_max, WebFor(options),
                                                 cache_.get(), OldBefore(options, loop_->Now())),
                                  std::move(done));
}

void RealSession::BeginCrawl(std::string url, std::uint64_t body_bytes_max, Fetched done) {
  if (!robots_ && !crawling_) {
    crawling_ = std::make_unique<net::RobotsWeb>(*loop_, TheWeb());
  }
  net::Spawn<Result<FetchedPage>>(
      FetchPage(std::move(url), body_bytes_max, robots_ ? *robots_ : *crawling_), std::move(done));
}

void RealSession::Ask(Question question, std::function<void(Resolution)> done) {
  const auto options = std::make_shared<resolve::ResolveOptions>(ResolveOptionsOf(options_));
  options->archived_copies = options->archived_copies && question.copies;
  if (!question.words.empty()) {
    options->link_words.emplace(question.reference.id, std::move(question.words));
  }
  net::Spawn<Resolution>(
      resolve::Resolve(std::move(question.reference), *options, TheWeb()),
      [options, done = std::move(done)](Resolution found) { done(std::move(found)); });
}

// A replay is a web of its own, what is recorded has to be asked.
bool RealSession::MayLean(bool offline) const {
  return cache_ != nullptr && !offline && options_.replay.empty() && !recording_;
}

// A run that may ask fewer hosts than the last one must not lean on what those said, nor leave its
// own, poorer findings to the next: that is in the settings.
std::optional<Article> RealSession::Before(const Work& work) {
  const std::optional<std::string> record =
      MayLean(work.offline)
          ? cache_->NewestRecord(work.article.document.input_sha256, work.kept.settings)
          : std::nullopt;
  if (!record) {
    return std::nullopt;
  }
  Result<Article> before = json::ReadArticle(*record);
  return before ? std::optional<Article>(std::move(before).value()) : std::nullopt;
}

std::optional<Session::PassedOn> RealSession::PassOn(const std::string& asked) {
  if (!MayLean(options_.offline) || options_.newer_than || program_.empty() || stopped_ ||
      IsInterrupted()) {
    return std::nullopt;
  }
  std::optional<cache::PassedOn> found =
      cache_->FindPassedOn(PassedOnTo(asked, settings_), loop_->Now());
  return found ? std::optional(PassedOn{std::move(found->record), std::move(found->outcomes)})
               : std::nullopt;
}

void RealSession::Stop() {
  stopped_ = true;
  live_->Stop();
}

void RealSession::Begin(Article article, const Wishes& wishes, Told progress, Done done) {
  BeginWork(
      std::move(article), wishes, std::move(progress),
      [done = std::move(done)](Article resolved, const std::string&) { done(std::move(resolved)); },
      "");
}

void RealSession::BeginAsked(const std::string& asked, Article article, Told progress,
                             Answered done) {
  BeginWork(std::move(article), {}, std::move(progress), std::move(done),
            program_.empty() ? "" : PassedOnTo(asked, settings_));
}

void RealSession::BeginWork(Article article, const Wishes& wishes, Told progress, Answered done,
                            std::string to) {
  // Most articles, and each line of a long list, wish nothing of their own.
  const std::optional<WebOptions> narrowed =
      wishes == Wishes() ? std::nullopt : std::optional(Narrowed(options_, wishes));
  const WebOptions& wished = narrowed ? *narrowed : options_;
  auto owned = std::make_unique<Work>(std::move(article), wished, WebFor(wished), cache_.get());
  Work& work = *owned;
  under_way_.emplace(&work, std::move(owned));
  work.told = std::move(progress);
  work.done = std::move(done);
  work.witness.set_changed([this, &work] { Tell(work); });
  work.kept.passed_on_to = std::move(to);
  work.kept.settings = narrowed ? SettingsDigest(wished, program_) : settings_;
  work.options = ResolveOptionsOf(wished, work.article);
  work.known.resize(work.article.references.size());
  if (std::optional<Article> before = Before(work)) {
    work.known = Recall(work.article, *before, work.since, loop_->Now());
    work.evidence_known = std::move(before->evidence);
  }
  std::vector<Reference> open;
  for (std::size_t i = 0; i < work.known.size(); ++i) {
    if (!work.known[i]) {
      open.push_back(work.article.references[i]);
    }
  }
  work.progress.references = work.known.size();
  work.progress.resolved = work.known.size() - open.size();
  open_references_ += work.known.size();
  net::Spawn<std::vector<Resolution>>(
      resolve::ResolveAll(std::move(open), work.options, work.witness,
                          [this, &work](std::size_t, const Resolution&) { OnOneMore(work); }),
      [this, &work](std::vector<Resolution> found) { OnResolved(work, std::move(found)); });
}

void RealSession::OnOneMore(Work& work) {
  ++work.progress.resolved;
  Tell(work);
}

void RealSession::Tell(Work& work) {
  if (work.told) {
    work.progress.asked = live_->progress().sent;
    work.progress.waiting_for = work.witness.waiting_for();
    work.told(work.progress);
  }
}

void RealSession::OnResolved(Work& work, std::vector<Resolution> found) {
  Article& article = work.article;
  article.resolutions.clear();
  for (std::size_t i = 0, next = 0; i < work.known.size(); ++i) {
    article.resolutions.push_back(work.known[i] ? std::move(*work.known[i])
                                                : std::move(found[next++]));
  }
  work.witness.Add(work.evidence_known);
  article.evidence = work.witness.Of(article.resolutions);
  BlameNobodyForOwnTrouble(article);
  JudgeHistories(article);
  Save(work);
}

History RealSession::HistoryOf(const Reference& reference, const Resolution& found) {
  std::vector<PastCheck> past;
  if (cache_) {
    for (const cache::PastResolution& check : cache_->HistoryOf(reference.key, kPastMax)) {
      past.push_back({check.checked_at, VerdictNamed(check.verdict)});
    }
  }
  return Judge(std::move(past), found, options_.death);
}

void RealSession::JudgeHistories(Article& article) {
  for (std::size_t i = 0; i < article.resolutions.size(); ++i) {
    Resolution& resolution = article.resolutions[i];
    resolution.history = HistoryOf(article.references[i], resolution);
    resolution.history.next_check = StandsUntil(resolution);
  }
}

void RealSession::Save(Work& work) {
  // The coroutine that found it all out still stands on our caller's stack: what it looks at goes
  // later.
  if (!cache_ || work.offline || stopped_ || IsInterrupted()) {
    loop_->Post([this, &work] { OnSaved(work); });
    return;
  }
  Keep(work.article, work.kept);
  // What is wrong with the cache, it has told itself.
  cache_->SaveArticle(work.article, loop_->Now(), work.kept,
                      [this, &work](const Error*) { OnSaved(work); });
}

void RealSession::OnSaved(Work& work) {
  open_references_ -= work.known.size();
  const auto owned = std::move(under_way_.extract(&work).mapped());
  owned->done(std::move(owned->article), std::move(owned->kept.record));
}

std::vector<SavedPage> RealSession::Archive(std::vector<std::string> urls, SaveOptions options,
                                            const std::function<void()>& one_more) {
  if (const auto key = options_.secrets.keys.find("wayback"); key != options_.secrets.keys.end()) {
    options.key = key->second;
  }
  bool finished = false;
  std::vector<SavedPage> out;
  net::Spawn<std::vector<SavedPage>>(
      SavePages(std::move(urls), std::move(options), *loop_, TheWeb(), one_more),
      [&](std::vector<SavedPage> pages) {
        out = std::move(pages);
        finished = true;
      });
  WorkWhile([&finished] { return !finished; }, 0);
  return out;
}

Result<void> RealSession::Close() {
  if (cache_ && !options_.offline) {
    cache::Cache::PruneOptions prune;
    prune.bytes_max = static_cast<std::int64_t>(options_.cache_bytes_max);
    if (const Result<cache::Pruned> pruned = cache_->Prune(prune); !pruned) {
      trouble_(pruned.error());
    }
  }
  return recorder_ ? recorder_->Close() : Result<void>();
}

}  // namespace

Result<std::unique_ptr<LinkSession>> LinkSession::Open(const WebOptions& options,
                                                       std::function<void(const Error&)> trouble) {
  auto session = std::make_unique<RealSession>(options, std::move(trouble));
  if (const Result<void> started = session->Start(); !started) {
    return started.error();
  }
  return std::unique_ptr<LinkSession>(std::move(session));
}

}  // namespace ibid::pipeline
