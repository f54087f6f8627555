#include "resolve/archives/memento.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

#include "json/value.h"
#include "resolve/archives/link_format.h"
#include "resolve/archives/playback.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kPartsMax = 2;  // Of a TimeMap in parts.
constexpr int kArchiveHopsMax = 5;
constexpr std::chrono::hours kClockSkew{24};

// RFC 9110, 5.6.7.
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

// The target as an absolute web address; empty where it is none.
std::string Absolute(const std::optional<url::Url>& base, std::string_view target) {
  const std::optional<url::Url> url = base ? base->Resolve(target) : url::Url::Parse(target);
  return url && url->is_http() ? url->ForRequest() : std::string();
}

void AddMemento(TimeMap& map, std::string url, std::string_view datetime) {
  const std::optional<Instant> at = text::ParseInstant(datetime);
  if (!at || url.empty()) {
    return;
  }
  Capture capture;
  capture.timestamp = TimestampOf(*at);
  capture.memento = std::move(url);
  map.mementos.push_back(std::move(capture));
}

void AddPart(TimeMap& map, std::string url, std::string_view from, std::string_view until) {
  if (!url.empty()) {
    map.parts.push_back({std::move(url), text::ParseInstant(from), text::ParseInstant(until)});
  }
}

// How far a part is from a moment; a part that does not say its time may hold anything.
std::chrono::milliseconds DistanceOf(const TimeMap::Part& part, Instant near) {
  if (part.from && near < *part.from) {
    return *part.from - near;
  }
  return part.until && near > *part.until ? near - *part.until : std::chrono::milliseconds(0);
}

TimeMap ReadTimeMap(const Exchange& exchange) {
  const std::string_view body = text::Trim(exchange.body);
  return body.starts_with('{') ? ReadTimeMapJson(body, exchange.request.url)
                               : ReadTimeMapLinks(body, exchange.request.url);
}

struct Listing {
  Captures captures;
  std::vector<TimeMap::Part> parts;
};

// One TimeMap: its mementos go to the rows, its further parts are kept.
net::Task<bool> AskTimeMap(Inquiry& inquiry, std::string timemap, Listing& listing) {
  HttpRequest request;
  request.url = timemap;
  request.headers.emplace_back("Accept", "application/link-format, application/json;q=0.5");
  if (!inquiry.MayAsk(request.url)) {
    co_return false;
  }
  ExchangePtr exchange = co_await inquiry.AskWith(std::move(request));
  listing.captures.state = StateOfService(*exchange, listing.captures.detail);
  if (listing.captures.state != ArchiveState::kAnswered || exchange->status != 200) {
    co_return false;
  }
  TimeMap map = ReadTimeMap(*exchange);
  std::move(map.mementos.begin(), map.mementos.end(), std::back_inserter(listing.captures.rows));
  const auto own = url::Url::Parse(exchange->request.url);
  for (TimeMap::Part& part : map.parts) {
    const auto url = url::Url::Parse(part.url);
    // Of itself, a TimeMap says the time as well; and another site is another archive.
    if (url && own && !(*url == *own) && url::SameSite(url->host(), own->host())) {
      listing.parts.push_back(std::move(part));
    }
  }
  co_return true;
}

void KeepNearest(std::vector<Capture>& rows, const std::string& url, Instant near, Instant now) {
  std::erase_if(rows, [&](const Capture& row) { return TimeOf(row.timestamp) > now + kClockSkew; });
  const auto distance = [&](const Capture& row) {
    return std::chrono::abs(TimeOf(row.timestamp) - near);
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Capture& a, const Capture& b) { return distance(a) < distance(b); });
  std::vector<Capture> kept;
  for (Capture& row : rows) {
    const bool again = std::any_of(kept.begin(), kept.end(), [&](const Capture& other) {
      return other.memento == row.memento;
    });
    if (!again && kept.size() < kMementosWanted) {
      row.original = url;
      kept.push_back(std::move(row));
    }
  }
  rows = std::move(kept);
}

