#include "pipeline/witness.h"

#include <map>
#include <string_view>
#include <utility>

#include "text/utf8.h"

namespace ibid::pipeline {
namespace {

std::string MediaType(const Exchange& exchange) {
  const std::string_view value = FindHeader(exchange.headers, "Content-Type").value_or("");
  return text::Lower(text::Trim(value.substr(0, value.find(';'))));
}

Evidence Summary(const Exchange& exchange) {
  Evidence out;
  out.id = exchange.id;
  out.method = exchange.request.method;
  out.url = exchange.request.url;
  out.status = exchange.status;
  if (exchange.failure != Failure::kNone) {
    out.failure = Name(exchange.failure);
  }
  out.media_type = MediaType(exchange);
  out.body_sha256 = exchange.body_sha256;
  out.at = exchange.at;
  return out;
}

}  // namespace

void WitnessWeb::Ask(HttpRequest request, Done done) {
  const auto asked = waiting_.insert(waiting_.end(), request.url);
  changed_();
  web_.Ask(std::move(request), [this, asked, done = std::move(done)](ExchangePtr answer) {
    seen_.try_emplace(answer->id, Summary(*answer));
    waiting_.erase(asked);
    changed_();
    done(std::move(answer));
  });
}

void WitnessWeb::Add(const std::vector<Evidence>& earlier) {
  for (const Evidence& evidence : earlier) {
    seen_.try_emplace(evidence.id, evidence);
  }
}

std::vector<Evidence> WitnessWeb::Of(const std::vector<Resolution>& resolutions) const {
  std::map<std::string, Evidence> cited;
  for (const Resolution& resolution : resolutions) {
    for (const std::string& id : resolution.evidence) {
      if (const auto found = seen_.find(id); found != seen_.end()) {
        cited.insert(*found);
      }
    }
  }
  std::vector<Evidence> out;
  out.reserve(cited.size());
  for (auto& [id, evidence] : cited) {
    out.push_back(std::move(evidence));
  }
  return out;
}

}  // namespace ibid::pipeline
