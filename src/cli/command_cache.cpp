#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output.h"
#include "pipeline/cache_report.h"

namespace ibid::cli {
namespace {

ExitCode Show(const std::string& text) {
  Result<Output> out = Output::Open("");
  out->Write(text);
  const Result<void> closed = out->Close();
  if (!closed) {
    Say(closed.error().message);
  }
  return closed ? ExitCode::kFine : ExitCode::kUnfinished;
}

}  // namespace

ExitCode RunCache(const Options& options) {
  if (options.cache.empty()) {
    Say("neither HOME nor XDG_CACHE_HOME says where the cache is; name it with --cache");
    return ExitCode::kNothingDone;
  }
  if (options.inputs.front() == "stats") {
    const Result<std::string> text = pipeline::DescribeCache(options.cache);
    if (!text) {
      Say(text.error().message);
      return ExitCode::kNothingDone;
    }
    return Show(*text);
  }
  const Result<std::vector<std::string>> faults = pipeline::VerifyCache(options.cache);
  if (!faults) {
    Say(faults.error().message);
    return ExitCode::kNothingDone;
  }
  for (const std::string& fault : *faults) {
    Say(fault);
  }
  return faults->empty() ? Show(options.cache + ": all is well\n") : ExitCode::kFindings;
}

}  // namespace ibid::cli