// What an answer of a playback says it is a capture of; `otherwise` where it does not say.
std::string OriginalOf(const Exchange& exchange, const std::string& otherwise) {
  for (const auto& [name, value] : exchange.headers) {
    if (!text::EqualNoCase(name, "Link")) {
      continue;
    }
    for (const WebLink& link : ReadLinks(value)) {
      const auto url = url::Url::Parse(link.target);
      if (link.Is("original") && url && url->is_http()) {
        return url->ForRequest();
      }
    }
  }
  return otherwise;
}

net::Task<CaptureContent> FollowMemento(Inquiry& inquiry, Capture capture, bool follow) {
  CaptureContent content;
  content.timestamp = capture.timestamp;
  content.original = capture.original;
  content.url = capture.memento;
  std::string at = capture.memento;
  for (int hops = 0; hops < kArchiveHopsMax; ++hops) {
    if (!inquiry.MayAsk(at)) {
      co_return content;
    }
    ExchangePtr exchange = co_await inquiry.Ask(at);
    content.state = StateOfService(*exchange, content.detail);
    content.evidence = exchange->id;
    content.memento = IsMemento(*exchange);
    if (content.state != ArchiveState::kAnswered) {
      co_return content;
    }
    if (content.memento) {
      content.original = OriginalOf(*exchange, content.original);
      content.url = at;
      const auto stated =
          text::ParseInstant(FindHeader(exchange->headers, "Memento-Datetime").value_or(""));
      content.timestamp = stated ? TimestampOf(*stated) : content.timestamp;
      EnterHop(content.chain, *exchange, content.original);
    }
    const std::string_view location = FindHeader(exchange->headers, "Location").value_or("");
    const auto own = url::Url::Parse(at);
    const auto next = own && exchange->status >= 300 && exchange->status < 400 && !location.empty()
                          ? own->Resolve(location)
                          : std::nullopt;
    // Out of the archive, what is there now would answer.
    if ((content.memento && !follow) || !next || !next->is_http() ||
        !url::SameSite(next->host(), own->host())) {
      break;
    }
    at = next->ForRequest();
  }
  if (content.chain.last != nullptr) {
    content.chain.page = ReadPage(*content.chain.last);
  }
  co_return content;
}

}  // namespace

TimeMap ReadTimeMapLinks(std::string_view links, std::string_view base_url) {
  TimeMap map;
  const std::optional<url::Url> base = url::Url::Parse(base_url);
  for (const WebLink& link : ReadLinks(links)) {
    if (link.Is("memento")) {
      AddMemento(map, Absolute(base, link.target), link.Get("datetime"));
    }
    if (link.Is("timemap") || link.Is("self")) {
      AddPart(map, Absolute(base, link.target), link.Get("from"), link.Get("until"));
    }
    if (link.Is("original") && map.original.empty()) {
      map.original = Absolute(base, link.target);
    }
    if (link.Is("timegate") && map.timegate.empty()) {
      map.timegate = Absolute(base, link.target);
    }
  }
  return map;
}

TimeMap ReadTimeMapJson(std::string_view json, std::string_view base_url) {
  TimeMap map;
  const Result<json::Value> parsed = json::Parse(json);
  if (!parsed.ok()) {
    return map;
  }
  const json::Value& root = parsed.value();
  const std::optional<url::Url> base = url::Url::Parse(base_url);
  map.original = Absolute(base, root["original_uri"].string());
  map.timegate = Absolute(base, root["timegate_uri"].string());
  for (const json::Value& row : root["mementos"]["list"].items()) {
    const json::Value& uri = row["uri"].is_array() ? row["uri"][0] : row["uri"];
    AddMemento(map, Absolute(base, uri.string()), row["datetime"].string());
  }
  for (const json::Value& row : root["timemap_index"].items()) {
    AddPart(map, Absolute(base, row["uri"].string()), row["from"].string(), row["until"].string());
  }
  return map;
}

