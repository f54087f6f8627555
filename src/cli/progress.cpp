#include "cli/progress.h"

#include "text/utf8.h"
#include "write/phrases.h"

namespace ibid::cli {

void ProgressLine::Show(const std::string& what, const Progress& progress) {
  if (!wanted_) {
    return;
  }
  const std::string line = write::Plain(text::Shorten(what, 40)) + ": " +
                           std::to_string(progress.resolved) + " of " +
                           std::to_string(progress.references) + " sources, " +
                           std::to_string(progress.asked) + " requests";
  // ECMA-48: erase in line, carriage return.
  std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
  std::fflush(stderr);
  shown_ = true;
}

void ProgressLine::Clear() {
  if (shown_) {
    std::fputs("\r\x1b[K", stderr);
    std::fflush(stderr);
  }
  shown_ = false;
}

}  // namespace ibid::cli
