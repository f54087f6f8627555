#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ibid/api.h"
#include "ibid/article.h"
#include "ibid/instant.h"
#include "ibid/result.h"
#include "ibid/saved_page.h"
#include "ibid/secrets.h"

// The web of one run: libcurl or a WARC, cache, manners, recording.
namespace ibid {

// When what does not answer is dead.
struct DeathRule {
  int failures = 3;              // So many failures without a success between them,
  std::chrono::hours apart{72};  // each at least so long after the one before that counted.
};

struct WebOptions {
  std::string cache;                                        // Path of the SQLite file; empty: none.
  std::uint64_t cache_bytes_max = std::uint64_t{4} << 30U;  // Beyond it the oldest uncited go.
  bool offline = false;                                     // Answer from the cache alone.
  std::string record;  // Write what was exchanged to this WARC; empty: no.
  std::string replay;  // Answer from this WARC alone; empty: no.
  std::optional<Instant> now;
  std::vector<std::string> connect_to;  // As curl's: HOST1:PORT1:HOST2:PORT2.
  std::string cacert;
  std::string proxy;     // See net/proxy.h.
  std::string no_proxy;  // Hosts with commas between them.
  std::vector<std::string>
      headers;          // "Name: value", for every request; kept with it, so no secrets.
  bool robots = false;  // Be bound by robots.txt.
  Secrets secrets;
  bool allow_private = false;
  bool third_parties = true;
  std::vector<std::string> archives;  // Asked for copies too, as --archive takes them.
  bool archived_copies = true;        // Archives are asked for copies of what is dead.
  // What was asked and found longer ago is asked anew, also where it still stands.
  std::optional<std::chrono::seconds> newer_than;
  int timeout_s = 20;
  int concurrency = 128;
  int host_concurrency = 4;
  DeathRule death;
};

// What one article wishes beside what its session was opened with: it can narrow that, never widen.
struct Wishes {
  bool offline = false;
  bool third_parties = true;
  bool archived_copies = true;
  std::optional<std::chrono::seconds> newer_than;

  friend bool operator==(const Wishes&, const Wishes&) = default;
};

// How far a run is; for a line on a terminal.
struct Progress {
  std::size_t references = 0;
  std::size_t resolved = 0;
  std::size_t asked = 0;  // Requests sent.
  // The URL that an answer has been waited for longest; empty: none. As long as it is told.
  std::string_view waiting_for;
};

// A page that was named as input.
struct FetchedPage {
  std::string bytes;
  std::string url;  // Where it was found in the end.
  std::string content_type;
};

// To be used by one thread at a time; sessions of several threads, and of several processes, may
// share one cache.
class IBID_API Session {
 public:
  // What cannot be opened is an error that says what to do; a cache that cannot is one too, so that
  // nobody believes to have what is not kept. `trouble` hears, later and at most once, that the
  // cache fails in the middle of the run, which then goes on without it; and, with kFormat, before
  // this returns, that the recording to be replayed is damaged, and where.
  static Result<std::unique_ptr<Session>> Open(const WebOptions& options,
                                               std::function<void(const Error&)> trouble);
  virtual ~Session() = default;

  // Follows redirects; error kInput with the reason where no page comes of it. At most
  // `body_bytes_max` bytes.
  Result<FetchedPage> Fetch(const std::string& url, std::uint64_t body_bytes_max);
  // The same; `done` is called from within WorkWhile, or before this returns. Any number may be
  // under way.
  using Fetched = std::function<void(Result<FetchedPage>)>;
  virtual void BeginFetch(std::string url, const Wishes& wishes, std::uint64_t body_bytes_max,
                          Fetched done) = 0;

  // Begins to fill in the article's resolutions and evidence. `done` gets the article when they are
  // there and kept in the cache, from within WorkWhile; or the article as far as it came, where the
  // run was interrupted. Any number of articles may be under way. `progress` is told when something
  // is resolved, asked or answered.
  using Told = std::function<void(const Progress&)>;
  using Done = std::function<void(Article)>;
  virtual void Begin(Article article, const Wishes& wishes, Told progress, Done done) = 0;
  // What a run with the same settings, by this very program, found out of the same not long ago, is
  // in the cache and still stands, so that there is nothing to ask and to work out. `asked` is all
  // that decides what the article is: its words, what was said of it. None where it has to be found
  // out: BeginAsked(). Never under `offline`, `replay`, `record` or
  // `newer_than`.
  struct PassedOn {
    std::string record;    // The article as ibid/1 JSON, as BeginAsked gave it.
    std::string outcomes;  // Names of verdicts and link states in it, commas between them.
  };
  virtual std::optional<PassedOn> PassOn(const std::string& asked) = 0;
  // Begin, for what PassOn had not. `done` gets the article as ibid/1 JSON, too; empty where none
  // was made.
  using Answered = std::function<void(Article, std::string)>;
  virtual void BeginAsked(const std::string& asked, Article article, Told progress,
                          Answered done) = 0;
  // The references of articles that were begun and are not done.
  virtual std::size_t open_references() const = 0;
  // Works on what was begun while `wanted` says so, which is asked after each thing that happens
  // and, where `every_ms` is not 0, that often; and while there is something to do. An interrupt
  // ends what is under way, soon.
  virtual void WorkWhile(const std::function<bool()>& wanted, int every_ms = 0) = 0;

  // Ends what is under way, soon, as an interrupt does; nothing of it is kept.
  virtual void Stop() = 0;

  // One article, begun and done.
  void Resolve(Article& article, const Told& progress);

  // Asks the Wayback Machine to save what it has no copy of (save_pages.h), with the key of
  // WebOptions::secrets; `one_more` is called for each that is done.
  virtual std::vector<SavedPage> Archive(std::vector<std::string> urls, SaveOptions options,
                                         const std::function<void()>& one_more) = 0;

  // Finishes the recording. Until then nothing of it is under its name.
  virtual Result<void> Close() = 0;
};

}  // namespace ibid
