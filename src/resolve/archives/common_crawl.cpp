#include "resolve/archives/common_crawl.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <utility>

#include "json/value.h"
#include "resolve/archives/archive.h"
#include "resolve/archives/cdx.h"
#include "text/dates.h"
#include "warc/http.h"
#include "warc/reader.h"

namespace ibid::resolve {
namespace {

constexpr std::string_view kData = "https://data.commoncrawl.org/";
constexpr std::size_t kCrawlsAsked = 3;
constexpr std::size_t kCrawlsMax = 1000;
constexpr int kRowsWanted = 5;
// Common Crawl cuts what it keeps of a page at 1 MiB (until 2025) or 5 MiB.
constexpr std::uint64_t kRecordBytesMax = 8U << 20U;
constexpr std::uint64_t kBodyBytesMax = 16U << 20U;

int NumberAt(std::string_view text, std::size_t at, std::size_t digits) {
  int value = -1;
  if (at + digits <= text.size()) {
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + digits, value);
    if (error != std::errc() || end != text.data() + at + digits) {
      return -1;
    }
  }
  return value;
}

// "CC-MAIN-2018-09": an ISO week; "CC-MAIN-2009-2010", "CC-MAIN-2012": whole years.
bool TakeTimeOfName(std::string_view name, Crawl& crawl) {
  constexpr std::string_view kPrefix = "CC-MAIN-";
  if (!name.starts_with(kPrefix)) {
    return false;
  }
  const std::string_view rest = name.substr(kPrefix.size());
  const int year = NumberAt(rest, 0, 4);
  if (year < 2000 || year > 9999) {
    return false;
  }
  using std::chrono::days;
  using std::chrono::sys_days;
  const auto january = [](int y) { return sys_days(std::chrono::year(y) / 1 / 1); };
  const int week = rest.size() == 7 ? NumberAt(rest, 5, 2) : -1;
  if (week >= 1 && week <= 53) {
    crawl.from = january(year) + days(7 * (week - 1));
    crawl.until = crawl.from + days(14);
    return true;
  }
  const int last = rest.size() == 9 ? NumberAt(rest, 5, 4) : year;
  crawl.from = january(year);
  crawl.until = january(std::clamp(last, year, 9998) + 1);
  return true;
}

bool IsOfCommonCrawl(std::string_view address) {
  const auto url = url::Url::Parse(address);
  return url && url->is_http() && url::SameSite(url->host(), "commoncrawl.org");
}

std::chrono::milliseconds DistanceOf(const Crawl& crawl, Instant near) {
  if (near < crawl.from) {
    return crawl.from - near;
  }
  return near > crawl.until ? near - crawl.until : std::chrono::milliseconds(0);
}

// The one response in the bytes of a gzip member, told as the page's own answer.
std::shared_ptr<Exchange> RecordIn(const Exchange& fetched, const Capture& capture) {
  const auto reader = warc::Reader::Over(fetched.body, {kBodyBytesMax});
  const std::optional<warc::Record> record = reader->Next();
  if (!record || record->type != "response") {
    return nullptr;
  }
  const auto wanted = url::Url::Parse(capture.original);
  const auto target = url::Url::Parse(record->target_uri());
  const std::optional<warc::HttpHead> head = warc::ParseResponse(record->block);
  if (!head || !wanted || !target || wanted->ForRequest() != target->ForRequest()) {
    return nullptr;
  }
  auto told = std::make_shared<Exchange>(fetched);
  told->status = head->status;
  told->headers = head->headers;
  told->body = warc::DecodeBody(head->headers, std::string_view(record->block).substr(head->body),
                                kBodyBytesMax)
                   .bytes;
  if (const std::optional<Instant> at = record->date()) {
    told->at = *at;
  }
  return told;
}

}  // namespace

