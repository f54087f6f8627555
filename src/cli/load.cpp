#include "cli/load.h"

#include <chrono>
#include <utility>

#include "cli/input.h"
#include "cli/output.h"
#include "read/read.h"
#include "url/url.h"

namespace ibid::cli {

WebOptions WebOptionsFor(const Options& options) {
  WebOptions web;
  web.cache = options.cache;
  web.cache_bytes_max = options.cache_bytes_max;
  web.offline = options.offline;
  web.record = options.record;
  web.replay = options.replay;
  web.now = options.now;
  web.connect_to = options.connect_to;
  web.cacert = options.cacert;
  web.proxy = options.proxy;
  web.no_proxy = options.no_proxy;
  web.headers = options.headers;
  web.robots = options.robots;
  web.secrets = options.secrets;
  web.allow_private = options.allow_private;
  web.third_parties = options.third_parties;
  web.archives = options.archives;
  web.archived_copies = options.archived_copies;
  web.newer_than = options.newer_than;
  web.timeout_s = options.timeout_s;
  web.concurrency = options.concurrency;
  web.host_concurrency = options.host_concurrency;
  web.death = {options.dead_after, std::chrono::hours(24) * options.failures_apart_days};
  return web;
}

Result<Session*> WebOnDemand::Get() {
  if (session_) {
    return session_.get();
  }
  const WebOptions web = WebOptionsFor(options_);
  Result<std::unique_ptr<Session>> session = Session::Open(web, [this](const Error& error) {
    had_trouble_ =
        had_trouble_ || error.code != ErrorCode::kFormat;  // A damaged recording answers.
    Say(error.message);
  });
  if (!session) {
    return session.error();
  }
  session_ = std::move(session).value();
  return session_.get();
}

Result<void> WebOnDemand::Close() {
  return session_ ? session_->Close() : Result<void>();
}

Result<Document> Load(const std::string& input, const Options& options, WebOnDemand& web) {
  read::ReadOptions reading;
  reading.source = input;
  reading.url = options.url;
  reading.kind = options.input_kind;
  reading.input_bytes_max = options.input_bytes_max;
  std::string bytes;
  if (IsUrl(input)) {
    const Result<Session*> session = web.Get();
    if (!session) {
      return session.error();
    }
    Result<FetchedPage> page = (*session)->Fetch(input, options.input_bytes_max);
    if (!page) {
      return page.error();
    }
    bytes = std::move(page->bytes);
    reading.source = url::Url::Parse(input)->ForRequest();  // No password in a report.
    reading.url = page->url;
    reading.content_type = page->content_type;
  } else {
    Result<std::string> read = ReadInput(input, options.input_bytes_max);
    if (!read) {
      return read.error();
    }
    bytes = std::move(read).value();
  }
  Result<Document> document = read::Read(bytes, reading);
  if (document && !options.date.empty()) {
    document->metadata.published = {options.date, "--date", std::nullopt};
  }
  return document;
}

void Finish(WebOnDemand& web, Output& out, Tally& tally) {
  for (const Result<void>& closed : {web.Close(), out.Close()}) {
    if (!closed) {
      Say(closed.error().message);
      tally.unfinished = true;
    }
  }
  tally.unfinished = tally.unfinished || web.had_trouble();
}

}  // namespace ibid::cli
