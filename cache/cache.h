#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cache/kept.h"
#include "cache/selection.h"
#include "ibid/article.h"
#include "ibid/exchange.h"
#include "ibid/instant.h"
#include "ibid/result.h"
#include "net/exchange_store.h"

namespace ibid::cache {

class ArticleInserter;
class Database;

struct OpenOptions {
  bool read_only = false;  // Nothing is made or written; appended exchanges last for this run only.

  // What connects the cache with the event loop (net::Loop::Post, Hold, Release). `post` must be
  // callable from any thread until the Cache is gone. All three are needed for Append alone.
  std::function<void(std::function<void()>)> post;
  std::function<void()> hold;
  std::function<void()> release;
  // Called at most once, on the loop's thread: something could not be stored or read. The run goes
  // on as if there were no cache.
  std::function<void(const Error&)> on_trouble;

  std::chrono::milliseconds busy_timeout{10'000};  // How long other processes may keep the lock.
};

struct Count {
  std::string name;
  std::int64_t count = 0;
};

// What `ibid cache stats` shows.
struct Stats {
  std::string path;
  std::int64_t schema = 0;
  std::int64_t file_bytes = 0;  // With its write-ahead log.
  std::int64_t exchanges = 0;
  std::int64_t bodies = 0;
  std::int64_t body_bytes = 0;         // Before compression.
  std::int64_t body_bytes_stored = 0;  // After it.
  std::int64_t hosts = 0;
  std::int64_t articles = 0;
  std::optional<Instant> oldest;  // Exchange.
  std::optional<Instant> newest;
  std::vector<Count> by_status;   // "2xx", "4xx", ...: of those with a status.
  std::vector<Count> by_failure;  // Name(Failure), without "none".
  std::vector<Count> by_verdict;  // Of the newest resolution of each cited thing.
  std::vector<Count> by_state;    // The same, by its history: "ok", "failing", "dead".
};

// A resolution that was stored earlier, as its history needs it.
struct PastResolution {
  Instant checked_at{};
  std::string verdict;  // Name(Verdict)
};

// The memory of ibid: one SQLite file (schema/0001_initial.sql and FORMATS.md say what is in it)
// that several processes may share.
//
// Threads: everything here is called from the loop's thread, or from any one thread where there is
// no loop. Reading happens there; writing on a thread of its own.
//
// What holds after `committed` was called: the exchange is in the file, for every process, and
// stays there if this process is killed at any instant. The file is also synchronised with the disk
// at each commit (PRAGMA synchronous = FULL), so it survives a loss of power too, as far as the
// disk keeps its promises.
class Cache final : public net::ExchangeStore {
 public:
  // See open.h for what can be wrong with a file.
  static Result<std::unique_ptr<Cache>> Open(const std::string& path, OpenOptions options = {});
  // Waits until everything appended is written.
  ~Cache() override;

  // net::ExchangeStore. An exchange that was appended is found at once, before it is on disk.
  // FindReusable gives none for a request that is to be fresh.
  ExchangePtr FindReusable(const HttpRequest& request, Instant now) override;
  ExchangePtr FindStored(const HttpRequest& request) override;
  ExchangePtr FindAny(const HttpRequest& request) override;
  void Append(ExchangePtr exchange, net::Reuse reuse, std::function<void()> committed) override;
  void Invalidate(const std::string& url) override;

  // By Exchange::id, with its body; null where there is none.
  ExchangePtr Find(std::string_view id);

  // Stores the article, what it cites and its resolutions, in one transaction. `checked_at` is the
  // time of the run. Returns at once; `saved` is called as `committed` is for Append, null or why
  // it could not be stored. `article` and `kept` stay as they are until then.
  void SaveArticle(const Article& article, Instant checked_at, const Kept& kept,
                   std::function<void(const Error*)> saved);

  // The newest record that SaveArticle kept of an article with this digest of its input, by a run
  // with these settings; none where there is none.
  std::optional<std::string> NewestRecord(std::string_view input_sha256, std::string_view settings);

  // The newest record that is passed on to who has this digest (Kept::passed_on_to) and stands at
  // `now`.
  std::optional<PassedOn> FindPassedOn(std::string_view to, Instant now);

  // Each selected exchange by time, as long as `take` returns true.
  Result<void> ForEach(const Selection& selection, const std::function<bool(const Listed&)>& take);

  // Takes away what is selected and what no stored resolution cites, in steps that let other
  // processes in between; then, with `bytes_max`, the oldest of what is not cited until the file
  // needs no more. `dry_run` does all this and takes it back. The file does not shrink: what is
  // free in it is used again (Compact). Waits for the disk. Not for a cache that is read-only.
  struct PruneOptions {
    std::optional<Selection> selection;
    std::optional<std::int64_t> bytes_max;
    bool dry_run = false;
  };
  Result<Pruned> Prune(const PruneOptions& options);
  // Gives what is free in the file back to the disk. Needs the file for itself, and for a while as
  // much space again.
  Result<void> Compact();

  // The checks of a cited thing that are stored, of all articles, newest first, at most `max`.
  std::vector<PastResolution> HistoryOf(std::string_view reference_key, std::size_t max);

  // For audits (audits.h), whose rows are in the same file. Runs `write` on the writer's thread,
  // inside a transaction; false takes that back. `settled` is called there, with null or why it
  // could not be stored. Not for a cache that is read-only.
  using Write = std::function<bool(Database&, ArticleInserter&)>;
  void WriteSoon(Write write, std::function<void(const Error*)> settled);
  Result<void> WriteNow(Write write);  // Waits for the disk.
  // One more connection, for reading.
  Result<Database> Reader() const;
  const std::string& path() const;

  Result<Stats> GetStats();
  // Reads the whole file: its structure, its references, and each body against its digest. What is
  // wrong, for people, at most 100 findings; empty where all is well.
  Result<std::vector<std::string>> Verify();

 private:
  struct Inner;
  explicit Cache(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace ibid::cache
