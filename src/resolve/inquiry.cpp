#include "resolve/inquiry.h"

#include <algorithm>
#include <utility>

#include "url/url.h"

namespace ibid::resolve {

Inquiry::Inquiry(const Reference& reference, const ResolveOptions& options, net::Web& web)
    : options_(options),
      web_(web),
      near_(reference.date.empty() ? options.article_date : reference.date) {
  out.reference = reference.id;
  const auto name = [&](const std::string& url) {
    if (const auto parsed = url::Url::Parse(url)) {
      named_hosts_.emplace_back(parsed->host());
    }
  };
  name(reference.url);
  for (const std::string& link : reference.links) {
    name(link);
  }
  named_hosts_.insert(named_hosts_.end(), reference.outlet.domains.begin(),
                      reference.outlet.domains.end());
}

net::Task<ExchangePtr> Inquiry::Ask(std::string url) {
  HttpRequest request;
  request.url = std::move(url);
  ExchangePtr answer = co_await AskWith(std::move(request));
  co_return answer;
}

net::Task<ExchangePtr> Inquiry::AskWith(HttpRequest request) {
  ExchangePtr answer = co_await web_.Get(std::move(request));
  if (std::find(out.evidence.begin(), out.evidence.end(), answer->id) == out.evidence.end()) {
    out.evidence.push_back(answer->id);
  }
  if (answer->failure != Failure::kOffline) {  // Nobody was asked then, now or earlier.
    out.checked_at = std::max(out.checked_at.value_or(answer->at), answer->at);
  }
  co_return answer;
}

bool Inquiry::MayAsk(std::string_view url) {
  if (options_.third_parties) {
    return true;
  }
  const auto parsed = url::Url::Parse(url);
  const std::string_view host = parsed ? parsed->host() : url;
  for (const std::string& named : named_hosts_) {
    if (url::SameSite(host, named)) {
      return true;
    }
  }
  Say("not asked: " + std::string(host) + " (only hosts that the article names are asked)");
  return false;
}

std::string Inquiry::Expected() const {
  const auto said = options_.link_words.find(out.reference);
  return said == options_.link_words.end() ? std::string() : said->second;
}

void Inquiry::Say(std::string reason) {
  if (!reason.empty() &&
      std::find(out.reasons.begin(), out.reasons.end(), reason) == out.reasons.end()) {
    out.reasons.push_back(std::move(reason));
  }
}

void Inquiry::SayFirst(std::string reason) {
  std::erase(out.reasons, reason);
  out.reasons.insert(out.reasons.begin(), std::move(reason));
}

}  // namespace ibid::resolve
