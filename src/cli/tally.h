#pragma once

#include <cstddef>

#include "cli/exit_code.h"

namespace ibid::cli {

// What becomes of a run's parts, and so of its exit code. The one place that decides it.
struct Tally {
  std::size_t done = 0;
  std::size_t failed = 0;   // Inputs that could not be read.
  bool unfinished = false;  // Output, cache or recording failed, or the run was interrupted.
  bool findings = false;    // What --fail-on names was found.

  ExitCode Code() const {
    if (done == 0 && failed > 0) {
      return ExitCode::kNothingDone;
    }
    if (failed > 0 || unfinished) {
      return ExitCode::kUnfinished;
    }
    return findings ? ExitCode::kFindings : ExitCode::kFine;
  }
};

}  // namespace ibid::cli
