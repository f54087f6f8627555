#include "cli/terminal_line.h"

#include <cstdio>

namespace ibid::cli {
namespace {

constexpr const char* kErase = "\r\x1b[K";  // ECMA-48: carriage return, erase in line.

}  // namespace

void TerminalLine::Show(const std::string& words) {
  std::fprintf(stderr, "%s%s", kErase, words.c_str());
  std::fflush(stderr);
  shown_ = true;
}

void TerminalLine::Clear() {
  if (shown_) {
    std::fputs(kErase, stderr);
    std::fflush(stderr);
  }
  shown_ = false;
}

}  // namespace ibid::cli
