#pragma once

#include <chrono>
#include <string>

#include "audit/audit.h"
#include "cli/terminal_line.h"

namespace ibid::cli {

// One line on a terminal: how far an audit is, how fast, and how long it will take. Silent
// elsewhere.
class AuditProgress {
 public:
  explicit AuditProgress(bool wanted) : wanted_(wanted) {}

  // Called as often as anybody likes; shows a few times a second.
  void Show(const audit::Progress& progress);
  void Clear() { line_.Clear(); }

 private:
  using Clock = std::chrono::steady_clock;

  const bool wanted_;
  TerminalLine line_;
  audit::Phase phase_ = audit::Phase::kReading;
  Clock::time_point drawn_{};
  Clock::time_point from_{};  // Of what the rate is counted.
  std::size_t done_at_from_ = 0;
  double rate_ = 0;  // Links a second, of late; 0: not known yet.
};

// "12,345 of 50,000 links, 37 failing, 512/s, about 1 min left"; `rate` links a second, 0 where it
// is not known.
std::string ProgressWords(const audit::Progress& progress, double rate);

}  // namespace ibid::cli
