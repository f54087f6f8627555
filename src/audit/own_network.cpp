#include "audit/own_network.h"

#include <algorithm>
#include <utility>

#include "ibid/resolution.h"

namespace ibid::audit {
namespace {

constexpr std::size_t kHostsMin = 2;

bool IsSuspicious(const cache::AuditFinding& finding) {
  const Verdict verdict = finding.resolution.verdict;
  return (verdict == Verdict::kDnsFailure || verdict == Verdict::kConnectFailure ||
          verdict == Verdict::kTimeout) &&
         finding.row.checked_at && !finding.row.host.ends_with(".invalid");
}

}  // namespace

void OwnNetwork::Take(cache::AuditFinding finding) {
  if (!IsSuspicious(finding)) {
    if (finding.row.status != 0 && finding.row.checked_at) {
      answered_.insert(finding.row.host);
      last_answer_ =
          std::max(last_answer_.value_or(*finding.row.checked_at), *finding.row.checked_at);
    }
    keep_(std::move(finding));
  } else if (last_answer_ && *last_answer_ >= *finding.row.checked_at) {
    keep_(std::move(finding));
    return;
  } else {
    ++silent_[finding.row.host];
    nameless_ += finding.resolution.verdict == Verdict::kDnsFailure ? 1 : 0;
    held_.push_back(std::move(finding));
  }
  while (!held_.empty() && ((last_answer_ && *last_answer_ >= *held_.front().row.checked_at) ||
                            held_.size() > kHeldMax)) {
    KeepOldest();
  }
}

void OwnNetwork::KeepOldest() {
  cache::AuditFinding& oldest = held_.front();
  if (const auto found = silent_.find(oldest.row.host);
      found != silent_.end() && --found->second == 0) {
    silent_.erase(found);
  }
  nameless_ -= oldest.resolution.verdict == Verdict::kDnsFailure ? 1 : 0;
  keep_(std::move(oldest));
  held_.pop_front();
}

bool OwnNetwork::IsOurs() const {
  if (silent_.size() < kHostsMin) {
    return false;
  }
  return answered_.empty() ? nameless_ > 0
                           : std::any_of(silent_.begin(), silent_.end(), [this](const auto& host) {
                               return answered_.contains(host.first);
                             });
}

std::size_t OwnNetwork::Finish() {
  const std::size_t dropped = IsOurs() ? held_.size() : 0;
  if (dropped > 0) {
    held_.clear();
  }
  while (!held_.empty()) {
    KeepOldest();
  }
  return dropped;
}

}  // namespace ibid::audit
