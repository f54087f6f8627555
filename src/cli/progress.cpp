#include "cli/progress.h"

#include "text/utf8.h"
#include "write/phrases.h"

namespace ibid::cli {

void ProgressLine::Show(const std::string& what, const Progress& progress) {
  if (!wanted_) {
    return;
  }
  line_.Show(write::Plain(text::Shorten(what, 40)) + ": " + std::to_string(progress.resolved) +
             " of " + std::to_string(progress.references) + " sources, " +
             std::to_string(progress.asked) + " requests");
}

}  // namespace ibid::cli
