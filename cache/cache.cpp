#include "cache/cache.h"

#include <future>
#include <utility>

#include "cache/open.h"
#include "cache/overlay.h"
#include "cache/stats.h"
#include "cache/writer.h"

namespace ibid::cache {
namespace {

// So many exchanges are pruned in one transaction: some hundredths of a second.
constexpr std::int64_t kPruneStep = 500;

constexpr std::string_view kNewestRecord =
    "SELECT record_sha256 FROM articles"
    " WHERE input_sha256 = ?1 AND settings = ?2 AND record_sha256 IS NOT NULL"
    " ORDER BY checked_at DESC, id DESC LIMIT 1";

constexpr std::string_view kPassedOn =
    "SELECT stands_until, outcomes, compression, raw_size, content FROM articles"
    " JOIN bodies ON bodies.sha256 = articles.record_sha256"
    " WHERE passed_on_to = ?1 AND passed_on_to <> '' ORDER BY checked_at DESC LIMIT 1";

// `step` takes some of a selection away and says whether there is more. False on failure.
bool PruneAll(Database& db, const Cache::PruneOptions& options,
              const std::function<std::optional<bool>(const Selection&)>& step) {
  for (bool more = options.selection.has_value(); more;) {
    const std::optional<bool> next = step(*options.selection);
    if (!next) {
      return false;
    }
    more = *next;
  }
  for (bool more = options.bytes_max.has_value(); more;) {
    const std::optional<std::int64_t> used = UsedBytes(db);
    if (!used) {
      return false;
    }
    if (*used <= *options.bytes_max) {
      break;
    }
    const std::optional<bool> next = step({});
    if (!next) {
      return false;
    }
    more = *next;
  }
  return true;
}

// Lives as long as the Cache or a callback under way. Loop's thread.
struct Shared {
  OpenOptions options;
  Overlay overlay;
  bool troubled = false;

  void Trouble(const Error& error) {
    if (!std::exchange(troubled, true) && options.on_trouble) {
      options.on_trouble(error);
    }
  }
};

}  // namespace

struct Cache::Inner {
  Inner(std::string the_path, Database reading, OpenOptions options)
      : path(std::move(the_path)),
        db(std::move(reading)),
        reader(db),
        newest_record(db.Prepare(kNewestRecord)),
        passed_on(db.Prepare(kPassedOn)),
        history(db.Prepare("SELECT checked_at, verdict FROM resolutions"
                           " WHERE reference_key = ?1 AND checked_at IS NOT NULL"
                           " ORDER BY recorded_at DESC, id DESC LIMIT ?2")) {
    shared->options = std::move(options);
  }

  void CheckReader() {
    if (reader.failed()) {
      shared->Trouble(Explain(path, db.failure()));
    }
  }

  // `settled`, on the loop's thread, hears whether it is on disk; trouble is told before.
  void Write(std::function<bool(Writer::Rows&)> write, std::function<void(bool)> settled) {
    if (shared->options.hold) {
      shared->options.hold();
    }
    Writer::Job job;
    job.write = std::move(write);
    job.settled = [shared = shared, settled = std::move(settled)](const Error* error) {
      const std::optional<Error> why = error == nullptr ? std::nullopt : std::optional(*error);
      shared->options.post([shared, settled, why] {
        if (why) {
          shared->Trouble(*why);
        }
        if (shared->options.release) {
          shared->options.release();
        }
        settled(!why);
      });
    };
    writer->Add(std::move(job));
  }

  // The same, until it is there or has failed.
  Result<void> WriteAndWait(std::function<bool(Writer::Rows&)> write) {
    // Shared, because the writer may still be inside set_value when we go on.
    const auto written = std::make_shared<std::promise<Result<void>>>();
    std::future<Result<void>> outcome = written->get_future();
    Writer::Job job;
    job.write = std::move(write);
    job.settled = [written](const Error* error) {
      written->set_value(error == nullptr ? Result<void>() : Result<void>(*error));
    };
    writer->Add(std::move(job));
    return outcome.get();
  }