std::vector<Crawl> ReadCrawls(std::string_view json) {
  std::vector<Crawl> crawls;
  const Result<json::Value> parsed = json::Parse(json);
  if (!parsed.ok()) {
    return crawls;
  }
  for (const json::Value& row : parsed.value().items()) {
    Crawl crawl;
    crawl.index = row["cdx-api"].string();
    const auto from = text::ParseInstant(row["from"].string());
    const auto until = text::ParseInstant(row["to"].string());
    if (from && until && *from <= *until) {
      crawl.from = *from;
      crawl.until = *until;
    } else if (!TakeTimeOfName(row["id"].string(), crawl)) {
      continue;
    }
    if (IsOfCommonCrawl(crawl.index) && crawls.size() < kCrawlsMax) {
      crawls.push_back(std::move(crawl));
    }
  }
  return crawls;
}

net::Task<Captures> ListCrawled(Inquiry& inquiry, std::string url, Instant near) {
  Captures captures;
  std::string list = CommonCrawl().base + "collinfo.json";
  if (!inquiry.MayAsk(list)) {
    co_return captures;
  }
  ExchangePtr answer = co_await inquiry.Ask(std::move(list));
  captures.state = StateOfService(*answer, captures.detail);
  std::vector<Crawl> crawls = ReadCrawls(answer->body);
  if (captures.state != ArchiveState::kAnswered) {
    co_return captures;
  }
  if (crawls.empty()) {
    captures.state = ArchiveState::kFailed;
    captures.detail += " with no list of crawls";
    co_return captures;
  }
  std::stable_sort(crawls.begin(), crawls.end(), [&](const Crawl& a, const Crawl& b) {
    return DistanceOf(a, near) < DistanceOf(b, near);
  });
  for (std::size_t i = 0; i < std::min(crawls.size(), kCrawlsAsked); ++i) {
    std::string question = crawls[i].index + "?url=" + url::PercentEncode(url) +
                           "&output=json&filter=%3Dstatus:200&limit=" + std::to_string(kRowsWanted);
    ExchangePtr index = co_await inquiry.Ask(std::move(question));
    Captures listed = ReadCaptures(*index);
    if (listed.state != ArchiveState::kAnswered) {
      captures.state = captures.rows.empty() ? listed.state : captures.state;
      captures.detail = listed.detail;
      break;  // Slow down; the others would answer the same.
    }
    std::move(listed.rows.begin(), listed.rows.end(), std::back_inserter(captures.rows));
  }
  std::erase_if(captures.rows, [](const Capture& row) {
    return row.file.empty() || row.length == 0 || row.length > kRecordBytesMax;
  });
  co_return captures;
}

net::Task<CaptureContent> FetchCrawled(Inquiry& inquiry, Capture capture) {
  CaptureContent content;
  const auto base = url::Url::Parse(kData);
  const auto file = base ? base->Resolve(capture.file) : std::nullopt;
  if (!file || !IsOfCommonCrawl(file->text()) || !inquiry.MayAsk(file->text())) {
    co_return content;
  }
  const std::string range =
      std::to_string(capture.offset) + "-" + std::to_string(capture.offset + capture.length - 1);
  HttpRequest request;
  request.url = file->ForRequest();
  request.headers.emplace_back("Range", "bytes=" + range);
  request.body_bytes_max = capture.length;  // Of a server that sends the whole, no more.
  ExchangePtr fetched = co_await inquiry.AskWith(std::move(request));
  content.state = StateOfService(*fetched, content.detail);
  content.evidence = fetched->id;
  content.timestamp = capture.timestamp;
  content.original = capture.original;
  content.url = file->ForRequest() + "#bytes=" + range;
  if (content.state != ArchiveState::kAnswered) {
    co_return content;
  }
  const std::shared_ptr<Exchange> told =
      fetched->status == 206 ? RecordIn(*fetched, capture) : nullptr;
  if (told != nullptr) {
    content.memento = true;
    EnterHop(content.chain, *told, capture.original);
    content.chain.page = ReadPage(*content.chain.last);
  }
  co_return content;
}

}  // namespace ibid::resolve
