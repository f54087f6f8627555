#include "cache/cache.h"

#include <utility>

#include "cache/open.h"
#include "cache/overlay.h"
#include "cache/stats.h"
#include "cache/writer.h"

namespace ibid::cache {
namespace {

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
      : path(std::move(the_path)), db(std::move(reading)), reader(db) {
    shared->options = std::move(options);
  }

  void CheckReader() {
    if (reader.failed()) {
      shared->Trouble(Explain(path, db.failure()));
    }
  }

  const std::string path;
  const std::shared_ptr<Shared> shared = std::make_shared<Shared>();
  Database db;
  ExchangeReader reader;
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

void Cache::Append(ExchangePtr exchange, std::optional<Instant> reusable_until,
                   std::function<void()> committed) {
  const std::shared_ptr<Shared>& shared = inner_->shared;
  shared->overlay.Add(exchange, reusable_until);
  if (inner_->writer == nullptr) {
    shared->overlay.Settle(exchange, false);
    shared->options.post(std::move(committed));
    return;
  }
  if (shared->options.hold) {
    shared->options.hold();
  }
  Writer::Job job;
  job.write = [exchange, reusable_until](Writer::Rows& rows) {
    return rows.exchanges.Insert(*exchange, reusable_until);
  };
  job.settled = [shared, exchange, committed = std::move(committed)](const Error* error) {
    const std::optional<Error> why = error == nullptr ? std::nullopt : std::optional(*error);
    shared->options.post([shared, exchange, committed, why] {
      shared->overlay.Settle(exchange, !why);
      if (why) {
        shared->Trouble(*why);
      }
      if (shared->options.release) {
        shared->options.release();
      }
      committed();
    });
  };
  inner_->writer->Add(std::move(job));
}

void Cache::SaveArticle(const Article& article, Instant checked_at, std::string record,
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
  job.write = [&article, checked_at, record = std::move(record)](Writer::Rows& rows) {
    return rows.articles.Insert(article, checked_at, record, rows.exchanges);
  };
  job.settled = [shared, saved = std::move(saved)](const Error* error) {
    const std::optional<Error> why = error == nullptr ? std::nullopt : std::optional(*error);
    shared->options.post([shared, saved, why] {
      if (shared->options.release) {
        shared->options.release();
      }
      saved(why ? &*why : nullptr);
    });
  };
  inner_->writer->Add(std::move(job));
}

std::optional<std::string> Cache::NewestRecord(std::string_view input_sha256) {
  Statement newest = inner_->db.Prepare(
      "SELECT record_sha256 FROM articles WHERE input_sha256 = ?1 AND record_sha256 IS NOT NULL"
      " ORDER BY checked_at DESC, id DESC LIMIT 1");
  std::string body;
  {
    Cursor row(newest);
    row.Bind(1, input_sha256);
    if (!row.Next()) {
      return std::nullopt;
    }
    body = row.Text(0);
  }
  return inner_->reader.Body(body);
}

Result<Stats> Cache::GetStats() {
  return ReadStats(inner_->path, inner_->db);
}

Result<std::vector<std::string>> Cache::Verify() {
  return CheckAll(inner_->path, inner_->db);
}

}  // namespace ibid::cache
