#include "serve/worker.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "cache/checks.h"
#include "json/record.h"
#include "net/wall_clock.h"
#include "pipeline/analyse.h"
#include "pipeline/interrupt.h"
#include "read/read.h"
#include "serve/answers.h"
#include "serve/check_json.h"
#include "serve/findings.h"
#include "serve/hub.h"
#include "serve/pool.h"
#include "serve/wishes.h"
#include "url/url.h"

namespace ibid::serve {
namespace {

using Clock = std::chrono::steady_clock;

// A check may be what ended the program that worked on it. What was under way at two ends is worked
// on alone, so that the blame falls on the right one, and is given up at the last of these.
constexpr int kTriesTogether = 2;
constexpr int kTriesMax = 8;
constexpr int kDeskThreads = 2;
constexpr int kPauseMs = 20;  // Between two looks at what other threads have done.
constexpr std::chrono::milliseconds kTellEvery{250};  // How far one check is.
constexpr std::size_t kUrlShown = 300;                // Bytes of the URL that is waited for.
constexpr std::chrono::seconds kTrouble{2};  // Before the cache is asked again after an error.
// Then a new session is begun: what one remembers of hosts is not to grow for ever, and its end is
// where the cache's size is looked after.
constexpr int kChecksPerSession = 500;
// How often it is looked for what other programs have checked on the same cache.
constexpr std::chrono::seconds kLookElsewhere{5};

}  // namespace

Instant NowFor(const WebOptions& options) {
  return options.now.value_or(net::WallClock());
}

struct Worker::Inner {
  Inner(WorkOptions the_options, Hub& the_hub, Answers& the_answers)
      : options(std::move(the_options)), hub(the_hub), answers(the_answers) {}

  // One check under way. Asker's thread.
  struct Work {
    cache::CheckRow row;
    CheckProgress progress;
    Clock::time_point told;
    bool untold = false;  // There is news that was not told.
  };
  using Works = std::map<std::int64_t, Work>;

  Result<void> OpenSession();
  void Run();
  void RunSession();
  // What other programs have checked on this cache becomes checks, until something is queued.
  void LookElsewhere();
  bool IsDue();  // REQUIRES: mutex is held. There is something to do.
  void RunPosted();
  void TakeMore();
  void Begin(cache::CheckRow row);
  void BeginReading(Work& work, std::optional<FetchedPage> page);
  void BeginAsking(std::int64_t id, Article article);
  void BeginWriting(std::int64_t id, Article article);
  void End(std::int64_t id, const cache::CheckRow& row, bool existed);
  void Fail(std::int64_t id, std::string why);
  void PutBack(std::int64_t id);
  void Tell(Work& work);
  void TellNews();
  bool Stopping() const { return stopping || pipeline::IsInterrupted(); }

  // Something for the asker's thread. Any thread.
  void Post(std::function<void()> what) {
    {
      const std::lock_guard lock(mutex);
      posted.push_back(std::move(what));
    }
    changed.notify_one();
  }
  // Something for a desk; there is always room, for no more is under way than is allowed.
  void AtDesk(Pool::Job job) {
    const std::lock_guard lock(mutex);
    desks->Add(std::move(job));
  }

  const WorkOptions options;
  Hub& hub;
  Answers& answers;
  std::optional<cache::Checks> checks;  // Asker's thread.
  std::unique_ptr<Session> session;     // Asker's thread.
  std::atomic<bool> troubled{false};    // The session's cache failed.
  int begun_in_session = 0;
  Works works;
  Clock::time_point not_before{};  // Nothing is taken until then.

