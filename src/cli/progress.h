#pragma once

#include <string>

#include "cli/terminal_line.h"
#include "ibid/session.h"

namespace ibid::cli {

// One line on a terminal that says how far the run is, and is gone when it is done. Silent
// elsewhere.
class ProgressLine {
 public:
  explicit ProgressLine(bool wanted) : wanted_(wanted) {}

  void Show(const std::string& what, const Progress& progress);
  void Clear() { line_.Clear(); }

 private:
  const bool wanted_;
  TerminalLine line_;
};

}  // namespace ibid::cli
