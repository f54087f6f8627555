#include "cli/load.h"

#include <chrono>
#include <utility>

#include "cli/input.h"
#include "cli/output.h"
#include "read/read.h"
#include "url/url.h"

namespace ibid::cli {

Result<Session*> WebOnDemand::Get() {
  if (session_) {
    return session_.get();
  }
  WebOptions web;
  web.cache = options_.cache;
  web.cache_bytes_max = options_.cache_bytes_max;
  web.offline = options_.offline;
  web.record = options_.record;
  web.replay = options_.replay;
  web.now = options_.now;
  web.connect_to = options_.connect_to;
  web.cacert = options_.cacert;
  web.proxy = options_.proxy;
  web.no_proxy = options_.no_proxy;
  web.headers = options_.headers;
  web.robots = options_.robots;
  web.secrets = options_.secrets;
  web.allow_private = options_.allow_private;
  web.third_parties = options_.third_parties;
  web.archives = options_.archives;
  web.timeout_s = options_.timeout_s;
  web.concurrency = options_.concurrency;
  web.host_concurrency = options_.host_concurrency;
  web.death = {options_.dead_after, std::chrono::hours(24) * options_.failures_apart_days};
  Result<std::unique_ptr<Session>> session = Session::Open(web, [this](const Error& error) {
    had_trouble_ = true;
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
