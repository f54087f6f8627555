#include "resolve/archives/capture.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "text/dates.h"

namespace ibid::resolve {
namespace {

constexpr std::size_t kTimestampDigits = 14;

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

}  // namespace

bool IsMemento(const Exchange& exchange) {
  return FindHeader(exchange.headers, "Memento-Datetime").has_value();
}

ArchiveState StateOfService(const Exchange& exchange, std::string& detail) {
  const ArchiveState state = StateOf(exchange, detail);
  if (state != ArchiveState::kAnswered || exchange.status < 400 || IsMemento(exchange)) {
    return state;
  }
  switch (exchange.status) {
    case 404:
      return ArchiveState::kAnswered;
    case 429:
      return ArchiveState::kThrottled;
    case 451:  // pywb's rule "block".
      return ArchiveState::kExcluded;
    default:
      return ArchiveState::kFailed;
  }
}

bool IsTimestamp(std::string_view text) {
  return text.size() == kTimestampDigits &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string TimestampOf(Instant at) {
  std::string digits = FormatInstant(at).substr(0, 19);  // "2015-09-25T14:03:11"
  std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
  return digits;
}

Instant TimeOf(const std::string& timestamp) {
  return text::ParseInstant(timestamp).value_or(Instant{});
}

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

std::string Explain(ArchiveState state, std::string_view detail, std::string_view archive) {
  const std::string name(archive);
  std::string answered = name + " answered " + std::string(detail);
  switch (state) {
    case ArchiveState::kAnswered:
      return name + " was asked";
    case ArchiveState::kExcluded:
      return "the site is excluded from " + name + ": whether it holds copies cannot be seen";
    case ArchiveState::kThrottled:
      return answered + " (too many requests): whether it holds a copy is not known";
    case ArchiveState::kFailed:
      return answered + ": whether it holds a copy is not known";
    case ArchiveState::kOffline:
      return name + " was not asked: this run is offline";
    case ArchiveState::kNotAsked:
      return {};
  }
  return answered;
}

}  // namespace ibid::resolve
