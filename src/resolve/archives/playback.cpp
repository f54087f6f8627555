#include "resolve/archives/playback.h"

#include <algorithm>
#include <utility>

#include "text/dates.h"

namespace ibid::resolve {
namespace {

constexpr int kArchiveHopsMax = 5;
constexpr std::size_t kTimestampDigits = 14;
constexpr std::size_t kModifierMax = 4;

// "im_", "id_", "mp_": what may stand behind the digits.
bool IsModifier(std::string_view text) {
  return text.empty() || (text.size() <= kModifierMax && text.ends_with('_'));
}

bool SameAddress(std::string_view a, std::string_view b) {
  const auto first = url::Url::Parse(a);
  const auto second = url::Url::Parse(b);
  return first && second && first->ForRequest() == second->ForRequest();
}

bool SameSiteAs(std::string_view a, std::string_view b) {
  const auto first = url::Url::Parse(a);
  const auto second = url::Url::Parse(b);
  return first && second && url::SameSite(first->host(), second->host());
}

// The next capture that a playback redirect leads to; an archive sends on to the nearest capture,
// and an archived redirect to where the original sent its reader.
std::optional<CaptureAddress> NextCapture(const Exchange& exchange, const CaptureAddress& now) {
  const std::string_view location = FindHeader(exchange.headers, "Location").value_or("");
  if (exchange.status < 300 || exchange.status >= 400 || location.empty()) {
    return std::nullopt;
  }
  const auto archive = url::Url::Parse(exchange.request.url);
  const auto prefix = url::Url::Parse(now.prefix);
  if (!archive || !prefix) {
    return std::nullopt;
  }
  const bool in_archive = location.starts_with(prefix->path());
  const auto base = in_archive ? archive : url::Url::Parse(now.original);
  const auto target = base ? base->Resolve(location) : std::nullopt;
  if (!target || !target->is_http()) {
    return std::nullopt;
  }
  if (target->host() == archive->host()) {
    if (auto capture = ParseCaptureUrl(target->text())) {
      capture->prefix = now.prefix;  // Its scheme may be another: "http://web.archive.org".
      return capture;
    }
  }
  return CaptureAddress{now.prefix, now.timestamp, target->ForRequest()};
}

// The moment that the archive says it served.
void TakeTime(const Exchange& exchange, CaptureAddress& at) {
  const auto stated =
      text::ParseInstant(FindHeader(exchange.headers, "Memento-Datetime").value_or(""));
  if (stated) {
    at.timestamp = TimestampOf(*stated);
  }
}

}  // namespace

std::optional<CaptureAddress> ParseCaptureUrl(std::string_view url) {
  constexpr std::size_t kSegmentsMax = 8;  // Before the digits; the original comes behind them.
  std::size_t slash = url.find(
      '/', std::min(url.find("://"), url.size() - std::min<std::size_t>(3, url.size())) + 3);
  for (std::size_t i = 0; i < kSegmentsMax && slash != std::string_view::npos; ++i) {
    const std::size_t end = url.find('/', slash + 1);
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    const std::string_view segment = url.substr(slash + 1, end - slash - 1);
    if (segment.size() >= kTimestampDigits && IsTimestamp(segment.substr(0, kTimestampDigits)) &&
        IsModifier(segment.substr(kTimestampDigits)) && end + 1 < url.size()) {
      CaptureAddress address;
      address.prefix = url.substr(0, slash + 1);
      address.timestamp = segment.substr(0, kTimestampDigits);
      address.original = url.substr(end + 1);
      return address;
    }
    slash = end;
  }
  return std::nullopt;
}

net::Task<CaptureContent> PlayBack(Inquiry& inquiry, CaptureAddress at, bool follow) {
  CaptureContent content;
  for (int hops = 0; hops < kArchiveHopsMax; ++hops) {
    std::string question = at.prefix + at.timestamp + "id_/" + at.original;
    const std::optional<url::Url> asked = url::Url::Parse(question);
    if (!asked || !inquiry.MayAsk(question)) {
      co_return content;
    }
    question = asked->ForRequest();
    ExchangePtr exchange = co_await inquiry.Ask(question);
    content.state = StateOfService(*exchange, content.detail);
    content.evidence = exchange->id;
    content.memento = IsMemento(*exchange);
    std::optional<CaptureAddress> next = NextCapture(*exchange, at);
    TakeTime(*exchange, at);
    content.timestamp = at.timestamp;
    content.original = at.original;
    content.url = at.prefix + at.timestamp + "/" + at.original;
    if (content.state != ArchiveState::kAnswered) {
      co_return content;
    }
    const bool same_work = next && SameAddress(next->original, at.original);
    if (!same_work) {
      EnterHop(content.chain, *exchange, at.original);
    }
    if (!next || (!follow && !SameSiteAs(at.original, next->original))) {
      break;
    }
    at = *std::move(next);
  }
  if (content.chain.last != nullptr) {
    content.chain.page = ReadPage(*content.chain.last);
  }
  co_return content;
}

}  // namespace ibid::resolve