  const std::string path;
  const std::shared_ptr<Shared> shared = std::make_shared<Shared>();
  Database db;
  ExchangeReader reader;
  Statement newest_record;
  Statement passed_on;
  Statement history;
  std::unique_ptr<Writer> writer;  // Null where the cache is read-only.
};

Cache::Cache(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
Cache::~Cache() = default;

Result<std::unique_ptr<Cache>> Cache::Open(const std::string& path, OpenOptions options) {
  const bool read_only = options.read_only;
  const auto busy_timeout = options.busy_timeout;
  Result<Database> first = OpenDatabase(path, read_only, busy_timeout);
  if (!first) {
    return first.error();
  }
  if (read_only) {
    return std::unique_ptr<Cache>(
        new Cache(std::make_unique<Inner>(path, std::move(*first), std::move(options))));
  }
  Result<Database> reading = Reconnect(path, false, busy_timeout);
  if (!reading) {
    return reading.error();
  }
  // A few megabytes of pages for the writer, whose keys fall anywhere, and fewer of them written
  // twice: 16 MiB of log before it is folded into the file.
  if (!first->Run("PRAGMA synchronous = FULL; PRAGMA cache_size = -8000;"
                  "PRAGMA wal_autocheckpoint = 4000") ||
      !reading->Run("PRAGMA query_only = ON")) {
    return Explain(path, first->failure());
  }
  auto inner = std::make_unique<Inner>(path, std::move(*reading), std::move(options));
  inner->writer = std::make_unique<Writer>(path, std::move(*first));
  return std::unique_ptr<Cache>(new Cache(std::move(inner)));
}

ExchangePtr Cache::FindReusable(const HttpRequest& request, Instant now) {
  if (request.fresh) {
    return nullptr;
  }
  if (const std::optional<ExchangePtr> here = inner_->shared->overlay.Reusable(request, now)) {
    return *here;
  }
  ExchangePtr found = inner_->reader.Reusable(request, now);
  inner_->CheckReader();
  return found;
}

ExchangePtr Cache::FindStored(const HttpRequest& request) {
  if (const std::optional<ExchangePtr> here = inner_->shared->overlay.Stored(request)) {
    return *here;
  }
  ExchangePtr found = inner_->reader.Reusable(request, Instant::min());
  inner_->CheckReader();
  return found;
}

ExchangePtr Cache::FindAny(const HttpRequest& request) {
  if (ExchangePtr here = inner_->shared->overlay.Any(request)) {
    return here;
  }
  ExchangePtr found = inner_->reader.Any(request);
  inner_->CheckReader();
  return found;
}

ExchangePtr Cache::Find(std::string_view id) {
  if (ExchangePtr here = inner_->shared->overlay.ById(id)) {
    return here;
  }
  ExchangePtr found = inner_->reader.ById(id);
  inner_->CheckReader();
  return found;
}

void Cache::Append(ExchangePtr exchange, net::Reuse reuse, std::function<void()> committed) {
  const std::shared_ptr<Shared>& shared = inner_->shared;
  shared->overlay.Add(exchange, reuse);
  if (inner_->writer == nullptr) {
    shared->overlay.Settle(exchange, false);
    shared->options.post(std::move(committed));
    return;
  }
  inner_->Write(
      [exchange, reuse](Writer::Rows& rows) { return rows.exchanges.Insert(*exchange, reuse); },
      [shared, exchange, committed = std::move(committed)](bool stored) {
        shared->overlay.Settle(exchange, stored);
        committed();
      });
}

void Cache::Invalidate(const std::string& url) {
  const std::shared_ptr<Shared>& shared = inner_->shared;
  shared->overlay.Invalidate(url);
  if (inner_->writer != nullptr) {
    inner_->Write([url](Writer::Rows& rows) { return rows.exchanges.Invalidate(url); },
                  [shared, url](bool stored) { shared->overlay.SettleInvalid(url, stored); });
  }
}

void Cache::SaveArticle(const Article& article, Instant checked_at, const Kept& kept,
                        std::function<void(const Error*)> saved) {
  const std::shared_ptr<Shared>& shared = inner_->shared;
  if (inner_->writer == nullptr) {
    shared->options.post([saved = std::move(saved)] { saved(nullptr); });
    return;
  }
  if (shared->options.hold) {
    shared->options.hold();
  }
  Writer::Job job;
  job.write = [&article, checked_at, &kept](Writer::Rows& rows) {
    return rows.articles.Insert(article, checked_at, kept, rows.exchanges);
  };
  job.settled = [shared, saved = std::move(saved)](const Error* error) {
    const std::optional<Error> why = error == nullptr ? std::nullopt : std::optional(*error);
    shared->options.post([shared, saved, why] {
      if (why) {
        shared->Trouble(*why);
      }
      if (shared->options.release) {
        shared->options.release();
      }
      saved(why ? &*why : nullptr);
    });
  };
  inner_->writer->Add(std::move(job));
}

Result<void> Cache::ForEach(const Selection& selection,
                            const std::function<bool(const Listed&)>& take) {
  return List(inner_->db, selection, take) ? Result<void>()
                                           : Explain(inner_->path, inner_->db.failure());
}

Result<Pruned> Cache::Prune(const PruneOptions& options) {
  Pruned all;
  const auto add = [&all](const Pruned& some) {
    all.exchanges += some.exchanges;
    all.bodies += some.bodies;
    all.bytes += some.bytes;
    return some.more;
  };
  if (options.dry_run) {
    // Done in a transaction that is taken back.
    Result<Database> trial = Reconnect(inner_->path, false, inner_->shared->options.busy_timeout);
    if (!trial) {
      return trial.error();
    }
    const bool done =
        trial->Run("BEGIN IMMEDIATE") && PruneAll(*trial, options, [&](const Selection& selection) {
          const std::optional<Pruned> some = PruneSome(*trial, selection, kPruneStep);
          return some ? std::optional(add(*some)) : std::nullopt;
        });
    const Error why = Explain(inner_->path, trial->failure());
    trial->Rollback();
    return done ? Result<Pruned>(all) : why;
  }
  std::optional<Error> why;
  const bool done = PruneAll(inner_->db, options, [&](const Selection& selection) {
    std::optional<Pruned> some;
    const Result<void> written = inner_->WriteAndWait([&](Writer::Rows& rows) {
      some = PruneSome(rows.db, selection, kPruneStep);
      return some.has_value();
    });
    if (!written) {
      why = written.error();
      return std::optional<bool>();
    }
    return std::optional(add(*some));
  });
  return done ? Result<Pruned>(all) : why.value_or(Explain(inner_->path, inner_->db.failure()));
}

Result<void> Cache::Compact() {
  Result<Database> alone = Reconnect(inner_->path, false, inner_->shared->options.busy_timeout);
  if (!alone) {
    return alone.error();
  }
  return alone->Run("VACUUM") && alone->Run("PRAGMA wal_checkpoint(TRUNCATE)")
             ? Result<void>()
             : Explain(inner_->path, alone->failure());
}

std::optional<std::string> Cache::NewestRecord(std::string_view input_sha256,
                                               std::string_view settings) {
  std::string body;
  {
    Cursor row(inner_->newest_record);
    row.Bind(1, input_sha256);
    row.Bind(2, settings);
    if (!row.Next()) {
      return std::nullopt;
    }
    body = row.Text(0);
  }
  return inner_->reader.Body(body);
}

std::optional<PassedOn> Cache::FindPassedOn(std::string_view to, Instant now) {
  Cursor row(inner_->passed_on);
  row.Bind(1, to);
  if (!row.Next() || row.IntOrNull(0).value_or(0) <= now.time_since_epoch().count()) {
    return std::nullopt;
  }
  std::optional<std::string> record = BytesOf(row.Text(2), row.Int(3), row.Text(4));
  return record ? std::optional(PassedOn{std::move(*record), std::string(row.Text(1))})
                : std::nullopt;
}

std::vector<PastResolution> Cache::HistoryOf(std::string_view reference_key, std::size_t max) {
  Statement& statement = inner_->history;
  Cursor row(statement);
  row.Bind(1, reference_key);
  row.Bind(2, static_cast<std::int64_t>(max));
  std::vector<PastResolution> out;
  while (row.Next()) {
    out.push_back({Instant(std::chrono::milliseconds(row.Int(0))), std::string(row.Text(1))});
  }
  return out;
}

void Cache::WriteSoon(Write write, std::function<void(const Error*)> settled) {
  inner_->writer->Add(
      {[write = std::move(write)](Writer::Rows& rows) { return write(rows.db, rows.articles); },
       std::move(settled)});
}

Result<void> Cache::WriteNow(Write write) {
  return inner_->WriteAndWait(
      [write = std::move(write)](Writer::Rows& rows) { return write(rows.db, rows.articles); });
}

Result<Database> Cache::Reader() const {
  Result<Database> db = Reconnect(inner_->path, false, inner_->shared->options.busy_timeout);
  if (db && !db->Run("PRAGMA query_only = ON")) {
    return Explain(inner_->path, db->failure());
  }
  return db;
}

const std::string& Cache::path() const {
  return inner_->path;
}

Result<Stats> Cache::GetStats() {
  return ReadStats(inner_->path, inner_->db);
}

Result<std::vector<std::string>> Cache::Verify() {
  return CheckAll(inner_->path, inner_->db);
}

}  // namespace ibid::cache
