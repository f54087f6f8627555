#include "pipeline/recall.h"

#include <chrono>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace ibid::pipeline {
namespace {

constexpr std::chrono::hours kKnownLife{24};
constexpr std::chrono::hours kDeadLife{7 * 24};
constexpr std::chrono::minutes kUndecidedLife{10};

bool IsUndecided(Verdict verdict) {
  switch (verdict) {
    case Verdict::kBlocked:
    case Verdict::kServerError:
    case Verdict::kDnsFailure:
    case Verdict::kConnectFailure:
    case Verdict::kTlsFailure:
    case Verdict::kTimeout:
    case Verdict::kUnknown:
      return true;
    default:
      return false;
  }
}

auto WhatResolvingLooksAt(const Reference& r) {
  return std::tie(r.kind, r.key, r.url, r.platform, r.post_id, r.account, r.author, r.text, r.links,
                  r.agent, r.outlet.name, r.outlet.domains, r.date, r.mentions);
}

bool SameContext(const Article& a, const Article& b) {
  return a.document.metadata.published.value == b.document.metadata.published.value &&
         a.document.metadata.title.value == b.document.metadata.title.value &&
         a.references.size() == b.references.size();
}

}  // namespace

std::optional<Instant> StandsUntil(const Resolution& resolution) {
  const bool ours = resolution.verdict == Verdict::kOffline ||
                    resolution.verdict == Verdict::kRefused ||
                    resolution.verdict == Verdict::kNotChecked;
  if (!resolution.checked_at || ours) {
    return std::nullopt;
  }
  if (resolution.history.state == LinkState::kDead) {
    return *resolution.checked_at + kDeadLife;
  }
  if (IsUndecided(resolution.verdict)) {
    return *resolution.checked_at + kUndecidedLife;
  }
  return *resolution.checked_at + kKnownLife;
}

std::vector<std::optional<Resolution>> Recall(const Article& article, const Article& before,
                                              std::optional<Instant> since, Instant now) {
  std::vector<std::optional<Resolution>> out(article.references.size());
  if (!SameContext(article, before) || before.resolutions.size() != before.references.size()) {
    return out;
  }
  std::unordered_map<std::string_view, std::size_t> by_key;
  for (std::size_t i = 0; i < before.references.size(); ++i) {
    by_key.emplace(before.references[i].key, i);
  }
  for (std::size_t i = 0; i < article.references.size(); ++i) {
    const auto found = by_key.find(article.references[i].key);
    if (found == by_key.end() || WhatResolvingLooksAt(article.references[i]) !=
                                     WhatResolvingLooksAt(before.references[found->second])) {
      continue;
    }
    const Resolution& known = before.resolutions[found->second];
    const std::optional<Instant> until = StandsUntil(known);
    if (until && now < *until && (!since || *known.checked_at >= *since)) {
      out[i] = known;
      out[i]->reference = article.references[i].id;
    }
  }
  return out;
}

}  // namespace ibid::pipeline
