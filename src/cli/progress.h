#pragma once

#include <cstdio>
#include <string>

#include "ibid/session.h"

namespace ibid::cli {

// One line on a terminal that says how far the run is, and is gone when it is done. Silent
// elsewhere.
class ProgressLine {
 public:
  explicit ProgressLine(bool wanted) : wanted_(wanted) {}
  ~ProgressLine() { Clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void Show(const std::string& what, const Progress& progress);
  void Clear();

 private:
  const bool wanted_;
  bool shown_ = false;
};

}  // namespace ibid::cli
