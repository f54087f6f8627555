#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "audit/accept.h"
#include "audit/own_network.h"
#include "cache/audits.h"
#include "ibid/result.h"
#include "pipeline/link_session.h"

namespace ibid::audit {

// Asks after the links of an audit, so many at a time.
class Checker {
 public:
  struct Options {
    bool fragments = false;   // Look for what fragments name, too.
    std::size_t width = 512;  // Links under way at once.
  };
  // How it stands; for a line on a terminal.
  struct State {
    std::size_t done = 0;
    std::size_t of = 0;
    std::size_t failing = 0;
  };
  using Told = std::function<void(const State&)>;

  // All outlive it.
  Checker(std::int64_t audit, const Accept& accept, const Options& options,
          pipeline::LinkSession& session, cache::AuditLog& log);

  // Asks after each link that is open. An error is that of the disk; an interrupt, or a network of
  // ours that is down, leaves links open and is none.
  Result<void> AskOpen(const Told& told);
  // Looks for copies of each link that fails and is dead by its verdict; what the audit before knew
  // is taken from there.
  Result<void> SeekCopies(const Told& told);

  // Findings that were dropped because our own network seems to be at fault.
  std::size_t dropped() const { return dropped_; }

 private:
  Result<void> Each(const std::vector<std::int64_t>& links, const Told& told,
                    const std::function<Result<void>(cache::AuditLinkRow)>& ask);
  Result<void> AskOne(cache::AuditLinkRow row);
  Result<void> SeekOne(cache::AuditLinkRow row);
  void OnAnswer(cache::AuditLinkRow row, Reference reference, std::vector<std::string> fragments,
                Resolution found);
  void OnCopies(cache::AuditLinkRow row, const Resolution& found);
  void LookForFragments(cache::AuditLinkRow& row, const Resolution& found,
                        const std::vector<std::string>& fragments);
  void Keep(cache::AuditFinding finding);
  bool Stopping() const;

  const std::int64_t audit_;
  const Accept& accept_;
  const Options options_;
  pipeline::LinkSession& session_;
  cache::AuditLog& log_;
  OwnNetwork network_;
  State state_;
  std::size_t under_way_ = 0;
  std::size_t dropped_ = 0;
  std::optional<Error> error_;
};

}  // namespace ibid::audit
