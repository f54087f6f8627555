#pragma once

#include <string>

namespace ibid::cli {

// One line of standard error that is written over again and again, and is gone in the end. For
// terminals: who shows it knows that it is one.
class TerminalLine {
 public:
  TerminalLine() = default;
  ~TerminalLine() { Clear(); }
  TerminalLine(const TerminalLine&) = delete;
  TerminalLine& operator=(const TerminalLine&) = delete;

  // `words` are safe to show, and one line.
  void Show(const std::string& words);
  void Clear();

 private:
  bool shown_ = false;
};

}  // namespace ibid::cli
