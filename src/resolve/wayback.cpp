#include "resolve/wayback.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <utility>

#include "json/value.h"
#include "text/dates.h"

namespace ibid::resolve {
namespace {

constexpr std::string_view kHost = "https://web.archive.org";
constexpr int kArchiveHopsMax = 5;
constexpr std::size_t kRowsMax = 5000;
constexpr std::size_t kTimestampDigits = 14;

bool IsTimestamp(std::string_view text) {
  return text.size() == kTimestampDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Whether the answer came from the archive's rules and not from the web: none where it is usable.
ArchiveState StateOf(const Exchange& exchange, std::string& detail) {
  if (exchange.failure == Failure::kOffline) {
    return ArchiveState::kOffline;
  }
  if (exchange.failure != Failure::kNone && exchange.failure != Failure::kTooLarge) {
    detail = Name(exchange.failure);
    return ArchiveState::kFailed;
  }
  detail = std::to_string(exchange.status);
  const std::string_view error =
      FindHeader(exchange.headers, "X-Archive-Wayback-Runtime-Error").value_or("");
  const auto excludes = [](std::string_view text) {
    return text.find("AccessControl") != std::string_view::npos ||
           text.find("Blocked Site Error") != std::string_view::npos;
  };
  constexpr std::size_t kLookAt = 4096;
  if (excludes(error) ||
      (exchange.status == 403 && excludes(std::string_view(exchange.body).substr(0, kLookAt)))) {
    return ArchiveState::kExcluded;
  }
  return ArchiveState::kAnswered;
}

bool IsMemento(const Exchange& exchange) {
  return FindHeader(exchange.headers, "Memento-Datetime").has_value();
}

// The state of an answer of the archive itself (not of an archived error).
ArchiveState StateOfService(const Exchange& exchange, std::string& detail) {
  const ArchiveState state = StateOf(exchange, detail);
  if (state != ArchiveState::kAnswered || exchange.status < 400 || IsMemento(exchange)) {
    return state;
  }
  if (exchange.status == 429) {
    return ArchiveState::kThrottled;
  }
  return exchange.status == 404 ? ArchiveState::kAnswered : ArchiveState::kFailed;
}

// Where each column stands, by the names in the first row.
struct Columns {
  std::size_t timestamp = 0, original = 0, media_type = 0, status = 0;
};

Columns ColumnsOf(const json::Value& header) {
  const auto find = [&](std::string_view name) {
    const auto& cells = header.items();
    const auto at = std::find_if(cells.begin(), cells.end(),
                                 [&](const json::Value& cell) { return cell.string() == name; });
    return static_cast<std::size_t>(at - cells.begin());
  };
  return {find("timestamp"), find("original"), find("mimetype"), find("statuscode")};
}

// A capture's address in parts: ".../web/20150926010203id_/http://...". None for other URLs.
struct CaptureAddress {
  std::string timestamp;
  std::string original;
};

std::optional<CaptureAddress> ParseCaptureUrl(std::string_view url) {
  constexpr std::string_view kWeb = "/web/";
  const auto parsed = url::Url::Parse(url);
  if (!parsed || !parsed->host().ends_with("web.archive.org") ||
      !parsed->path().starts_with(kWeb)) {
    return std::nullopt;
  }
  std::string_view rest = parsed->text();
  rest.remove_prefix(rest.find(kWeb) + kWeb.size());
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos || slash < kTimestampDigits ||
      !IsTimestamp(rest.substr(0, kTimestampDigits))) {
    return std::nullopt;
  }
  CaptureAddress address;
  address.timestamp = rest.substr(0, kTimestampDigits);
  address.original = rest.substr(slash + 1);
  return address;
}

// Enters one answer of the playback, told as if the original had given it.
void EnterHop(Chain& chain, const Exchange& exchange, const std::string& original) {
  auto told = std::make_shared<Exchange>(exchange);
  told->request.url = original;
  Hop hop;
  hop.url = original;
  hop.via = chain.hops.empty() ? HopVia::kStart : HopVia::kLocation;
  hop.status = exchange.status;
  hop.evidence = exchange.id;
  chain.hops.push_back(std::move(hop));
  chain.final_url = original;
  chain.last = std::move(told);
}

// The next capture that a playback redirect leads to; the archive sends on to the nearest capture,
// and an archived redirect to where the original sent its reader.
std::optional<CaptureAddress> NextCapture(const Exchange& exchange, const CaptureAddress& now) {
  const std::string_view location = FindHeader(exchange.headers, "Location").value_or("");
  if (exchange.status < 300 || exchange.status >= 400 || location.empty()) {
    return std::nullopt;
  }
  const auto base =
      url::Url::Parse(location.starts_with("/web/") ? exchange.request.url : now.original);
  const auto target = base ? base->Resolve(location) : std::nullopt;
  if (!target || !target->is_http()) {
    return std::nullopt;
  }
  if (auto capture = ParseCaptureUrl(target->text())) {
    return capture;
  }
  return CaptureAddress{now.timestamp, target->ForRequest()};
}

std::string HttpDate(Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed",
                                                       "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                kDays[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return out.data();
}

}  // namespace

Captures ReadCaptures(const Exchange& exchange) {
  Captures captures;
  captures.state = StateOfService(exchange, captures.detail);
  if (captures.state != ArchiveState::kAnswered || exchange.status != 200) {
    return captures;
  }
  if (exchange.body.find_first_not_of(" \r\n\t") == std::string::npos) {
    return captures;  // An empty body is an empty list.
  }
  const Result<json::Value> parsed = json::Parse(exchange.body);
  if (!parsed.ok() || !parsed.value().is_array()) {
    captures.state = ArchiveState::kFailed;
    captures.detail = "something that is no list of captures";
    return captures;
  }
  const std::vector<json::Value>& rows = parsed.value().items();
  if (rows.empty()) {
    return captures;
  }
  const Columns columns = ColumnsOf(rows.front());
  for (std::size_t i = 1; i < std::min(rows.size(), kRowsMax); ++i) {
    Capture capture;
    capture.timestamp = rows[i][columns.timestamp].string();
    capture.original = rows[i][columns.original].string();
    capture.media_type = rows[i][columns.media_type].string();
    const std::string_view status = rows[i][columns.status].string("200");
    capture.status = status == "-" ? 0 : static_cast<int>(rows[i][columns.status].integer(200));
    const bool usable = capture.status == 0 || capture.status == 200;
    if (usable && IsTimestamp(capture.timestamp) && !capture.original.empty()) {
      captures.rows.push_back(std::move(capture));
    }
  }
  return captures;
}

net::Task<Captures> ListCaptures(Inquiry& inquiry, CaptureQuery query) {
  Captures captures;
  std::string question =
      std::string(kHost) + "/cdx/search/cdx?url=" + url::PercentEncode(query.url);
  question += "&output=json&fl=timestamp,original,mimetype,statuscode,digest";
  question += "&filter=!statuscode:%5B345%5D..";
  if (!query.from.empty()) {
    question += "&from=" + query.from;
  }
  if (!query.to.empty()) {
    question += "&to=" + query.to;
  }
  if (query.one_each) {
    question += "&collapse=urlkey";
  }
  if (query.limit != 0) {
    question += "&limit=" + std::to_string(query.limit);
  }
  if (!inquiry.MayAsk(question)) {
    co_return captures;
  }
  ExchangePtr exchange = co_await inquiry.Ask(question);
  captures = ReadCaptures(*exchange);
  co_return captures;
}

net::Task<CaptureContent> FetchCapture(Inquiry& inquiry, std::string timestamp,
                                       std::string original) {
  CaptureContent content;
  CaptureAddress at{std::move(timestamp), std::move(original)};
  for (int hops = 0; hops < kArchiveHopsMax; ++hops) {
    std::string question = std::string(kHost) + "/web/" + at.timestamp + "id_/" + at.original;
    const std::optional<url::Url> asked = url::Url::Parse(question);
    if (!asked || !inquiry.MayAsk(question)) {
      co_return content;
    }
    question = asked->ForRequest();
    ExchangePtr exchange = co_await inquiry.Ask(question);
    content.state = StateOfService(*exchange, content.detail);
    content.evidence = exchange->id;
    content.timestamp = at.timestamp;
    content.original = at.original;
    content.memento = IsMemento(*exchange);
    if (content.state != ArchiveState::kAnswered) {
      co_return content;
    }
    std::optional<CaptureAddress> next = NextCapture(*exchange, at);
    const bool same_work = next && next->original == at.original;
    if (!same_work) {
      EnterHop(content.chain, *exchange, at.original);
    }
    if (!next) {
      break;
    }
    at = *std::move(next);
  }
  if (content.chain.last != nullptr) {
    content.chain.page = ReadPage(*content.chain.last);
  }
  co_return content;
}

net::Task<Captures> AskTimeGate(Inquiry& inquiry, std::string url, Instant near) {
  Captures captures;
  HttpRequest request;
  request.url = std::string(kHost) + "/web/" + url;
  request.headers.emplace_back("Accept-Datetime", HttpDate(near));
  if (!inquiry.MayAsk(request.url)) {
    co_return captures;
  }
  const std::string asked = request.url;
  ExchangePtr exchange = co_await inquiry.AskWith(std::move(request));
  captures.state = StateOfService(*exchange, captures.detail);
  std::string_view target = FindHeader(exchange->headers, "Location").value_or("");
  if (target.empty()) {
    target = FindHeader(exchange->headers, "Content-Location").value_or("");
  }
  const std::optional<url::Url> base = url::Url::Parse(asked);
  const std::optional<url::Url> resolved =
      base && !target.empty() ? base->Resolve(target) : std::nullopt;
  if (resolved) {
    if (auto address = ParseCaptureUrl(resolved->text())) {
      Capture capture;
      capture.timestamp = address->timestamp;
      capture.original = address->original;
      captures.rows.push_back(std::move(capture));
    }
  }
  co_return captures;
}

std::string CaptureUrl(std::string_view timestamp, std::string_view original) {
  return std::string(kHost) + "/web/" + std::string(timestamp) + "/" + std::string(original);
}

std::string Explain(ArchiveState state, std::string_view detail) {
  std::string answered = "the Wayback Machine answered " + std::string(detail);
  switch (state) {
    case ArchiveState::kAnswered:
      return "the Wayback Machine was asked";
    case ArchiveState::kExcluded:
      return "the site is excluded from the Wayback Machine: whether it holds copies cannot be "
             "seen";
    case ArchiveState::kThrottled:
      return answered + " (too many requests): whether it holds a copy is not known";
    case ArchiveState::kFailed:
      return answered + ": whether it holds a copy is not known";
    case ArchiveState::kOffline:
      return "the Wayback Machine was not asked: this run is offline";
    case ArchiveState::kNotAsked:
      return {};
  }
  return answered;
}

}  // namespace ibid::resolve
