#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output.h"
#include "pipeline/cache_report.h"

namespace ibid::cli {
namespace {

ExitCode Finish(Output& out) {
  const Result<void> closed = out.Close();
  if (!closed) {
    Say(closed.error().message);
  }
  return closed ? ExitCode::kFine : ExitCode::kUnfinished;
}

ExitCode Show(const Options& options, const Result<std::string>& text) {
  if (!text) {
    Say(text.error().message);
    return ExitCode::kNothingDone;
  }
  Result<Output> out = Output::Open(options.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  out->Write(*text);
  return Finish(*out);
}

ExitCode List(const Options& options) {
  Result<Output> out = Output::Open(options.output);
  if (!out) {
    Say(out.error().message);
    return ExitCode::kNothingDone;
  }
  const Result<void> listed = pipeline::ListExchanges(
      options.chosen, options.format,
      [&](std::string_view text) { return out->Write(text) && !out->reader_gone(); });
  if (!listed) {
    Say(listed.error().message);
    return ExitCode::kNothingDone;
  }
  return Finish(*out);
}

ExitCode Verify(const Options& options) {
  const Result<std::vector<std::string>> faults = pipeline::VerifyCache(options.cache);
  if (!faults) {
    Say(faults.error().message);
    return ExitCode::kNothingDone;
  }
  for (const std::string& fault : *faults) {
    Say(fault);
  }
  return faults->empty() ? Show(options, options.cache + ": all is well\n") : ExitCode::kFindings;
}

ExitCode Import(const Options& options) {
  std::string text;
  bool failed = false;
  for (std::size_t i = 1; i < options.inputs.size(); ++i) {
    const Result<std::string> said =
        pipeline::ImportExchanges(options.cache, options.inputs[i], options.input_bytes_max);
    if (said) {
      text += *said;
    } else {
      Say(said.error().message);
      failed = true;
    }
  }
  if (text.empty()) {
    return ExitCode::kNothingDone;
  }
  const ExitCode shown = Show(options, text);
  return failed ? ExitCode::kUnfinished : shown;
}

}  // namespace

ExitCode RunCache(const Options& options) {
  if (options.cache.empty()) {
    Say("neither HOME nor XDG_CACHE_HOME says where the cache is; name it with --cache");
    return ExitCode::kNothingDone;
  }
  const std::string& what = options.inputs[0];
  if (what == "list") {
    return List(options);
  }
  if (what == "verify") {
    return Verify(options);
  }
  if (what == "import") {
    return Import(options);
  }
  if (what == "show") {
    return Show(options, pipeline::ShowExchange(options.cache, options.inputs[1], options.format,
                                                options.body_alone));
  }
  if (what == "prune") {
    return Show(options,
                pipeline::PruneCache(options.chosen, {options.prune_bytes_max, options.dry_run},
                                     options.format));
  }
  if (what == "export") {
    return Show(options, pipeline::ExportExchanges(options.chosen, options.inputs[1]));
  }
  return Show(options, pipeline::DescribeCache(options.cache, options.format));
}

}  // namespace ibid::cli