net::Task<TimeGateAnswer> AskTimeGate(Inquiry& inquiry, std::string timegate, std::string url,
                                      Instant near) {
  TimeGateAnswer answer;
  HttpRequest request;
  request.url = timegate + url;
  request.headers.emplace_back("Accept-Datetime", HttpDate(near));
  if (!inquiry.MayAsk(request.url)) {
    co_return answer;
  }
  const std::string asked = request.url;
  ExchangePtr exchange = co_await inquiry.AskWith(std::move(request));
  Captures& captures = answer.captures;
  captures.state = StateOfService(*exchange, captures.detail);
  const std::optional<url::Url> base = url::Url::Parse(asked);
  TimeMap told;
  for (const auto& [name, value] : exchange->headers) {
    if (text::EqualNoCase(name, "Link")) {
      TimeMap links = ReadTimeMapLinks(value, asked);
      std::move(links.mementos.begin(), links.mementos.end(), std::back_inserter(told.mementos));
      std::move(links.parts.begin(), links.parts.end(), std::back_inserter(told.parts));
    }
  }
  answer.timemap = told.parts.empty() ? std::string() : told.parts.front().url;
  std::string_view target = FindHeader(exchange->headers, "Location").value_or("");
  if (target.empty()) {
    target = FindHeader(exchange->headers, "Content-Location").value_or("");
  }
  if (target.empty() && IsMemento(*exchange)) {
    target = asked;  // Served at the TimeGate's own address (RFC 7089, 4.1.2).
  }
  std::string chosen = target.empty() ? std::string() : Absolute(base, target);
  if (const auto address = ParseCaptureUrl(chosen)) {
    Capture capture;
    capture.timestamp = address->timestamp;
    capture.memento = chosen;
    captures.rows.push_back(std::move(capture));
  } else if (const auto at = FindHeader(exchange->headers, "Memento-Datetime");
             at && text::ParseInstant(*at)) {
    Capture capture;
    capture.timestamp = TimestampOf(*text::ParseInstant(*at));
    capture.memento = chosen;
    captures.rows.push_back(std::move(capture));
  } else if (!chosen.empty()) {
    Capture capture;  // Its time is said where it is served, or by the TimeMap.
    capture.memento = chosen;
    captures.rows.push_back(std::move(capture));
  }
  std::move(told.mementos.begin(), told.mementos.end(), std::back_inserter(captures.rows));
  KeepNearest(captures.rows, url, near, inquiry.now());
  co_return answer;
}

net::Task<Captures> ListMementos(Inquiry& inquiry, Archive archive, std::string url, Instant near) {
  Listing listing;
  std::string timemap = archive.base + url;
  if (archive.kind == ArchiveKind::kMemento) {
    TimeGateAnswer gate = co_await AskTimeGate(inquiry, archive.base, url, near);
    listing.captures = std::move(gate.captures);
    timemap = gate.timemap;
    if (listing.captures.state != ArchiveState::kAnswered) {
      co_return std::move(listing.captures);
    }
  }
  if (!timemap.empty()) {
    const Captures by_gate = listing.captures;
    const bool has_map = co_await AskTimeMap(inquiry, timemap, listing);
    if (!has_map && !by_gate.rows.empty()) {
      co_return by_gate;  // The TimeGate's choice is one.
    }
  }
  for (std::size_t i = 0; i < kPartsMax && !listing.parts.empty(); ++i) {
    const auto nearest = std::min_element(listing.parts.begin(), listing.parts.end(),
                                          [&](const TimeMap::Part& a, const TimeMap::Part& b) {
                                            return DistanceOf(a, near) < DistanceOf(b, near);
                                          });
    std::string part = nearest->url;
    listing.parts.erase(nearest);
    co_await AskTimeMap(inquiry, std::move(part), listing);
  }
  KeepNearest(listing.captures.rows, url, near, inquiry.now());
  if (!listing.captures.rows.empty()) {
    listing.captures.state = ArchiveState::kAnswered;  // Whatever became of its further parts.
  }
  co_return std::move(listing.captures);
}

net::Task<CaptureContent> FetchMemento(Inquiry& inquiry, Capture capture, bool follow) {
  std::optional<CaptureAddress> address = ParseCaptureUrl(capture.memento);
  if (address) {
    CaptureContent content = co_await PlayBack(inquiry, *std::move(address), follow);
    if (content.state != ArchiveState::kAnswered || content.memento) {
      co_return content;
    }
  }
  CaptureContent content = co_await FollowMemento(inquiry, std::move(capture), follow);
  co_return content;
}

}  // namespace ibid::resolve
