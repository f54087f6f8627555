#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "cache/audits.h"
#include "ibid/instant.h"

namespace ibid::audit {

// Holds findings back that may be the fault of this machine's own network or name service (no such
// host, not reached, a time-out), until a host has answered that was asked no earlier: then it was
// not our network. The rule is that of pipeline/own_trouble.h: what remains is ours where two or
// more hosts were silent and one of them had answered before in this run, or, where no host
// answered at all, one of them had no address. Names under .invalid prove nothing.
class OwnNetwork {
 public:
  using Keep = std::function<void(cache::AuditFinding)>;

  // `keep` gets what is not, or no longer, in doubt.
  explicit OwnNetwork(Keep keep) : keep_(std::move(keep)) {}

  void Take(cache::AuditFinding finding);
  // So much is held, and it looks so much like our own trouble, that there is no sense in going on.
  bool SeemsDown() const { return held_.size() >= kHeldMin && IsOurs(); }
  // Nothing more comes: what is held is kept, or is ours and dropped. The number dropped.
  std::size_t Finish();

 private:
  static constexpr std::size_t kHeldMin = 50;
  static constexpr std::size_t kHeldMax = 5'000;  // Memory; beyond, the oldest are kept.
  bool IsOurs() const;
  void KeepOldest();

  Keep keep_;
  std::deque<cache::AuditFinding> held_;
  std::unordered_map<std::string, std::size_t>
      silent_;                // Hosts of what is held, and how much of it.
  std::size_t nameless_ = 0;  // Of what is held.
  std::unordered_set<std::string> answered_;
  std::optional<Instant> last_answer_;
};

}  // namespace ibid::audit
