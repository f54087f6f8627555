#include "pipeline/own_trouble.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "url/url.h"

namespace ibid::pipeline {
namespace {

constexpr std::size_t kHostsMin = 2;

using Hosts = std::set<std::string, std::less<>>;

bool IsNameTrouble(std::string_view failure) {
  return failure == Name(Failure::kDns) || failure == Name(Failure::kDnsTemporary);
}

// How a network that is down shows.
bool IsNetworkTrouble(std::string_view failure) {
  return IsNameTrouble(failure) || failure == Name(Failure::kConnect) ||
         failure == Name(Failure::kTimeout);
}

// From when on the trouble is ours; none: it is not.
std::optional<Instant> OursSince(const Article& article) {
  std::optional<Instant> last_answer;
  for (const Evidence& evidence : article.evidence) {
    if (evidence.status != 0) {
      last_answer = std::max(last_answer.value_or(evidence.at), evidence.at);
    }
  }
  Hosts answered;
  Hosts silent;  // After the last answer.
  bool nameless = false;
  for (const Evidence& evidence : article.evidence) {
    const std::optional<url::Url> url = url::Url::Parse(evidence.url);
    if (!url || url->host().ends_with(".invalid")) {
      continue;
    }
    if (evidence.status != 0) {
      answered.emplace(url->host());
    } else if (IsNetworkTrouble(evidence.failure) && (!last_answer || evidence.at > *last_answer)) {
      silent.emplace(url->host());
      nameless = nameless || IsNameTrouble(evidence.failure);
    }
  }
  if (silent.size() < kHostsMin) {
    return std::nullopt;
  }
  if (!last_answer) {
    return nameless ? std::optional(Instant::min()) : std::nullopt;
  }
  const bool knew = std::any_of(silent.begin(), silent.end(),
                                [&](const std::string& host) { return answered.count(host) != 0; });
  return knew ? last_answer : std::nullopt;
}

}  // namespace

void BlameNobodyForOwnTrouble(Article& article) {
  const std::optional<Instant> since = OursSince(article);
  if (!since) {
    return;
  }
  for (Resolution& resolution : article.resolutions) {
    const bool is_network = resolution.verdict == Verdict::kDnsFailure ||
                            resolution.verdict == Verdict::kConnectFailure ||
                            resolution.verdict == Verdict::kTimeout;
    if (!is_network || resolution.checked_at.value_or(Instant::max()) <= *since) {
      continue;
    }
    resolution.verdict = Verdict::kUnknown;
    resolution.reasons.insert(
        resolution.reasons.begin(),
        *since == Instant::min()
            ? "no host of this run had an address: the name service or the network here seems to "
              "be down"
            : "no host answered any more, nor did one that had before: the name service or the "
              "network here seems to have failed");
  }
}

}  // namespace ibid::pipeline
