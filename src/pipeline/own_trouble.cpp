#include "pipeline/own_trouble.h"

#include <optional>
#include <set>
#include <string>

#include "url/url.h"

namespace ibid::pipeline {
namespace {

constexpr std::size_t kHostsMin = 2;

bool IsOurs(const Article& article) {
  std::set<std::string, std::less<>> hosts;
  for (const Evidence& evidence : article.evidence) {
    if (evidence.status != 0) {
      return false;
    }
    const std::optional<url::Url> url = url::Url::Parse(evidence.url);
    const bool no_name =
        evidence.failure == Name(Failure::kDns) || evidence.failure == Name(Failure::kDnsTemporary);
    if (no_name && url && !url->host().ends_with(".invalid")) {
      hosts.emplace(url->host());
    }
  }
  return hosts.size() >= kHostsMin;
}

}  // namespace

void BlameNobodyForOwnTrouble(Article& article) {
  if (!IsOurs(article)) {
    return;
  }
  for (Resolution& resolution : article.resolutions) {
    if (resolution.verdict == Verdict::kDnsFailure) {
      resolution.verdict = Verdict::kUnknown;
      resolution.reasons.insert(resolution.reasons.begin(),
                                "no host of this run had an address: the name service or the "
                                "network here seems to be down");
    }
  }
}

}  // namespace ibid::pipeline