  std::atomic<bool> stopping{false};
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::function<void()>> posted;  // Guarded by mutex.
  bool maybe_more = true;                     // Guarded by mutex: something may be queued.
  std::unique_ptr<Pool> desks;
  std::thread asker;
};

Result<void> Worker::Inner::OpenSession() {
  troubled = false;
  begun_in_session = 0;
  Result<std::unique_ptr<Session>> opened = Session::Open(options.web, [this](const Error& error) {
    troubled = troubled || error.code != ErrorCode::kFormat;
    options.say(error.message);
  });
  if (!opened) {
    return opened.error();
  }
  session = std::move(opened).value();
  return {};
}

void Worker::Inner::RunPosted() {
  std::vector<std::function<void()>> now;
  {
    const std::lock_guard lock(mutex);
    now.swap(posted);
  }
  for (const std::function<void()>& what : now) {
    what();
  }
}

void Worker::Inner::Tell(Work& work) {
  work.told = Clock::now();
  work.untold = false;
  hub.Tell(work.row.id, CheckJson(work.row, work.progress), false);
}

// Not each of hundreds of answers in a second, but the last of them in any case.
void Worker::Inner::TellNews() {
  for (auto& [id, work] : works) {
    if (work.untold && Clock::now() - work.told >= kTellEvery) {
      Tell(work);
    }
  }
}

void Worker::Inner::TakeMore() {
  const bool old = troubled || begun_in_session >= kChecksPerSession;
  while (!old && !Stopping() && works.size() < static_cast<std::size_t>(options.at_once) &&
         Clock::now() >= not_before) {
    if (!works.empty() && works.begin()->second.row.tries > kTriesTogether) {
      return;
    }
    {
      const std::lock_guard lock(mutex);
      if (!std::exchange(maybe_more, false)) {
        return;
      }
    }
    const std::int64_t tries_max = works.empty() ? kTriesMax : kTriesTogether - 1;
    Result<std::optional<cache::CheckRow>> taken = checks->Take(tries_max, NowFor(options.web));
    if (!taken) {
      options.say(taken.error().message);
      not_before = Clock::now() + kTrouble;
    }
    if (!taken || *taken) {
      const std::lock_guard lock(mutex);
      maybe_more = true;
    }
    if (!taken || !*taken) {
      return;
    }
    answers.Change();
    Begin(**std::move(taken));
  }
}

void Worker::Inner::Begin(cache::CheckRow row) {
  ++begun_in_session;
  const std::int64_t id = row.id;
  Work& work = works[id];
  work.row = std::move(row);
  if (work.row.kind != "url") {
    BeginReading(work, std::nullopt);
    return;
  }
  work.progress.step = "fetching";
  Tell(work);
  session->BeginFetch(work.row.source, WishesOf(work.row.wishes), options.input_bytes_max,
                      [this, id](Result<FetchedPage> page) {
                        // Later: nothing is begun from within what the session calls.
                        const auto found = std::make_shared<Result<FetchedPage>>(std::move(page));
                        Post([this, id, found] {
                          Stopping()    ? PutBack(id)
                          : found->ok() ? BeginReading(works[id], std::move(**found))
                                        : Fail(id, found->error().message);
                        });
                      });
}

namespace {

Result<Article> ReadInput(const cache::CheckInput& input, std::optional<FetchedPage> page,
                          std::uint64_t bytes_max) {
  read::ReadOptions reading;
  reading.source = input.source;
  reading.url = input.url;
  reading.input_bytes_max = bytes_max;
  reading.content_type = input.media_type;
  for (const InputKind kind :
       {InputKind::kText, InputKind::kMarkdown, InputKind::kHtml, InputKind::kPdf}) {
    if (input.input_kind == Name(kind)) {
      reading.kind = kind;
    }
  }
  if (page) {
    const std::optional<url::Url> asked = url::Url::Parse(input.source);
    reading.source = asked ? asked->ForRequest() : input.source;  // No password in a report.
    reading.url = page->url;
    reading.content_type = page->content_type;
  }
  Result<Document> document = read::Read(page ? page->bytes : input.bytes, reading);
  if (!document) {
    return document.error();
  }
  if (!input.date.empty()) {
    document->metadata.published = {input.date, "--date", std::nullopt};
  }
  return pipeline::Analyse(std::move(document).value());
}

}  // namespace

void Worker::Inner::BeginReading(Work& work, std::optional<FetchedPage> page) {
  work.progress.step = "reading";
  Tell(work);
  const std::int64_t id = work.row.id;
  const auto fetched = std::make_shared<std::optional<FetchedPage>>(std::move(page));
  AtDesk([this, id, fetched](cache::Checks& desk) {
    const Result<std::optional<cache::CheckInput>> input = desk.Input(id);
    const auto article = std::make_shared<Result<Article>>(
        !input    ? Result<Article>(input.error())
        : !*input ? Result<Article>(Error{ErrorCode::kInput, "it was deleted"})
                  : ReadInput(**input, std::move(*fetched), options.input_bytes_max));
    Post([this, id, article] {
      Stopping()      ? PutBack(id)
      : article->ok() ? BeginAsking(id, std::move(**article))
                      : Fail(id, article->error().message);
    });
  });
}

void Worker::Inner::BeginAsking(std::int64_t id, Article article) {
  Work& work = works[id];
  work.progress = {"asking", static_cast<std::int64_t>(article.references.size()), 0, ""};
  Tell(work);
  session->Begin(
      std::move(article), WishesOf(work.row.wishes),
      [this, id](const Progress& so_far) {
        Work& one = works[id];
        one.progress.resolved = static_cast<std::int64_t>(so_far.resolved);
        one.progress.waiting_for = so_far.waiting_for.substr(0, kUrlShown);
        one.untold = true;
      },
      [this, id](Article done) {
        const auto resolved = std::make_shared<Article>(std::move(done));
        Post([this, id, resolved] {
          Stopping() ? PutBack(id) : BeginWriting(id, std::move(*resolved));
        });
      });
}

void Worker::Inner::BeginWriting(std::int64_t id, Article article) {
  Work& work = works[id];
  work.progress.step = "writing";
  work.progress.waiting_for.clear();
  work.progress.resolved = work.progress.references;
  Tell(work);
  const auto resolved = std::make_shared<Article>(std::move(article));
  AtDesk([this, id, resolved, row = work.row](cache::Checks& desk) mutable {
    row.outcome = OutcomeOf(*resolved);
    row.finished = NowFor(options.web);
    row.state = cache::CheckState::kDone;
    const Result<bool> stored = desk.Finish(id, row.outcome, WordsOf(*resolved, row.source),
                                            json::WriteArticle(*resolved), *row.finished);
    if (!stored) {
      Post([this, id, why = stored.error().message] {
        options.say(why);
        PutBack(id);
      });
      return;
    }
    Post([this, id, row, existed = *stored] { End(id, row, existed); });
  });
}

void Worker::Inner::End(std::int64_t id, const cache::CheckRow& row, bool existed) {
  works.erase(id);
  answers.Change();
  existed ? hub.Tell(id, CheckJson(row), true) : hub.TellDeleted(id);
  const std::lock_guard lock(mutex);
  maybe_more = true;  // What waits to be worked on alone.
}

void Worker::Inner::Fail(std::int64_t id, std::string why) {
  cache::CheckRow row = works[id].row;
  row.state = cache::CheckState::kFailed;
  row.finished = NowFor(options.web);
  row.error = std::move(why);
  const Result<bool> stored = checks->Fail(id, row.error, *row.finished);
  if (!stored) {
    options.say(stored.error().message);
    PutBack(id);
    return;
  }
  End(id, row, *stored);
}

// Without being told so, for it goes on.
void Worker::Inner::PutBack(std::int64_t id) {
  works.erase(id);
  if (const Result<void> back = checks->PutBack(id); !back) {
    options.say(back.error().message);  // The next program will find it under way, and begin anew.
  }
  answers.Change();
  not_before = Clock::now() + kTrouble;
  const std::lock_guard lock(mutex);
  maybe_more = true;
}

// Until nothing is under way.
void Worker::Inner::RunSession() {
  const auto turn = [this] {
    RunPosted();
    TellNews();
    TakeMore();
    return !works.empty();
  };
  session->WorkWhile([&] { return turn() && !Stopping(); }, kPauseMs);
  if (Stopping()) {
    session->Stop();
    while (turn()) {
      session->WorkWhile(turn, kPauseMs);
    }
  }
}

bool Worker::Inner::IsDue() {
  return stopping || !posted.empty() || maybe_more;
}

void Worker::Inner::LookElsewhere() {
  for (bool more = true; more && !Stopping();) {
    Result<std::optional<cache::ElsewhereChecked>> next = checks->NextElsewhere();
    if (!next) {
      options.say(next.error().message);
    }
    if (!next || !*next) {
      return;
    }
    const Result<Article> article = json::ReadArticle((*next)->record);
    const cache::CheckOutcome outcome = article ? OutcomeOf(*article) : cache::CheckOutcome();
    const Result<void> adopted =
        checks->Adopt(**next, article ? &outcome : nullptr,
                      article ? WordsOf(*article, (*next)->source) : cache::CheckWords());
    if (!adopted) {
      options.say(adopted.error().message);
      return;
    }
    answers.Change();
    const std::lock_guard lock(mutex);
    more = !IsDue();
  }
}

void Worker::Inner::Run() {
  for (;;) {
    LookElsewhere();
    {
      std::unique_lock lock(mutex);
      if (!changed.wait_for(lock, kLookElsewhere, [this] { return IsDue(); })) {
        continue;
      }
      if (!stopping && Clock::now() < not_before) {
        changed.wait_until(lock, not_before, [this] { return stopping.load(); });
      }
    }
    if (Stopping()) {
      return;
    }
    if (!session) {
      if (const Result<void> opened = OpenSession(); !opened) {
        options.say(opened.error().message);
        not_before = Clock::now() + kTrouble;
        continue;
      }
    }
    RunSession();
    if (!Stopping() && (troubled || begun_in_session >= kChecksPerSession)) {
      if (const Result<void> closed = session->Close(); !closed) {
        options.say(closed.error().message);
      }
      session.reset();
    }
  }
}

Worker::Worker(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}

Result<std::unique_ptr<Worker>> Worker::Start(WorkOptions options, Hub& hub, Answers& answers) {
  auto inner = std::make_unique<Inner>(std::move(options), hub, answers);
  if (const Result<void> opened = inner->OpenSession(); !opened) {
    return opened.error();
  }
  const std::string& path = inner->options.web.cache;
  std::vector<cache::Checks> desks;
  for (int i = 0; i <= kDeskThreads; ++i) {
    Result<cache::Checks> checks = cache::Checks::Open(path, false);
    if (!checks) {
      return checks.error();
    }
    if (i == kDeskThreads) {
      inner->checks.emplace(std::move(checks).value());
    } else {
      desks.push_back(std::move(checks).value());
    }
  }
  if (const Result<void> recovered = inner->checks->Recover(kTriesMax, NowFor(inner->options.web));
      !recovered) {
    return recovered.error();
  }
  inner->desks = std::make_unique<Pool>(std::move(desks), std::size_t{1} << 20U);
  inner->asker = std::thread([self = inner.get()] { self->Run(); });
  return std::unique_ptr<Worker>(new Worker(std::move(inner)));
}

Worker::~Worker() {
  if (!inner_) {
    return;
  }
  {
    const std::lock_guard lock(inner_->mutex);
    inner_->stopping = true;
  }
  inner_->changed.notify_all();
  if (inner_->asker.joinable()) {
    inner_->asker.join();
  }
  inner_->desks.reset();
}

void Worker::Wake() {
  {
    const std::lock_guard lock(inner_->mutex);
    inner_->maybe_more = true;
  }
  inner_->changed.notify_one();
}

}  // namespace ibid::serve
