#include "pipeline/fetch.h"

#include <optional>
#include <string_view>
#include <utility>

#include "resolve/redirect.h"
#include "url/url.h"

namespace ibid::pipeline {
namespace {

constexpr int kHopsMax = 20;

Error NoPage(const std::string& url, const std::string& why) {
  return {ErrorCode::kInput, url + ": " + why};
}

// Why there is nothing to read, or nothing where there is.
std::optional<std::string> Fault(const Exchange& answer) {
  switch (answer.failure) {
    case Failure::kNone:
      break;
    case Failure::kTooLarge:
      return "the page is larger than the limit; raise it with --max-input";
    case Failure::kOffline:
      return "is not in the cache or the recording, and nobody may be asked";
    default:
      return std::string("could not be fetched: ") + (answer.failure_detail.empty()
                                                          ? std::string(Name(answer.failure))
                                                          : answer.failure_detail);
  }
  if (answer.status < 200 || answer.status > 299) {
    return "the server answered " + std::to_string(answer.status) + ", which is no page to read";
  }
  if (answer.body.empty()) {
    return "the server sent an empty page";
  }
  return std::nullopt;
}

}  // namespace

net::Task<Result<FetchedPage>> FetchPage(std::string url, std::uint64_t body_bytes_max,
                                         net::Web& web) {
  const std::optional<url::Url> parsed = url::Url::Parse(url);
  if (!parsed) {
    co_return NoPage(url, "is no URL that can be asked");
  }
  std::string at = parsed->ForRequest();
  for (int hop = 0; hop < kHopsMax; ++hop) {
    HttpRequest request;
    request.url = at;
    request.body_bytes_max = body_bytes_max;
    const ExchangePtr answer = co_await web.Get(std::move(request));
    const std::optional<resolve::Onward> onward =
        resolve::NextHop(*answer, resolve::ReadPage(*answer));
    if (onward && answer->failure == Failure::kNone) {
      const std::optional<url::Url> next = url::Url::Parse(onward->target);
      if (!next) {
        co_return NoPage(at, "redirects to what is no URL: " + onward->written);
      }
      at = next->ForRequest();
      continue;
    }
    if (const std::optional<std::string> fault = Fault(*answer)) {
      co_return NoPage(at, *fault);
    }
    FetchedPage page;
    page.bytes = answer->body;
    page.url = at;
    page.content_type = std::string(FindHeader(answer->headers, "Content-Type").value_or(""));
    co_return page;
  }
  co_return NoPage(url, "redirects more than " + std::to_string(kHopsMax) + " times");
}

}  // namespace ibid::pipeline
