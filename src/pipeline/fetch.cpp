#include "pipeline/fetch.h"

#include <optional>
#include <string_view>
#include <utility>

#include "resolve/pages/redirect.h"
#include "url/url.h"

namespace ibid::pipeline {
namespace {

constexpr int kHopsMax = 20;

// What became of a request that has no answer, and what can be done about it.
struct Advice {
  std::string_view what;
  std::string_view remedy;
};

Advice AdviceFor(Failure failure) {
  switch (failure) {
    case Failure::kRefused:
      return {"is not asked", ""};
    case Failure::kOffline:
      return {"is not in the cache or the recording, and nobody may be asked",
              "run once without --offline or --replay"};
    case Failure::kDns:
      return {"no such host", "is it spelt right?"};
    case Failure::kDnsTemporary:
      return {"the host's name could not be looked up", "is this machine connected?"};
    case Failure::kConnect:
      return {"cannot be reached", "try again later, or give a saved copy"};
    case Failure::kTls:
      return {"cannot be trusted", "--cacert names other authorities"};
    case Failure::kTimeout:
      return {"took too long", "--timeout waits longer"};
    case Failure::kTooLarge:
      return {"is larger than the limit", "raise it with --max-input"};
    case Failure::kProtocol:
      return {"sent no complete answer", "try again later, or give a saved copy"};
    default:
      return {"was not answered before the run was stopped", ""};
  }
}

// "WHAT (detail); REMEDY". A refusal's detail has it all.
std::string Sentence(const Exchange& answer) {
  const Advice advice = AdviceFor(answer.failure);
  const std::string& detail = answer.failure_detail;
  if (answer.failure == Failure::kRefused && !detail.empty()) {
    return detail;
  }
  std::string out(advice.what);
  if (!detail.empty() && answer.failure != Failure::kOffline) {
    out += " (" + detail + ")";
  }
  return advice.remedy.empty() ? out : out + "; " + std::string(advice.remedy);
}

// Why there is nothing to read, or nothing where there is.
std::optional<std::string> Fault(const Exchange& answer) {
  if (answer.failure != Failure::kNone) {
    return Sentence(answer);
  }
  if (answer.status < 200 || answer.status > 299) {
    return "the server answered " + std::to_string(answer.status) +
           ", which is no page to read; open it in a browser, and give what was saved there";
  }
  if (answer.body.empty()) {
    return "the server sent an empty page; open it in a browser, and give what was saved there";
  }
  return std::nullopt;
}

// What was asked for, and where that led, for the start of a message.
std::string Way(const std::string& asked, const std::string& at) {
  return asked == at ? at : asked + " leads to " + at;
}

}  // namespace

net::Task<Result<FetchedPage>> FetchPage(std::string url, std::uint64_t body_bytes_max,
                                         net::Web& web) {
  const auto no_page = [](const std::string& where, const std::string& why) {
    return Error{ErrorCode::kInput, where + ": " + why};
  };
  const std::optional<url::Url> parsed = url::Url::Parse(url);
  if (!parsed) {
    co_return no_page(url,
                      "is no URL that can be asked; it begins with http:// or https:// and a host");
  }
  const std::string asked = parsed->ForRequest();  // Without password and fragment.
  std::string at = asked;
  for (int hop = 0; hop < kHopsMax; ++hop) {
    HttpRequest request;
    request.url = at;
    request.body_bytes_max = body_bytes_max;
    const ExchangePtr answer = co_await web.Get(std::move(request));
    std::optional<resolve::Onward> onward;
    if (answer->failure == Failure::kNone) {
      onward = resolve::NextHop(*answer, resolve::ReadPage(*answer));
    }
    if (onward) {
      const std::optional<url::Url> next = url::Url::Parse(onward->target);
      if (!next) {
        co_return no_page(Way(asked, at), "redirects to what is no URL: " + onward->written);
      }
      at = next->ForRequest();
      continue;
    }
    if (const std::optional<std::string> fault = Fault(*answer)) {
      co_return no_page(Way(asked, at), *fault);
    }
    FetchedPage page;
    page.bytes = answer->body;
    page.url = at;
    page.content_type = std::string(FindHeader(answer->headers, "Content-Type").value_or(""));
    co_return page;
  }
  co_return no_page(asked,
                    "redirects more than " + std::to_string(kHopsMax) +
                        " times, perhaps in a circle; open it in a browser, and give what was "
                        "saved there");
}

}  // namespace ibid::pipeline
